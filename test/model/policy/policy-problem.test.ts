import { describe, expect, it } from 'vitest';
import { ecsAgentPolicy } from '../../../src/model/policy/ecs-agent-policy.js';
import { RULES, policyProblem } from '../../../src/model/policy/policy-problem.js';

const rule = (): boolean => true;

class Careful {
  readonly name = 'careful';
  runsCleanup(): boolean {
    return false;
  }
}

describe('policyProblem', () => {
  it.each([
    ['one rule', { name: 'mine', runsCleanup: rule }],
    ['every rule', ecsAgentPolicy],
    ['methods of a class', new Careful()],
    ['data of its own', { name: 'mine', runsCleanup: rule, keep: 5 }],
  ])('has nothing against %s', (_, policy) => {
    expect(policyProblem(policy)).toBeNull();
  });

  it.each([
    ['nothing', undefined, 'is no object but undefined'],
    ['a function', rule, 'is no object but function'],
    ['no name', { runsCleanup: rule }, 'has no "name"'],
    ['an empty name', { name: ' ', runsCleanup: rule }, 'has no "name"'],
    ['a rule that is data', { name: 'mine', retry: 3 }, 'has a "retry" that is no function'],
    [
      'a misspelt rule',
      { name: 'mine', runsCleanup: rule, decidePul: rule },
      'has a function "decidePul", which',
    ],
    ['no rule', { name: 'mine' }, 'has no rule (decidePull, '],
  ])('says what is wrong with %s', (_, value, words) => {
    expect(policyProblem(value)).toContain(words);
  });

  it('knows every rule of a complete policy', () => {
    expect(new Set<string>(['name', ...RULES])).toEqual(new Set(Object.keys(ecsAgentPolicy)));
  });
});
