import { describe, expect, it } from 'vitest';
import { completePolicy } from '../../../src/model/policy/complete-policy.js';
import { documentedPolicy } from '../../../src/model/policy/documented-policy.js';
import { ecsAgentPolicy } from '../../../src/model/policy/ecs-agent-policy.js';
import { PolicyError } from '../../../src/model/policy/policy-error.js';
import { RULES } from '../../../src/model/policy/policy-problem.js';
import type { PullPolicy, PullQuestion } from '../../../src/model/policy/types.js';

const QUESTION: PullQuestion = { behavior: 'once', pulledByAgent: false, imageOnDisk: true };

/** What JavaScript may bring, whatever the types say. */
function brought(rules: object): PullPolicy {
  return { name: 'mine', ...rules };
}

const pullQuestion = { ...QUESTION };
const failure = { behavior: 'once', error: 'e' };
const cleanup = { images: [{ imageId: 'a' }, { imageId: 'b' }] };

/** rule, question, answers that are fine, answers that are not. */
const ANSWERS: readonly [string, object, readonly unknown[], readonly unknown[]][] = [
  [
    'decidePull',
    pullQuestion,
    [
      { pull: true, reason: '' },
      { pull: false, reason: 'r', anew: true },
    ],
    [undefined, null, true, {}, { pull: 1, reason: '' }, { pull: true }, { pull: true, reason: '', anew: 1 }],
  ],
  [
    'afterManifestFailure',
    failure,
    [
      { then: 'stop', reason: '' },
      { then: 'continue', reason: '' },
    ],
    [undefined, 'stop', { then: 'wait', reason: '' }, { then: 'stop' }],
  ],
  [
    'afterPullFailure',
    failure,
    [{ then: 'stop', reason: '' }],
    [undefined, 'continue', { then: 'go', reason: '' }],
  ],
  [
    'retry',
    failure,
    [
      { retry: false, reason: '' },
      { retry: true, waitSeconds: 0, reason: '' },
    ],
    [
      undefined,
      { retry: true, reason: '' },
      { retry: true, waitSeconds: -1, reason: '' },
      { retry: true, waitSeconds: NaN, reason: '' },
      { retry: true, waitSeconds: Infinity, reason: '' },
      { retry: false },
    ],
  ],
  ['runsCleanup', {}, [true, false], [undefined, 0, 'yes']],
  ['selectForCleanup', cleanup, [[], ['a'], ['b', 'a']], [undefined, 'a', ['c'], ['a', 'a'], [1]]],
  ['selectUntracked', cleanup, [[], ['b']], [null, { a: true }, ['a', 'c']]],
];

function ask(policy: PullPolicy, rule: string, question: object): unknown {
  return completePolicy(policy)[rule as 'decidePull'](question as PullQuestion);
}

describe('completePolicy', () => {
  it('takes what is built in as it is', () => {
    expect(completePolicy(ecsAgentPolicy)).toBe(ecsAgentPolicy);
    expect(completePolicy(documentedPolicy)).toBe(documentedPolicy);
  });

  it('fills the rules that are left out, or undefined, with those of the agent', () => {
    for (const policy of [brought({}), brought({ decidePull: undefined })]) {
      const complete = completePolicy(policy);
      expect(complete.name).toBe('mine');
      for (const rule of RULES) expect(complete[rule]).toBe(ecsAgentPolicy[rule]);
    }
  });

  it('keeps the methods of a class, and what they find in "this"', () => {
    class Patient {
      readonly name = 'patient';
      readonly waitSeconds = 7;
      retry() {
        return { retry: true, waitSeconds: this.waitSeconds, reason: 'patience' } as const;
      }
    }
    expect(ask(new Patient(), 'retry', failure)).toMatchObject({ waitSeconds: 7 });
  });

  it.each(ANSWERS)('lets through what %s may answer, and nothing else', (rule, question, fine, wrong) => {
    for (const answer of fine) expect(ask(brought({ [rule]: () => answer }), rule, question)).toBe(answer);
    for (const answer of wrong) {
      const asking = () => ask(brought({ [rule]: () => answer }), rule, question);
      expect(asking, JSON.stringify(answer)).toThrow(PolicyError);
      expect(asking).toThrow(`policy "mine": ${rule} answered`);
    }
  });

  it('has an answer of every rule tried', () => {
    expect(ANSWERS.map(([rule]) => rule).sort()).toEqual([...RULES].sort());
  });

  it('says what was asked when a rule throws, and keeps the cause', () => {
    const cause = new Error('no plan');
    const thrower = brought({
      decidePull: () => {
        throw cause;
      },
    });
    const asking = () => ask(thrower, 'decidePull', QUESTION);
    expect(asking).toThrow('policy "mine": decidePull threw "no plan"');
    expect(asking).toThrow('it was asked {"behavior":"once","pulledByAgent":false,"imageOnDisk":true}');
    expect(asking).toThrow(expect.objectContaining({ cause }));
  });

  it('does not wait for a promise', () => {
    expect(() => ask(brought({ runsCleanup: () => Promise.resolve(true) }), 'runsCleanup', {})).toThrow(
      'answered a promise; it must be true or false',
    );
  });

  it('quotes numbers as they are, even those that JSON has no word for', () => {
    const never = brought({ retry: () => ({ retry: true, waitSeconds: Infinity, reason: '' }) });
    expect(() => ask(never, 'retry', failure)).toThrow(
      'answered {"retry":true,"waitSeconds":"Infinity","reason":""}',
    );
  });

  it('says so when an answer cannot be printed', () => {
    const circle: Record<string, unknown> = {};
    circle['circle'] = circle;
    expect(() => ask(brought({ runsCleanup: () => circle }), 'runsCleanup', {})).toThrow('cannot be printed');
  });
});
