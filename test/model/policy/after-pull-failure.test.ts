import { describe, expect, it } from 'vitest';
import { afterPullFailure } from '../../../src/model/policy/after-pull-failure.js';
import { PULL_BEHAVIORS, type PullBehavior } from '../../../src/model/policy/types.js';

const error = 'CannotPullContainerError: i/o timeout';

/** What the rule says, written the other way round: the cases that go on. */
function goesOn(behavior: PullBehavior, essential: boolean, upfront: boolean, onDisk: boolean): boolean {
  if (behavior === 'always' || behavior === 'once') return false;
  return !upfront || onDisk || !essential;
}

const BOOLEANS = [false, true];
const CASES = PULL_BEHAVIORS.flatMap((behavior) =>
  BOOLEANS.flatMap((essential) =>
    BOOLEANS.flatMap((upfront) => BOOLEANS.map((onDisk) => [behavior, essential, upfront, onDisk] as const)),
  ),
);

describe('afterPullFailure', () => {
  it.each(CASES)(
    '%s, essential %s, upfront %s, pulled reference on disk %s',
    (behavior, essential, upfront, onDisk) => {
      const decision = afterPullFailure({
        behavior,
        error,
        essential,
        pullDependentContainersUpfront: upfront,
        pulledReferenceOnDisk: onDisk,
      });
      expect(decision.then).toBe(goesOn(behavior, essential, upfront, onDisk) ? 'continue' : 'stop');
      expect(decision.reason).not.toBe('');
    },
  );
});
