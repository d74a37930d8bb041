/**
 * The figures of one run: quantiles, means and extremes of each span, and counts, shares, bytes and
 * requests of the rows that count. Disk, cleanup, skew, staleness and what registries did are of the whole run, as they
 * belong to no start; so is its cost, but for what 1 000 starts and a month are said to cost (`cost/bill-line.ts`).
 */
import { isLazySnapshotter } from '../model/lazy/lazy-snapshotters.js';
import { PHASES, type RunResult, type RunTotals, type StartTable } from '../model/record.js';
import type { Statistic } from '../scenario/scenario.js';
import { quantileSorted } from '../stats/quantiles.js';
import { sumOf } from './cost/bill.js';
import type { BillLine } from './cost/bill-line.js';
import { diskFullSeconds } from './disk-forecast.js';
import { labelIs, labelOf, type Measured, spanSeconds } from './measure.js';
import type { Figure, MetricKey, Span, Unit } from './summary.js';

export const SPANS: readonly Span[] = [
  'start',
  'launch',
  'pull',
  ...PHASES,
  'firstRequest',
  'slowestRequest',
];
export const STATISTICS: readonly Statistic[] = ['p50', 'p90', 'p95', 'p99', 'mean', 'max'];

export const FIGURE_UNITS: Readonly<Record<Figure, Unit>> = {
  failed: 'share',
  unfinished: 'count',
  stopped: 'count',
  bytes: 'bytes',
  crossRegionBytes: 'bytes',
  requests: 'count',
  natBytes: 'bytes',
  endpointBytes: 'bytes',
  peerBytes: 'bytes',
  requestsPerStart: 'count',
  throttled: 'count',
  throttledPerStart: 'count',
  upstreamPulls: 'count',
  upstreamRefusals: 'count',
  storedBytes: 'bytes',
  warmShare: 'share',
  layerHitRate: 'share',
  lazyShare: 'share',
  fallbacks: 'count',
  lazyBytes: 'bytes',
  diskPeakShare: 'share',
  diskPeakBytes: 'bytes',
  diskFullSeconds: 'seconds',
  leastRunningShare: 'share',
  imagesRemoved: 'count',
  cleanupCycles: 'count',
  staleSeconds: 'seconds',
  versionSkewSeconds: 'seconds',
  pullCost: 'usd',
  pullCostPer1000: 'usd',
  pullCostPerMonth: 'usd',
  capacityCost: 'usd',
  capacityCostPer1000: 'usd',
  capacityCostPerMonth: 'usd',
};

/** Every metric of a summary, in the order in which they are listed. */
export const METRIC_KEYS: readonly MetricKey[] = [
  ...SPANS.flatMap((span) => STATISTICS.map((statistic): MetricKey => `${span}.${statistic}`)),
  ...(Object.keys(FIGURE_UNITS) as Figure[]),
];

/** The unit of a metric. */
export function unitOf(key: MetricKey): Unit {
  return key in FIGURE_UNITS ? FIGURE_UNITS[key as Figure] : 'seconds';
}

export interface RunFigures {
  readonly values: Readonly<Record<MetricKey, number>>;
  /** The longest of each span that was reached; −∞ where none was. */
  readonly reached: Readonly<Record<Span, number>>;
}

/** What is known of a run beyond its rows: what it cost, and how many tasks ran at least. */
export interface Outside {
  readonly bill: readonly BillLine[];
  readonly leastRunningShare: number;
}

/** All figures of one run. */
export function runFigures(
  run: RunResult,
  measured: Measured,
  { bill, leastRunningShare }: Outside,
): RunFigures {
  const values = {} as Record<MetricKey, number>;
  const reached = {} as Record<Span, number>;
  for (const span of SPANS) {
    const seconds = spanSeconds(run.starts, measured.rows, span);
    for (const statistic of STATISTICS) values[`${span}.${statistic}`] = statisticOf(seconds, statistic);
    reached[span] = largestFinite(seconds);
  }
  Object.assign(values, countFigures(run, measured), totalFigures(run), costFigures(measured, bill), {
    leastRunningShare,
  });
  return { values, reached };
}

