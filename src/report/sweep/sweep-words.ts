/** Figures and winners of a sweep in words, the same for grids and searches. */
import { meanOf, type Replicates } from '../../experiment/sweep-grid.js';
import type { Stretch } from '../../experiment/stretches.js';
import { compareReplicates } from '../../stats/compare-replicates.js';
import { roundSignificant } from '../../units/round-significant.js';
import { metric as metricOf } from '../estimate.js';
import { formatValue, formatWithInterval } from '../figure-text.js';
import type { Unit } from '../summary.js';
import type { SweepAbout } from './sweep-answer.js';

/** Said where the interval of a difference holds zero. */
export const NO_DIFFERENCE = 'no clear difference';

/** Said where only one run was played. */
export const ONE_RUN = 'One run gives no interval: add runs (--runs 20) to tell a difference from chance.';

/** What the better one does: with one run there is no interval, and it wins nothing yet. */
export function winVerb({ runs }: Pick<SweepAbout, 'runs'>): 'wins' | 'is ahead' {
  return runs === 1 ? 'is ahead' : 'wins';
}

/** The same as a head of a column. */
export function winHead({ runs }: Pick<SweepAbout, 'runs'>): 'wins' | 'ahead' {
  return runs === 1 ? 'ahead' : 'wins';
}

/** A sentence on who is better, and after it that one run says little, where it is one. */
export function withDoubt(sentence: string, { runs, variants }: SweepAbout): string {
  return runs === 1 && variants.length > 1 ? `${sentence} ${ONE_RUN}` : sentence;
}

/** Whether no run of any variant has a value. */
export function hasNoValue(metrics: readonly Replicates[]): boolean {
  return metrics.every((replicates) => replicates.every(Number.isNaN));
}

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
  verb: ReturnType<typeof winVerb> = 'wins',
): string {
  const [only, second] = stretches;
  if (only === undefined) return 'nothing was played';
  if (second === undefined)
    return only.wins === null ? `${NO_DIFFERENCE} anywhere` : `${names[only.wins]!} ${verb} throughout`;
  return stretches
    .map((stretch, index) => {
      const who = stretch.wins === null ? NO_DIFFERENCE : `${names[stretch.wins]!} ${verb}`;
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
