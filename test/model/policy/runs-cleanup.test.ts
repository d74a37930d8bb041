import { expect, it } from 'vitest';
import { runsCleanup } from '../../../src/model/policy/runs-cleanup.js';

it.each([
  ['default', true],
  ['always', true],
  ['once', true],
  ['prefer-cached', false], // not even for images that no task has used
] as const)('under %s cleanup runs: %s', (behavior, runs) => {
  expect(runsCleanup(behavior)).toBe(runs);
});
