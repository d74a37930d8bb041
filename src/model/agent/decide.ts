/**
 * Asks the policy whether a container's image must be pulled, with what the agent knows at this moment, and keeps
 * the answer. Both stages ask, minutes apart perhaps, and the answers can differ: the second one counts, while the
 * digest of the first stays.
 */
import type { Body } from '../../kernel/process.js';
import type { TaskContainer } from '../launch/task.js';
import type { PullDecision, PullStage } from '../policy/types.js';
import type { EcsAgent } from './ecs-agent.js';

/** Costs an inspection of the image where the behaviour asks the container runtime. */
export function* decide(agent: EcsAgent, container: TaskContainer, stage: PullStage): Body<PullDecision> {
  const { environment } = agent;
  const { behavior } = agent;
  const earlier = container.decision;
  if (stage === 'pull' && earlier !== null && !environment.assumes('second-decision')) return earlier;
  // Only prefer-cached asks the container runtime, and pays for the call.
  if (behavior === 'prefer-cached') {
    const inspect = environment.draw('inspect', environment.parameters.imageInspect, container.entity, 1);
    yield* environment.simulation.delay(inspect);
  }
  // The agent's books are closed while a cleanup cycle goes on; only once looks into them.
  if (behavior === 'once') yield* booksFree(agent, container);
  const decision = ask(agent, container, stage);
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