/** One statistic of ascending values, which may end in +∞; NaN where there are none. */
function statisticOf(ascending: Float64Array, statistic: Statistic): number {
  if (ascending.length === 0) return Number.NaN;
  switch (statistic) {
    case 'p50':
      return quantileSorted(ascending, 0.5);
    case 'p90':
      return quantileSorted(ascending, 0.9);
    case 'p95':
      return quantileSorted(ascending, 0.95);
    case 'p99':
      return quantileSorted(ascending, 0.99);
    case 'mean':
      return ascending.reduce((sum, value) => sum + value, 0) / ascending.length;
    case 'max':
      return ascending[ascending.length - 1]!;
  }
}

function largestFinite(ascending: Float64Array): number {
  for (let i = ascending.length - 1; i >= 0; i -= 1) if (Number.isFinite(ascending[i])) return ascending[i]!;
  return Number.NEGATIVE_INFINITY;
}

function countFigures({ starts }: RunResult, { rows, counted }: Measured): Partial<Record<Figure, number>> {
  const count = (outcome: string): number => rows.filter(labelIs(starts, 'outcome', outcome)).length;
  const sum = (column: Float64Array): number => counted.reduce((total, row) => total + column[row]!, 0);
  const { number } = starts;
  const requests = sum(number.requests);
  const throttled = sum(number.throttled);
  const reused = sum(number.layersReused);
  const cache = { warm: 0, all: 0 };
  for (const row of rows) {
    const label = labelOf(starts, 'cache', row);
    if (label !== '') cache.all += 1;
    if (label === 'warm') cache.warm += 1;
  }
  return {
    failed: count('failed') / rows.length,
    unfinished: count('unfinished'),
    stopped: counted.length - rows.length,
    bytes: sum(number.bytes),
    crossRegionBytes: sum(number.crossRegionBytes),
    requests,
    natBytes: sum(number.natBytes),
    endpointBytes: sum(number.endpointBytes),
    peerBytes: sum(number.peerBytes),
    requestsPerStart: requests / counted.length,
    throttled,
    throttledPerStart: throttled / counted.length,
    warmShare: cache.warm / cache.all,
    layerHitRate: reused / (reused + sum(number.layersPulled)),
    lazyBytes: sum(number.lazyBytes),
    ...lazyFigures(starts, rows),
  };
}

function lazyFigures(starts: StartTable, rows: Uint32Array): Partial<Record<Figure, number>> {
  let mounted = 0;
  let lazy = 0;
  let fallbacks = 0;
  for (const row of rows) {
    const snapshotter = labelOf(starts, 'snapshotter', row);
    if (snapshotter !== '') mounted += 1;
    if (isLazySnapshotter(snapshotter)) lazy += 1;
    if (labelOf(starts, 'fallback', row) !== '') fallbacks += 1;
  }
  return { lazyShare: lazy / mounted, fallbacks };
}

function totalFigures(run: RunResult): Partial<Record<Figure, number>> {
  const { totals } = run;
  return {
    diskPeakShare: totals.diskPeakShare,
    diskPeakBytes: totals.diskPeakBytes,
    diskFullSeconds: diskFullSeconds(run),
    imagesRemoved: totals.imagesRemoved,
    cleanupCycles: totals.cleanupCycles,
    staleSeconds: totals.staleSeconds,
    versionSkewSeconds: totals.versionSkewSeconds,
    upstreamPulls: ofAll(totals, 'upstreamPulls'),
    upstreamRefusals: ofAll(totals, 'upstreamRefusals'),
    storedBytes: ofAll(totals, 'storedBytes'),
  };
}

function ofAll({ registries }: RunTotals, key: 'upstreamPulls' | 'upstreamRefusals' | 'storedBytes'): number {
  return registries.reduce((sum, registry) => sum + registry[key], 0);
}

function costFigures({ counted }: Measured, bill: readonly BillLine[]): Partial<Record<Figure, number>> {
  const pull = sumOf(bill, 'pull');
  const capacity = sumOf(bill, 'capacity');
  const perStart = (usd: number): number => (counted.length === 0 ? Number.NaN : usd);
  return {
    pullCost: pull.usd,
    pullCostPer1000: perStart(pull.usdPer1000),
    pullCostPerMonth: pull.usdPerMonth,
    capacityCost: capacity.usd,
    capacityCostPer1000: perStart(capacity.usdPer1000),
    capacityCostPerMonth: capacity.usdPerMonth,
  };
}
