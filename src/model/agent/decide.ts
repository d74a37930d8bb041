/**
 * Asks the policy whether a container's image must be pulled, with what the agent knows at this moment, and keeps
 * the answer. Both stages ask, minutes apart perhaps, and the answers can differ: the second one counts, while the
 * digest of the first stays. On Amazon ECS Managed Instances an image that is there is used without another pull (Amazon
 * ECS developer guide, "Amazon ECS Managed Instances container image pull behavior"): taken to be told by the digest,
 * which the manifest stage or the deployment has resolved.
 */
import type { Body } from '../../kernel/process.js';
import { parseReference } from '../image/reference.js';
import type { TaskContainer } from '../launch/task.js';
import type { PullDecision, PullStage } from '../policy/types.js';
import type { EcsAgent } from './ecs-agent.js';
import { pulledReference } from './pulled-reference.js';

/** Costs an inspection of the image where the behaviour asks the container runtime. */
export function* decide(agent: EcsAgent, container: TaskContainer, stage: PullStage): Body<PullDecision> {
  const { environment } = agent;
  const { behavior } = agent;
  if (stage === 'pull' && isCached(agent, container)) return keep(agent, container, stage, CACHED);
  const earlier = container.decision;
  if (stage === 'pull' && earlier !== null && !environment.assumes('second-decision')) return earlier;
  // Only prefer-cached asks the container runtime, and pays for the call.
  if (behavior === 'prefer-cached') {
    const inspect = environment.draw('inspect', environment.parameters.imageInspect, container.entity, 1);
    yield* environment.simulation.delay(inspect);
  }
  // The agent's books are closed while a cleanup cycle goes on; only once looks into them.
  if (behavior === 'once') yield* booksFree(agent, container);
  return keep(agent, container, stage, ask(agent, container, stage));
}

const CACHED: PullDecision = { pull: false, reason: 'managed instance: an image with this digest is here' };

/** Whether its instance, which ECS manages, has the very image. */
function isCached({ usesCachedImages, instance }: EcsAgent, container: TaskContainer): boolean {
  if (!usesCachedImages) return false;
  const reference = pulledReference(container);
  return parseReference(reference).digest !== null && instance.store.inspect(reference) !== undefined;
}

function keep(
  { environment }: EcsAgent,
  container: TaskContainer,
  stage: PullStage,
  decision: PullDecision,
): PullDecision {
  container.decision = decision;
  const { pull, reason } = decision;
  container.decisions.push({ at: environment.now, stage, pull, reason });
  return decision;
}

/** Waits while a cleanup cycle has the agent's books to itself. */
export function* booksFree({ environment, images }: EcsAgent, { clock }: TaskContainer): Body<void> {
  if (images.isFree) return;
  clock.enter('wait', 'lock', environment.now, 'image cleanup');
  yield* images.whenFree();
  clock.enter('resolve', 'fixed', environment.now);
}

function ask(agent: EcsAgent, { reference }: TaskContainer, stage: PullStage): PullDecision {
  const { images, instance, environment } = agent;
  const local = instance.store.inspect(reference);
  const state = local === undefined ? undefined : images.state(local.release.imageId);
  return agent.policy.decidePull({
    behavior: agent.behavior,
    pulledByAgent: images.pulled(reference),
    imageOnDisk: local !== undefined,
    stage,
    reference,
    imagePulledByAgent: state?.pullSucceeded ?? false,
    recordedSecondsAgo: state === undefined ? null : environment.now - state.pulledAtSeconds,
    nowSeconds: environment.now,
  });
}
