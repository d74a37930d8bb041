/** The policies that a scenario may name without bringing a file. */
import { documentedPolicy } from './documented-policy.js';
import { ecsAgentPolicy } from './ecs-agent-policy.js';
import type { CompletePolicy } from './types.js';

export const BUILT_IN_POLICIES: ReadonlyMap<string, CompletePolicy> = new Map(
  [ecsAgentPolicy, documentedPolicy].map((policy) => [policy.name, policy]),
);

/** The built-in policy of this name; undefined where the name is that of a module. */
export function findPolicy(name: string): CompletePolicy | undefined {
  return BUILT_IN_POLICIES.get(name);
}
