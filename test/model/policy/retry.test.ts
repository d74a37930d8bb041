import { describe, expect, it } from 'vitest';
import { retry } from '../../../src/model/policy/retry.js';
import { PULL_BEHAVIORS, type RetryQuestion } from '../../../src/model/policy/types.js';

function question(overrides: Partial<RetryQuestion> = {}): RetryQuestion {
  return {
    behavior: 'default',
    stage: 'pull',
    attempt: 1,
    error: 'CannotPullContainerError: manifest unknown',
    agentAttempts: 5,
    agentWaitSeconds: 1.1,
    imageOnDisk: false,
    ...overrides,
  };
}

describe('retry', () => {
  it.each([
    // error                                              attempt of 5   again
    ['CannotPullContainerError: i/o timeout', 1, true],
    ['CannotPullContainerError: manifest unknown', 1, true], // no error of a registry is final
    ['CannotPullContainerError: toomanyrequests', 4, true],
    ['CannotPullContainerError: toomanyrequests', 5, false],
    ['DockerTimeoutError: no progress at the start', 1, true],
    ['CannotPullECRContainerError: no token', 1, false],
    ['CannotPullContainerAuthError: no secret', 1, false],
  ] as const)('%s at attempt %d of 5 is repeated: %s', (error, attempt, again) => {
    expect(retry(question({ error, attempt })).retry).toBe(again);
  });

  it('waits what the agent waits', () => {
    expect(retry(question({ agentWaitSeconds: 4.4 }))).toMatchObject({ retry: true, waitSeconds: 4.4 });
  });

  it('is the same under every behaviour, whether the image is on disk or not', () => {
    const answers = PULL_BEHAVIORS.flatMap((behavior) =>
      [false, true].map((imageOnDisk) => JSON.stringify(retry(question({ behavior, imageOnDisk })))),
    );
    expect(new Set(answers).size).toBe(1);
  });
});
