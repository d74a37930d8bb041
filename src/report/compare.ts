/**
 * Variants against the baseline: differences paired by run. The n-th run of each variant has the same
 * random draws (common random numbers), so what a pair differs by is the variant's doing; the interval
 * is Student's t over the pairs, 95 %, each figure by itself. "No difference" is an answer: it is given
 * where all pairs are equal, and where the interval holds zero.
 */
import { meanInterval, type MeanInterval } from '../stats/mean-interval.js';
import { pairedDifference } from '../stats/paired-difference.js';
import { asEstimate } from './estimate.js';
import { METRIC_KEYS } from './run-figures.js';
import type { Estimate, Metric, MetricKey, Summary, VariantSummary } from './summary.js';

/** How the differences were found, in words. */
export const METHOD = 'paired differences by run (common random numbers), Student t, 95 %';

/**
 * - `equal`: every pair of runs has the same value, but for the rounding of sums.
 * - `none`: the interval holds zero, so no difference was found.
 * - `less`, `more`: the variant is below or above the baseline.
 * - `neither`: infinite in both, as starts without an end hold it: there is nothing to take from anything.
 * - `unknown`: too few runs, or a value is missing or infinite in some of them.
 */
export type Finding = 'equal' | 'none' | 'less' | 'more' | 'neither' | 'unknown';

export interface Difference {
  /** Variant minus baseline, in the metric's unit. */
  readonly estimate: Estimate;
  /** As a share of the baseline's mean; NaN where that is zero or infinite. */
  readonly relative: number;
  readonly finding: Finding;
}

export interface VariantComparison {
  readonly name: string;
  readonly differences: Readonly<Record<MetricKey, Difference>>;
}

export interface Comparison {
  readonly baseline: string;
  readonly method: string;
  /** All but the baseline. */
  readonly variants: readonly VariantComparison[];
}

/** Compares each variant with the first one. */
export function compare(summary: Summary): Comparison {
  const [baseline, ...others] = summary.variants;
  return {
    baseline: baseline?.name ?? '',
    method: METHOD,
    variants: baseline ? others.map((variant) => compareVariant(baseline, variant)) : [],
  };
}

function compareVariant(baseline: VariantSummary, variant: VariantSummary): VariantComparison {
  const differences = {} as Record<MetricKey, Difference>;
  for (const key of METRIC_KEYS)
    differences[key] = compareMetrics(baseline.metrics[key], variant.metrics[key]);
  return { name: variant.name, differences };
}

/** The difference of two metrics of the same scenario: `variant` minus `baseline`. */
export function compareMetrics(baseline: Metric, variant: Metric): Difference {
  const pairs = pairsOf(baseline.perRun, variant.perRun);
  const from = pairs.map(([value]) => value);
  const to = pairs.map(([, value]) => value);
  const estimate = asEstimate(differenceOf(to, from));
  return {
    estimate,
    relative: relativeTo(baseline.estimate.mean, estimate.mean),
    finding: isEndless(baseline) && isEndless(variant) ? 'neither' : findingOf(from, to, estimate),
  };
}

function isEndless({ estimate }: Metric): boolean {
  return estimate.mean === Number.POSITIVE_INFINITY;
}

/** An infinite value in a pair makes the difference infinite; only finite ones have an interval. */
function differenceOf(to: readonly number[], from: readonly number[]): MeanInterval {
  if ([...to, ...from].every(Number.isFinite)) return pairedDifference(to, from);
  return meanInterval(to.map((value, run) => value - from[run]!));
}

/** The values run by run, of the runs that have one in both. */
function pairsOf(baseline: readonly number[], variant: readonly number[]): (readonly [number, number])[] {
  const count = Math.min(baseline.length, variant.length);
  const pairs: (readonly [number, number])[] = [];
  for (let run = 0; run < count; run += 1) {
    const from = baseline[run]!;
    const to = variant[run]!;
    if (Number.isNaN(from) && Number.isNaN(to)) continue;
    // Both beyond all measure is no difference that could be seen.
    pairs.push(from === to ? [0, 0] : [from, to]);
  }
  return pairs;
}

function relativeTo(base: number, mean: number): number {
  return base === 0 || !Number.isFinite(base) ? Number.NaN : mean / base;
}

function findingOf(from: readonly number[], to: readonly number[], { mean, halfWidth }: Estimate): Finding {
  if (from.length === 0 || Number.isNaN(mean)) return 'unknown';
  if (!Number.isFinite(mean)) {
    if (to.every((value, run) => value > from[run]!)) return 'more';
    return to.every((value, run) => value < from[run]!) ? 'less' : 'unknown';
  }
  if (mean === 0 && !(halfWidth > 0)) return 'equal';
  if (Number.isNaN(halfWidth)) return 'unknown';
  if (Math.abs(mean) <= halfWidth) return 'none';
  return mean < 0 ? 'less' : 'more';
}
