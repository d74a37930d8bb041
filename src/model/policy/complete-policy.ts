/** Fills the rules that a policy leaves out with those of the Amazon ECS agent. */
import { ecsAgentPolicy } from './ecs-agent-policy.js';
import type { CompletePolicy, PullPolicy } from './types.js';

export function completePolicy(policy: PullPolicy): CompletePolicy {
  return { ...ecsAgentPolicy, ...policy };
}
