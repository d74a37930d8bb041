/** Rows of the pictures of a sweep: plain data, for any plotting library. */
import { meanOf, type Replicates } from '../../experiment/sweep-grid.js';
import { amountText, readAmount } from '../../units/quantity-range.js';
import { roundSignificant } from '../../units/round-significant.js';
import { estimate } from '../estimate.js';
import { formatValue } from '../figure-text.js';
import { isOrdered, nextOf } from './grid-words.js';
import {
  amountAlong,
  type CrossoverAnswer,
  type GridAnswer,
  shortNames,
  type SweepAnswer,
} from './sweep-answer.js';

/** A cell of a heat map. */
export interface HeatRow {
  readonly x: string;
  readonly y: string;
  /** The values of further paths: a map for each; '' where there are none. */
  readonly facet: string;
  /** The variant that wins; null where no difference was found. With one variant, that. */
  readonly wins: string | null;
  /** What stands in the cell: by which share it wins, or the value itself. */
  readonly text: string;
  /** 0 to 1, how far from nothing. */
  readonly strength: number;
}

/** A point of a curve. */
export interface SweepCurveRow {
  readonly variant: string;
  readonly text: string;
  /** In base units; NaN where the values of the path are in no order. */
  readonly x: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Along one value of what is varied, the part in which one variant wins. */
export interface WinnerRow {
  readonly x: string;
  /** Along the search, in base units. */
  readonly from: number;
  readonly to: number;
  readonly wins: string | null;
}

/** A change of the winner: its place, and what is written there. */
export interface CrossingRow {
  readonly x: string;
  readonly low: number;
  readonly high: number;
  readonly at: number;
  readonly text: string;
}

/** The cells of a grid of two paths or more. */
export function heatRows({ grid, variants, metric }: GridAnswer): readonly HeatRow[] {
  const names = shortNames(grid.axes.map(({ path }) => path));
  const rows = grid.points.flatMap(({ values, metrics, wins }) => {
    if (metrics === null) return [];
    const [x = '', y = '', ...others] = values;
    const facet = others.map((value, index) => `${names[index + 2]!}=${value}`).join(', ');
    const winner = variants.length < 2 ? 0 : wins;
    const next = winner === null ? null : nextOf(metrics, winner);
    const mean = meanOf(metrics[winner ?? 0]!);
    const size = variants.length < 2 ? mean : next === null ? 0 : Math.abs(1 - mean / meanOf(next));
    const text =
      variants.length < 2
        ? formatValue(mean, metric.unit)
        : winner === null
          ? '≈'
          : formatValue(roundSignificant(size, 2), 'share');
    return [{ x, y, facet, wins: winner === null ? null : variants[winner]!, text, size }];
  });
  const sizes = rows.map(({ size }) => size).filter(Number.isFinite);
  const least = variants.length < 2 ? Math.min(...sizes) : 0;
  const most = Math.max(...sizes);
  return rows.map(({ size, ...row }) => ({
    ...row,
    strength: !Number.isFinite(size) || most === least ? 1 : (size - least) / (most - least),
  }));
}

/** The curves of a grid of one path, or of a single search; nothing for any other sweep. */
export function sweepCurveRows(answer: SweepAnswer): readonly SweepCurveRow[] {
  if (answer.kind === 'grid') {
    const [axis] = answer.grid.axes;
    if (axis === undefined || answer.grid.axes.length > 1) return [];
    const ordered = isOrdered(axis.values);
    return answer.grid.points.flatMap(({ values: [text = ''], metrics }) =>
      (metrics ?? []).map((replicates, index) =>
        ordered
          ? curveRow(answer.variants[index]!, amountText(text), readAmount(text)!.value, replicates)
          : curveRow(answer.variants[index]!, text, Number.NaN, replicates),
      ),
    );
  }
  if (answer.axes.length > 0) return [];
  return answer.searches.flatMap(({ found }) =>
    found.points.flatMap(({ value, pair }) =>
      pair.map((replicates, index) =>
        curveRow(answer.variants[index]!, amountAlong(answer, value), value, replicates),
      ),
    ),
  );
}

function curveRow(variant: string, text: string, x: number, replicates: Replicates): SweepCurveRow {
  const { mean, halfWidth } = estimate(replicates);
  const half = Number.isNaN(halfWidth) ? 0 : halfWidth;
  return { variant, text, x, mean, low: mean - half, high: mean + half };
}

/** Who wins along each search; neighbours meet in the middle. */
export function winnerRows(answer: CrossoverAnswer): readonly WinnerRow[] {
  const middle = (one: number, other: number): number =>
    answer.range.geometric ? Math.sqrt(one * other) : (one + other) / 2;
  return answer.searches.flatMap(({ values, found: { points, stretches } }) =>
    stretches.map(({ first, last, wins }, index) => {
      const before = points[first - 1];
      const after = points[last + 1];
      return {
        x: values.join(', '),
        from:
          index === 0 || before === undefined
            ? points[first]!.value
            : middle(before.value, points[first]!.value),
        to: after === undefined ? points[last]!.value : middle(points[last]!.value, after.value),
        wins: wins === null ? null : answer.variants[wins]!,
      };
    }),
  );
}

/** The crossovers of each search. */
export function crossingRows(answer: CrossoverAnswer): readonly CrossingRow[] {
  return answer.searches.flatMap(({ values, found }) =>
    found.crossovers.map(({ low, high, estimate: at }) => ({
      x: values.join(', '),
      low,
      high,
      at,
      text: amountAlong(answer, at),
    })),
  );
}
