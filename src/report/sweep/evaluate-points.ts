/**
 * Plays the points of a sweep and takes the metric out of each run, so that the records need not be kept: points are
 * variants of one experiment as long as it stays small enough for memory, and several experiments beyond. Run n has the
 * same random draws at every point and in every variant. How a scenario is read and played is passed in.
 */
import { expectedStarts } from '../../experiment/expected-starts.js';
import type { ExperimentResult } from '../../experiment/result.js';
import type { Replicates } from '../../experiment/sweep-grid.js';
import type { Scenario, Threshold, Variant } from '../../scenario/scenario.js';
import type { SweepPath, SweepRequest } from '../../scenario/sweep-plan.js';
import { summarize } from '../summarize.js';
import { quantityMetric } from '../verdict.js';
import type { SweepMetric } from './sweep-metric.js';

export interface PointPlayer {
  readonly paths: readonly SweepPath[];
  readonly metric: Pick<SweepMetric, 'quantity'>;
  /** Names of the variants to play; all by default. */
  readonly between?: readonly string[] | undefined;
  /** The scenario with these points. */
  readonly parse: (sweep: SweepRequest) => Scenario;
  /** May be interrupted: the result is then not complete. */
  readonly play: (scenario: Scenario) => Promise<ExperimentResult>;
}

/** Starts, over all runs, that one experiment may hold in memory. */
const MOST_STARTS = 200_000;

/**
 * The metric by variant at each point (a value for each path), run by run; null for points that an interruption has
 * left out.
 *
 * @throws ScenarioError where the scenario refuses a value, and whatever `play` throws.
 */
export async function evaluatePoints(
  player: PointPlayer,
  points: readonly (readonly string[])[],
): Promise<readonly (readonly Replicates[] | null)[]> {
  if (points.length === 0) return [];
  const { paths, between, metric } = player;
  const scenario = player.parse({ paths, points, between });
  const asked: Scenario = { ...scenario, expect: [thresholdOf(metric)] };
  const each = scenario.variants.length / points.length;
  const found: (readonly Replicates[] | null)[] = [];
  for (const variants of batches(asked, each)) {
    const result = await player.play({ ...asked, variants });
    found.push(...metricsOf(result, each, metric));
    if (!result.complete) break;
  }
  return points.map((_, index) => found[index] ?? null);
}

/** Variants of whole points, as many as an experiment may hold. */
function* batches(scenario: Scenario, each: number): Generator<readonly Variant[]> {
  let batch: Variant[] = [];
  let starts = 0;
  for (let at = 0; at < scenario.variants.length; at += each) {
    const point = scenario.variants.slice(at, at + each);
    const more = point.reduce((sum, { world }) => sum + expectedStarts(world), 0) * scenario.runs;
    if (batch.length > 0 && starts + more > MOST_STARTS) {
      yield batch;
      batch = [];
      starts = 0;
    }
    batch.push(...point);
    starts += more;
  }
  if (batch.length > 0) yield batch;
}

/** Of an interrupted experiment, the runs that all variants of a point have. */
function metricsOf(
  result: ExperimentResult,
  each: number,
  { quantity }: Pick<SweepMetric, 'quantity'>,
): readonly (readonly Replicates[] | null)[] {
  const metrics = summarize(result).variants.map((variant) => quantityMetric(variant, quantity).perRun);
  return Array.from({ length: metrics.length / each }, (_, point) => {
    const of = metrics.slice(point * each, (point + 1) * each);
    const runs = Math.min(
      ...result.variants.slice(point * each, (point + 1) * each).map((one) => one.runs.length),
    );
    return runs === 0 ? null : of.map((replicates) => replicates.slice(0, runs));
  });
}

/** A summary holds the time to N running only where a threshold asks for it. */
function thresholdOf({ quantity }: Pick<SweepMetric, 'quantity'>): Threshold {
  return { text: '', quantity, variant: null, comparator: '<', limit: { kind: 'value', value: 0 } };
}
