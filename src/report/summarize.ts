/**
 * Records → figures with intervals: quantiles within a run, then the mean over the runs with a Student-t
 * interval at 95 %. Every start that the measure lets through is in one of: ready, failed, unfinished,
 * stopped; the rest is counted as left out.
 */
import type { ExperimentResult } from '../experiment/result.js';
import type { RunResult } from '../model/record.js';
import type { Scenario, Threshold, Variant } from '../scenario/scenario.js';
import { CacheSums } from './cache-split.js';
import { billOf, meanBill } from './cost/bill.js';
import type { BillLine } from './cost/bill-line.js';
import { metric } from './estimate.js';
import { labelIs, labelOf, measureRows } from './measure.js';
import { MountSums } from './mount-split.js';
import { ProfileSums } from './profile.js';
import { pathsOf, registriesOf } from './registry-means.js';
import { leastRunningShare } from './running-share.js';
import { METRIC_KEYS, type RunFigures, runFigures, unitOf } from './run-figures.js';
import type {
  FailureCause,
  Metric,
  MetricKey,
  Span,
  Summary,
  TimeToRunning,
  VariantSummary,
} from './summary.js';
import { desiredTotal, timeToRunning } from './time-to-running.js';

/** The figures of each variant. */
export function summarize(result: ExperimentResult): Summary {
  const { scenario } = result;
  const counts = runningCounts(scenario);
  return {
    name: scenario.name,
    question: scenario.question,
    seed: scenario.seed,
    runs: scenario.runs,
    complete: result.complete,
    varies: scenario.varies,
    variants: result.variants.map(({ runs }, index) =>
      summarizeVariant(scenario, scenario.variants[index]!, runs, counts),
    ),
  };
}

/** The N of each `time to N running` that is asked for, and all that is desired. */
function runningCounts(scenario: Scenario): number[] {
  const asked = scenario.expect.flatMap(({ quantity, limit }: Threshold) =>
    [quantity, ...(limit.kind === 'variant' ? [limit.quantity] : [])].flatMap((one) =>
      one.kind === 'timeToRunning' ? [one.count] : [],
    ),
  );
  const desired = scenario.variants.map(({ world }) => desiredTotal(world, scenario.measure.service));
  const least = Math.min(...desired);
  const all = Number.isFinite(least) && least > 0 ? [least] : [];
  return [...new Set([...asked, ...all])].sort((a, b) => a - b);
}

interface Tally {
  readonly figures: RunFigures[];
  readonly times: number[][];
  readonly profiles: ProfileSums;
  readonly byCache: CacheSums;
  readonly mounts: MountSums;
  readonly causes: Map<string, number>;
  readonly bills: (readonly BillLine[])[];
  readonly starts: {
    counted: number;
    ready: number;
    failed: number;
    unfinished: number;
    stopped: number;
    leftOut: number;
  };
}

function summarizeVariant(
  scenario: Scenario,
  variant: Variant,
  runs: readonly RunResult[],
  counts: readonly number[],
): VariantSummary {
  const tally: Tally = {
    figures: [],
    times: [],
    profiles: new ProfileSums(),
    byCache: new CacheSums(),
    mounts: new MountSums(),
    causes: new Map(),
    bills: [],
    starts: { counted: 0, ready: 0, failed: 0, unfinished: 0, stopped: 0, leftOut: 0 },
  };
  for (const run of runs) addRun(tally, scenario, variant, run, counts);
  const bill = meanBill(tally.bills);
  return {
    name: variant.name,
    set: variant.set,
    runs: runs.length,
    starts: tally.starts,
    metrics: metricsOf(tally.figures),
    timeToRunning: counts.map((count, index): TimeToRunning => {
      const perRun = tally.times.map((times) => times[index]!);
      return { count, metric: metric('seconds', perRun) };
    }),
    failures: causesOf(tally.causes),
    profiles: tally.profiles.profiles(),
    byCache: tally.byCache.split(),
    mounts: tally.mounts.split(),
    bill,
    unknownPrices: unknownOf(bill),
    paths: pathsOf(runs),
    registries: registriesOf(runs),
  };
}

function addRun(
  tally: Tally,
  scenario: Scenario,
  variant: Variant,
  run: RunResult,
  counts: readonly number[],
): void {
  const table = run.starts;
  const measured = measureRows(table, scenario.measure);
  const bill = billOf(variant.world, run, measured.counted, scenario.measure);
  tally.bills.push(bill);
  const leastRunning = leastRunningShare(table, variant.world, scenario.measure);
  const outside = { bill, leastRunningShare: leastRunning };
  tally.figures.push(runFigures(run, measured, outside));
  tally.times.push(timeToRunning(table, measured.counted, scenario.measure, counts));
  tally.profiles.add(table, measured.rows);
  tally.byCache.add(table, measured.rows);
  tally.mounts.add(table, measured.rows);
  const isFailed = labelIs(table, 'outcome', 'failed');
  const isReady = labelIs(table, 'outcome', 'started');
  const { starts } = tally;
  for (const row of measured.rows) {
    if (isReady(row)) starts.ready += 1;
    else if (isFailed(row)) {
      starts.failed += 1;
      const cause = labelOf(table, 'cause', row);
      tally.causes.set(cause, (tally.causes.get(cause) ?? 0) + 1);
    } else starts.unfinished += 1;
  }
  starts.counted += measured.counted.length;
  starts.stopped += measured.counted.length - measured.rows.length;
  starts.leftOut += measured.leftOut;
}

/** Pull cost that nobody can tell. */
function unknownOf(bill: readonly BillLine[]): readonly string[] {
  const unknown = bill.filter(({ part, price }) => part === 'pull' && price === null);
  return unknown.map(({ what }) => what).sort();
}

function metricsOf(figures: readonly RunFigures[]): Record<MetricKey, Metric> {
  const metrics = {} as Record<MetricKey, Metric>;
  for (const key of METRIC_KEYS) {
    const span = key.slice(0, key.indexOf('.')) as Span;
    const reached = key.includes('.') ? Math.max(...figures.map((run) => run.reached[span])) : Number.NaN;
    metrics[key] = metric(
      unitOf(key),
      figures.map(({ values }) => values[key]),
      reached,
    );
  }
  return metrics;
}

function causesOf(causes: ReadonlyMap<string, number>): FailureCause[] {
  return [...causes]
    .map(([cause, starts]) => ({ cause, starts }))
    .sort((a, b) => b.starts - a.starts || (a.cause < b.cause ? -1 : 1));
}
