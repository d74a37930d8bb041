import { describe, expect, it } from 'vitest';
import { decidePull } from '../../../src/model/policy/decide-pull.js';
import type { PullBehavior } from '../../../src/model/policy/types.js';

/** behaviour × pulled by the agent × on disk → must it be pulled? Exhaustive. */
const TABLE: readonly [PullBehavior, boolean, boolean, boolean][] = [
  // behaviour      pulled   on disk   pull
  ['default', false, false, true],
  ['default', false, true, true],
  ['default', true, false, true],
  ['default', true, true, true],
  ['always', false, false, true],
  ['always', false, true, true],
  ['always', true, false, true],
  ['always', true, true, true],
  ['once', false, false, true],
  ['once', false, true, true], // a baked image means nothing to once
  ['once', true, false, false], // book-keeping is trusted over the runtime
  ['once', true, true, false],
  ['prefer-cached', false, false, true],
  ['prefer-cached', false, true, false], // whoever put it there
  ['prefer-cached', true, false, true],
  ['prefer-cached', true, true, false],
];

describe('decidePull', () => {
  it.each(TABLE)(
    '%s, pulled by the agent %s, on disk %s: pull is %s',
    (behavior, pulledByAgent, imageOnDisk, pull) => {
      expect(decidePull({ behavior, pulledByAgent, imageOnDisk }).pull).toBe(pull);
    },
  );

  it('covers every combination', () => {
    expect(new Set(TABLE.map(([behavior, pulled, disk]) => `${behavior} ${pulled} ${disk}`)).size).toBe(16);
  });

  it('gives its reason in words', () => {
    const decision = decidePull({ behavior: 'once', pulledByAgent: false, imageOnDisk: true });
    expect(decision).toEqual({ pull: true, reason: 'once trusts only pulls that this agent has made' });
  });
});
