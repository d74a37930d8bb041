/** Figures and winners of a sweep in words, the same for grids and searches. */
import { meanOf, type Replicates } from '../../experiment/sweep-grid.js';
import type { Stretch } from '../../experiment/stretches.js';
import { compareReplicates } from '../../stats/compare-replicates.js';
import { roundSignificant } from '../../units/round-significant.js';
import { metric as metricOf } from '../estimate.js';
import { formatValue, formatWithInterval } from '../figure-text.js';
import type { Unit } from '../summary.js';

/** Said where the interval of a difference holds zero. */
export const NO_DIFFERENCE = 'no clear difference';

/** The mean of the runs with its interval: `41.0 ± 1.2 s`; `never` where starts without an end hold it. */
export function replicatesText(replicates: Replicates, unit: Unit): string {
  return formatWithInterval(metricOf(unit, replicates));
}

/** By how much two differ, with the interval of the paired difference: `3.1 ± 0.4 s`. */
export function marginText(one: Replicates, other: Replicates, unit: Unit): string {
  const { estimate, halfWidth, replications } = compareReplicates(one, other);
  if (!Number.isFinite(estimate)) return 'more than can be measured';
  const mean = Math.abs(estimate);
  const text = formatWithInterval({
    unit,
    perRun: [],
    estimate: { mean, halfWidth: halfWidth ?? Number.NaN, runs: replications },
    reached: Number.NaN,
  });
  return unit === 'share' ? text.replace(/ %$/, ' pp') : text;
}

/** The difference as a share of the loser's mean: `38 %`; '' where that says nothing. */
export function marginShare(winner: Replicates, loser: Replicates): string {
  const share = Math.abs(1 - meanOf(winner) / meanOf(loser));
  return Number.isFinite(share) ? formatValue(roundSignificant(share, 2), 'share') : '';
}

/**
 * Who wins where along a path: `eager wins up to 410 MiB; no clear difference from 431 MiB to 440 MiB; lazy wins from
 * 455 MiB on`. Values that are in no order are named one by one.
 */
export function stretchWords(
  stretches: readonly Stretch[],
  names: readonly string[],
  values: readonly string[],
  isOrdered: boolean,
): string {
  const [only, second] = stretches;
  if (only === undefined) return 'nothing was played';
  if (second === undefined)
    return only.wins === null ? `${NO_DIFFERENCE} anywhere` : `${names[only.wins]!} wins throughout`;
  return stretches
    .map((stretch, index) => {
      const who = stretch.wins === null ? NO_DIFFERENCE : `${names[stretch.wins]!} wins`;
      const place = { isFirst: index === 0, isLast: index === stretches.length - 1 };
      return `${who} ${isOrdered ? along(stretch, values, place) : at(stretch, values)}`;
    })
    .join('; ');
}

function along(
  { first, last }: Stretch,
  values: readonly string[],
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): string {
  if (isFirst) return first === last ? `at ${values[first]!}` : `up to ${values[last]!}`;
  if (isLast) return first === last ? `at ${values[first]!}` : `from ${values[first]!} on`;
  return first === last ? `at ${values[first]!}` : `from ${values[first]!} to ${values[last]!}`;
}

function at({ first, last }: Stretch, values: readonly string[]): string {
  return `at ${values.slice(first, last + 1).join(', ')}`;
}
