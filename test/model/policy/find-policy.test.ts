import { describe, expect, it } from 'vitest';
import { documentedPolicy } from '../../../src/model/policy/documented-policy.js';
import { ecsAgentPolicy } from '../../../src/model/policy/ecs-agent-policy.js';
import { BUILT_IN_POLICIES, findPolicy } from '../../../src/model/policy/find-policy.js';

describe('findPolicy', () => {
  it('finds the rules of the source and those of the documentation by name', () => {
    expect([...BUILT_IN_POLICIES.keys()]).toEqual(['amazon-ecs-agent', 'documented']);
    expect(findPolicy('amazon-ecs-agent')).toBe(ecsAgentPolicy);
    expect(findPolicy('documented')).toBe(documentedPolicy);
  });

  it('knows nothing of modules', () => {
    expect(findPolicy('./keep-recent.mjs')).toBeUndefined();
  });
});
