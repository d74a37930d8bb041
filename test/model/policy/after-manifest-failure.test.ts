import { describe, expect, it } from 'vitest';
import { afterManifestFailure } from '../../../src/model/policy/after-manifest-failure.js';

describe('afterManifestFailure', () => {
  it.each([
    ['default', 'continue'],
    ['always', 'stop'],
    ['once', 'stop'],
    ['prefer-cached', 'continue'],
  ] as const)('under %s the task is told to %s', (behavior, then) => {
    expect(afterManifestFailure({ behavior, error: 'CannotPullImageManifestError: i/o timeout' }).then).toBe(
      then,
    );
  });
});
