import { describe, expect, it } from 'vitest';
import { documentedPolicy } from '../../../src/model/policy/documented-policy.js';
import { ecsAgentPolicy } from '../../../src/model/policy/ecs-agent-policy.js';
import {
  type CleanupQuestion,
  PULL_BEHAVIORS,
  type PullBehavior,
  type PullQuestion,
  type RetryQuestion,
} from '../../../src/model/policy/types.js';

/** What a decision comes to. */
function decision(policy: typeof documentedPolicy, question: PullQuestion): string {
  const { pull, anew } = policy.decidePull(question);
  return pull ? (anew === true ? 'pull anew' : 'pull') : 'use';
}

/** behaviour, string pulled, image pulled, on disk → what the source does, what the documentation says. */
const DECISIONS: readonly [PullBehavior, boolean, boolean, boolean, string, string][] = [
  // behaviour      string  image  on disk  source   documented
  ['default', false, false, false, 'pull', 'pull'],
  ['default', true, true, true, 'pull', 'pull'],
  ['always', false, false, false, 'pull', 'pull anew'],
  ['always', true, true, true, 'pull', 'pull anew'],
  ['once', false, false, false, 'pull', 'pull'],
  ['once', false, false, true, 'pull', 'pull'], // baked: no task has pulled it
  ['once', false, true, true, 'pull', 'use'], // pulled under another name
  ['once', true, true, true, 'use', 'use'],
  ['once', true, false, false, 'use', 'pull'], // removed behind the agent's back
  ['prefer-cached', false, false, false, 'pull', 'pull'],
  ['prefer-cached', false, false, true, 'use', 'use'],
  ['prefer-cached', true, true, true, 'use', 'use'],
];

function retryQuestion(behavior: PullBehavior, imageOnDisk: boolean): RetryQuestion {
  const error = 'CannotPullContainerError: i/o timeout';
  return { behavior, stage: 'pull', attempt: 1, error, agentAttempts: 5, agentWaitSeconds: 1.1, imageOnDisk };
}

function cleanupQuestion(behavior: PullBehavior): CleanupQuestion {
  const used = { names: ['api:live'], pulledAtSeconds: 0, lastUsedAtSeconds: 0, references: 0 };
  const images = [{ imageId: 'a', ...used, pullSucceeded: true, bytes: 1 }];
  return { behavior, nowSeconds: 1e6, minimumAgeSeconds: 3600, imagesPerCycle: 5, images, exclude: [] };
}

describe('the rules of the documentation', () => {
  it.each(DECISIONS)(
    '%s, string pulled %s, image pulled %s, on disk %s: source %s, documented %s',
    (behavior, pulledByAgent, imagePulledByAgent, imageOnDisk, source, documented) => {
      const question = { behavior, pulledByAgent, imagePulledByAgent, imageOnDisk };
      expect(decision(ecsAgentPolicy, question)).toBe(source);
      expect(decision(documentedPolicy, question)).toBe(documented);
    },
  );

  it.each([
    ['default', false, true],
    ['default', true, false], // falls back on the cache at once
    ['always', true, true],
    ['once', true, true],
    ['prefer-cached', true, true],
  ] as const)('%s, on disk %s: a failed attempt is repeated: %s', (behavior, onDisk, again) => {
    expect(documentedPolicy.retry(retryQuestion(behavior, onDisk)).retry).toBe(again);
    expect(ecsAgentPolicy.retry(retryQuestion(behavior, onDisk)).retry).toBe(true);
  });

  it.each([
    // behaviour      source runs, removes   documented runs, removes what tasks used
    ['default', true, ['a'], true, ['a']],
    ['always', true, ['a'], true, ['a']],
    ['once', true, ['a'], true, ['a']],
    ['prefer-cached', false, ['a'], true, []], // that of images no task has used goes on
  ] as const)('%s: cleanup runs %s %j in the source, %s %j as documented', (behavior, ...columns) => {
    const answers = [ecsAgentPolicy, documentedPolicy].flatMap((policy) => [
      policy.runsCleanup(behavior),
      policy.selectForCleanup(cleanupQuestion(behavior)),
    ]);
    expect(answers).toEqual(columns);
  });

  it('goes by the string where nothing is said of the image', () => {
    const question = { behavior: 'once', pulledByAgent: true, imageOnDisk: true } as const;
    expect(documentedPolicy.decidePull(question).pull).toBe(false);
  });

  it('gives every decision a reason', () => {
    for (const behavior of PULL_BEHAVIORS)
      for (const imagePulledByAgent of [false, true]) {
        const question = { behavior, pulledByAgent: false, imagePulledByAgent, imageOnDisk: true };
        expect(documentedPolicy.decidePull(question).reason).not.toBe('');
      }
  });
});
