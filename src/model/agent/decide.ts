/**
 * Asks the policy whether a container's image must be pulled, with what the agent knows at this
 * moment. Both stages ask, minutes apart perhaps, and the answers can differ.
 */
import type { Body } from '../../kernel/process.js';
import type { TaskContainer } from '../launch/task.js';
import type { PullDecision } from '../policy/types.js';
import type { EcsAgent } from './ecs-agent.js';

export function* decide(agent: EcsAgent, container: TaskContainer): Body<PullDecision> {
  const { environment, settings, instance } = agent;
  const behavior = settings.pullBehavior;
  // Only prefer-cached asks the container runtime, and pays for the call.
  if (behavior === 'prefer-cached') {
    const inspect = environment.draw('inspect', environment.parameters.imageInspect, container.entity, 1);
    yield* environment.simulation.delay(inspect);
  }
  // The agent's books are closed while a cleanup cycle goes on; only once looks into them.
  if (behavior === 'once') yield* agent.images.whenFree();
  return agent.policy.decidePull({
    behavior,
    pulledByAgent: agent.images.pulled(container.reference),
    imageOnDisk: instance.store.inspect(container.reference) !== undefined,
  });
}
