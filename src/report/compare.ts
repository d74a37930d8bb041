/**
 * Variants against the baseline: differences paired by run. The n-th run of each variant has the same
 * random draws (common random numbers), so what a pair differs by is the variant's doing; the interval
 * is Student's t over the pairs, 95 %, each figure by itself. "No difference" is an answer: it is given
 * where all pairs are equal, and where the interval holds zero.
 */
import { compareReplicates, type Finding } from '../stats/compare-replicates.js';
import { asEstimate } from './estimate.js';
import { METRIC_KEYS } from './run-figures.js';
import type { Estimate, Metric, MetricKey, Summary, VariantSummary } from './summary.js';

/** How the differences were found, in words. */
export const METHOD = 'paired differences by run (common random numbers), Student t, 95 %';

export type { Finding };

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
  const { finding, ...interval } = compareReplicates(baseline.perRun, variant.perRun);
  const estimate = asEstimate(interval);
  return { estimate, relative: relativeTo(baseline.estimate.mean, estimate.mean), finding };
}

function relativeTo(base: number, mean: number): number {
  return base === 0 || !Number.isFinite(base) ? Number.NaN : mean / base;
}
