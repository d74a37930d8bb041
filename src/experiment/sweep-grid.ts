/**
 * A grid: every combination of the values of some paths, each with every variant, and where the answer flips between
 * them. It knows no scenario: a function that is passed in plays the points, so tests use formulas and pages use
 * workers. A variant wins where its metric is better than that of each other one by more than chance, paired by run.
 */
import { compareReplicates } from '../stats/compare-replicates.js';
import { meanInterval } from '../stats/mean-interval.js';
import { type Stretch, stretchesOf } from './stretches.js';

/** The metric, one value a run. */
export type Replicates = readonly number[];

/** Which direction is an improvement. */
export type Better = 'less' | 'more';

export interface GridAxis {
  readonly path: string;
  readonly values: readonly string[];
}

/**
 * Plays points (a value for each path) and gives the metric of each variant, in the order of the points; null for
 * those that an interruption has left out.
 */
export type EvaluateGrid = (
  points: readonly (readonly string[])[],
) => Promise<readonly (readonly Replicates[] | null)[]>;

export interface GridPoint {
  readonly values: readonly string[];
  /** By variant; null where it was not played. */
  readonly metrics: readonly Replicates[] | null;
  /** Place of the variant with the best mean; null where none has a value. */
  readonly best: number | null;
  /** The best, where it is better than every other by more than chance; always null with one variant. */
  readonly wins: number | null;
}

/** The points along one axis, the values of the other axes fixed. */
export interface GridLine {
  readonly axis: number;
  /** Places of its points in the grid, along the axis. */
  readonly points: readonly number[];
  readonly stretches: readonly Stretch[];
}

export interface SweptGrid {
  readonly axes: readonly GridAxis[];
  /** The last axis changes fastest. */
  readonly points: readonly GridPoint[];
  /** Every line along every axis, axis by axis. */
  readonly lines: readonly GridLine[];
  readonly complete: boolean;
}

/** Plays the grid. Throws RangeError where an axis has no value. */
export async function sweepGrid(
  axes: readonly GridAxis[],
  evaluate: EvaluateGrid,
  better: Better = 'less',
): Promise<SweptGrid> {
  for (const { path, values } of axes)
    if (values.length === 0) throw new RangeError(`invalid axis: "${path}" has no values`);
  const combinations = product(axes);
  const metrics = await evaluate(combinations);
  const points = combinations.map((values, index) => pointOf(values, metrics[index] ?? null, better));
  return {
    axes,
    points,
    lines: linesOf(axes, points),
    complete: points.every((each) => each.metrics !== null),
  };
}

function product(axes: readonly GridAxis[]): readonly (readonly string[])[] {
  let combinations: readonly (readonly string[])[] = [[]];
  for (const { values } of axes)
    combinations = combinations.flatMap((before) => values.map((value) => [...before, value]));
  return combinations;
}

function pointOf(
  values: readonly string[],
  metrics: readonly Replicates[] | null,
  better: Better,
): GridPoint {
  if (metrics === null) return { values, metrics, best: null, wins: null };
  const best = bestOf(metrics, better);
  const others = metrics.filter((_, index) => index !== best);
  const isClear =
    best !== null &&
    others.length > 0 &&
    others.every((other) => sideOf(metrics[best]!, other, better) === 'first');
  return { values, metrics, best, wins: isClear ? best : null };
}

function bestOf(metrics: readonly Replicates[], better: Better): number | null {
  let best: number | null = null;
  let bestMean = Number.NaN;
  metrics.forEach((replicates, index) => {
    const mean = meanOf(replicates);
    if (Number.isNaN(mean)) return;
    if (best !== null && (better === 'less' ? mean >= bestMean : mean <= bestMean)) return;
    best = index;
    bestMean = mean;
  });
  return best;
}

/** The mean of the runs that have a value; NaN where none has. */
export function meanOf(replicates: Replicates): number {
  return meanInterval(replicates.filter((value) => !Number.isNaN(value))).estimate;
}

/**
 * Which of two is better by more than chance; null where no difference was found. With one run there is no interval,
 * and the sign of the difference decides.
 */
export function sideOf(first: Replicates, second: Replicates, better: Better): 'first' | 'second' | null {
  const { finding, estimate, halfWidth } = compareReplicates(first, second);
  const isOneRun = finding === 'unknown' && halfWidth === null && Number.isFinite(estimate);
  if (finding !== 'less' && finding !== 'more' && !(isOneRun && estimate !== 0)) return null;
  const isSecondLess = estimate < 0;
  return isSecondLess === (better === 'less') ? 'second' : 'first';
}

function linesOf(axes: readonly GridAxis[], points: readonly GridPoint[]): readonly GridLine[] {
  return axes.flatMap(({ values }, axis) => {
    // How far apart in the list two neighbours along this axis are.
    const step = axes.slice(axis + 1).reduce((size, other) => size * other.values.length, 1);
    const starts = points
      .map((_, place) => place)
      .filter((place) => Math.floor(place / step) % values.length === 0);
    return starts.map((start): GridLine => {
      const places = values.map((_, index) => start + index * step);
      const winners = places.map((place) =>
        points[place]!.metrics === null ? undefined : points[place]!.wins,
      );
      return { axis, points: places, stretches: stretchesOf(winners) };
    });
  });
}
