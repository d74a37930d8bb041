/**
 * After an attempt that failed: asks the policy whether there is another one, and after which wait. The agent offers
 * the next step of its ramp, which only a wait that happens uses up.
 */
import type { TaskContainer } from '../launch/task.js';
import type { PullStage } from '../policy/types.js';
import type { EcsAgent } from './ecs-agent.js';
import type { RetryRamp } from './retry-ramp.js';

/** The wait before the next attempt in seconds, or null where `attempt` was the last one. */
export function nextWait(
  agent: EcsAgent,
  container: TaskContainer,
  stage: PullStage,
  ramp: RetryRamp,
  attempt: number,
  error: string,
): number | null {
  const { environment, policy, instance, rules } = agent;
  const { agentManifestAttempts, agentPullAttempts } = environment.parameters;
  const repeats = stage === 'manifest' || rules.pullRetries;
  const attempts = stage === 'manifest' ? agentManifestAttempts : agentPullAttempts;
  const decision = policy.retry({
    behavior: agent.behavior,
    stage,
    attempt,
    error,
    agentAttempts: repeats ? attempts : 1,
    agentWaitSeconds: ramp.peek(environment.extra(`${stage} back-off`, container.entity, attempt)),
    imageOnDisk: instance.store.inspect(container.reference) !== undefined,
  });
  if (!decision.retry) return null;
  ramp.advance();
  return decision.waitSeconds;
}
