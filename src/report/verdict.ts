/**
 * Thresholds of `expect`, judged variant by variant on the estimate. Where the interval straddles the
 * limit the verdict is given and marked as uncertain: more runs would settle it. A quantity that was
 * not measured (no start pulled, say) does not pass.
 */
import type { Comparator, Quantity, Scenario, Threshold } from '../scenario/scenario.js';
import { compareMetrics } from './compare.js';
import type { BillPart } from './cost/bill-line.js';
import { metric } from './estimate.js';
import type { Estimate, Metric, MetricKey, Summary, VariantSummary } from './summary.js';

export interface Judgement {
  readonly variant: string;
  readonly pass: boolean;
  /** The interval of the estimate (or of the paired difference) holds the limit. */
  readonly uncertain: boolean;
  readonly estimate: Estimate;
  /** In base units; another variant's estimate where the threshold says so. */
  readonly limit: number;
  readonly unit: Metric['unit'];
  readonly reached: number;
}

export interface Verdict {
  readonly text: string;
  readonly pass: boolean;
  readonly judgements: readonly Judgement[];
}

/** Judges every threshold of the scenario. */
export function judge(scenario: Scenario, summary: Summary): Verdict[] {
  return scenario.expect.map((threshold) => {
    const judgements = summary.variants
      .filter(({ name }) => threshold.variant === null || threshold.variant === name)
      .map((variant) => judgeVariant(summary, threshold, variant));
    const pass = judgements.length > 0 && judgements.every((judgement) => judgement.pass);
    return { text: threshold.text, pass, judgements };
  });
}

function judgeVariant(
  summary: Summary,
  { quantity, comparator, limit }: Threshold,
  variant: VariantSummary,
): Judgement {
  const own = quantityMetric(variant, quantity);
  const named = { variant: variant.name, estimate: own.estimate, unit: own.unit, reached: own.reached };
  if (limit.kind === 'value') {
    const off = own.estimate.mean - limit.value;
    return { ...named, limit: limit.value, ...judgeOffset(off, own.estimate.halfWidth, comparator) };
  }
  const other = summary.variants.find(({ name }) => name === limit.variant);
  if (!other) return { ...named, limit: Number.NaN, pass: false, uncertain: false };
  const theirs = quantityMetric(other, limit.quantity);
  const { mean, halfWidth } = compareMetrics(theirs, own).estimate;
  return { ...named, limit: theirs.estimate.mean, ...judgeOffset(mean, halfWidth, comparator) };
}

/** `offset`: the estimate minus the limit. */
function judgeOffset(
  offset: number,
  halfWidth: number,
  comparator: Comparator,
): { readonly pass: boolean; readonly uncertain: boolean } {
  return { pass: holds(offset, comparator), uncertain: halfWidth > 0 && Math.abs(offset) <= halfWidth };
}

function holds(offset: number, comparator: Comparator): boolean {
  switch (comparator) {
    case '<':
      return offset < 0;
    case '<=':
      return offset <= 0;
    case '=':
      return offset === 0;
    case '>=':
      return offset >= 0;
    case '>':
      return offset > 0;
  }
}

/** The metric that a quantity of `expect` names. */
export function quantityMetric(variant: VariantSummary, quantity: Quantity): Metric {
  switch (quantity.kind) {
    case 'phase':
      return variant.metrics[`${quantity.phase}.${quantity.statistic}` as MetricKey];
    case 'request':
      return variant.metrics[`${quantity.which}Request.${quantity.statistic}`];
    case 'failed':
    case 'unfinished':
    case 'lazyShare':
    case 'fallbacks':
    case 'requestsPerStart':
    case 'staleSeconds':
      return variant.metrics[quantity.kind];
    case 'runningShare':
      return variant.metrics.leastRunningShare;
    case 'diskFull':
      return variant.metrics.diskFullSeconds;
    case 'hitRate':
      return variant.metrics.warmShare;
    case 'diskPeak':
      return variant.metrics[quantity.unit === 'share' ? 'diskPeakShare' : 'diskPeakBytes'];
    case 'timeToRunning':
      return (
        variant.timeToRunning.find(({ count }) => count === quantity.count)?.metric ?? metric('seconds', [])
      );
    case 'throttled':
      return variant.metrics[quantity.per === 'start' ? 'throttledPerStart' : 'throttled'];
    case 'bytes':
      return variant.metrics[quantity.of];
    case 'upstreamPulls':
      return variant.metrics.upstreamPulls;
    case 'cost':
      return costMetric(variant, quantity.part ?? 'pull', quantity.per);
  }
}

function costMetric(
  variant: VariantSummary,
  part: BillPart | 'total',
  per: 'start' | '1000 starts' | 'month',
): Metric {
  if (part === 'total') {
    const capacity = costMetric(variant, 'capacity', per);
    const pull = costMetric(variant, 'pull', per);
    return metric(
      pull.unit,
      pull.perRun.map((value, run) => value + capacity.perRun[run]!),
    );
  }
  const { metrics } = variant;
  if (per === 'month') return metrics[part === 'pull' ? 'pullCostPerMonth' : 'capacityCostPerMonth'];
  const per1000 = metrics[part === 'pull' ? 'pullCostPer1000' : 'capacityCostPer1000'];
  return per === 'start' ? scaled(per1000, 1 / 1000) : per1000;
}

function scaled(from: Metric, factor: number): Metric {
  return metric(
    from.unit,
    from.perRun.map((value) => value * factor),
  );
}
