/**
 * What can be said of the difference between two alternatives that were played under the same random numbers: whether
 * one is below the other, or no difference was found, paired run by run. Infinite and missing values are told and not
 * dropped, but for runs in which neither has a value.
 */
import { meanInterval, type MeanInterval } from './mean-interval.js';
import { pairedDifference } from './paired-difference.js';

/**
 * - `equal`: every pair of runs has the same value, but for the rounding of sums.
 * - `none`: the interval holds zero, so no difference was found.
 * - `less`, `more`: the second is below or above the first.
 * - `neither`: infinite in both, as starts without an end hold it: there is nothing to take from anything.
 * - `unknown`: too few runs, or a value is missing or infinite in some of them.
 */
export type Finding = 'equal' | 'none' | 'less' | 'more' | 'neither' | 'unknown';

export interface ReplicateDifference extends MeanInterval {
  readonly finding: Finding;
}

/** The second minus the first, replicate by replicate, at 95 %. */
export function compareReplicates(first: readonly number[], second: readonly number[]): ReplicateDifference {
  const pairs = pairsOf(first, second);
  const from = pairs.map(([value]) => value);
  const to = pairs.map(([, value]) => value);
  const interval = differenceOf(to, from);
  const isNeither = isEndless(first) && isEndless(second);
  return { ...interval, finding: isNeither ? 'neither' : findingOf(from, to, interval) };
}

/** Whether the mean of the values that there are is infinite. */
function isEndless(values: readonly number[]): boolean {
  return meanInterval(values.filter((value) => !Number.isNaN(value))).estimate === Number.POSITIVE_INFINITY;
}

/** An infinite value in a pair makes the difference infinite; only finite ones have an interval. */
function differenceOf(to: readonly number[], from: readonly number[]): MeanInterval {
  if ([...to, ...from].every(Number.isFinite)) return pairedDifference(to, from);
  return meanInterval(to.map((value, run) => value - from[run]!));
}

/** The values run by run, of the runs that have one in either. */
function pairsOf(first: readonly number[], second: readonly number[]): (readonly [number, number])[] {
  const count = Math.min(first.length, second.length);
  const pairs: (readonly [number, number])[] = [];
  for (let run = 0; run < count; run += 1) {
    const from = first[run]!;
    const to = second[run]!;
    if (Number.isNaN(from) && Number.isNaN(to)) continue;
    // Both beyond all measure is no difference that could be seen.
    pairs.push(from === to ? [0, 0] : [from, to]);
  }
  return pairs;
}

function findingOf(
  from: readonly number[],
  to: readonly number[],
  { estimate, halfWidth }: MeanInterval,
): Finding {
  if (from.length === 0 || Number.isNaN(estimate)) return 'unknown';
  if (!Number.isFinite(estimate)) {
    if (to.every((value, run) => value > from[run]!)) return 'more';
    return to.every((value, run) => value < from[run]!) ? 'less' : 'unknown';
  }
  if (estimate === 0 && (halfWidth === null || halfWidth === 0)) return 'equal';
  if (halfWidth === null) return 'unknown';
  if (Math.abs(estimate) <= halfWidth) return 'none';
  return estimate < 0 ? 'less' : 'more';
}
