/**
 * Histogram with bins of equal width whose edges are round numbers (1, 2 or 5 times a power of ten).
 * The width follows Freedman and Diaconis (1981), 2 · IQR · n^(-1/3), but gives no more bins than asked for.
 * Infinite values have no bin; they are counted apart and never dropped.
 */
import { pow } from '../math/pow.js';
import { ascending, quantileSorted } from './quantiles.js';

export interface Bin {
  /** Inclusive. */
  readonly low: number;
  /** Exclusive, but for the last bin. */
  readonly high: number;
  readonly count: number;
}

export interface Histogram {
  readonly bins: readonly Bin[];
  /** How many values are infinite. */
  readonly infinite: number;
}

/** A width of `digit` · `power`, or `digit` / `power`, with a whole power of ten: edges stay exact decimals. */
interface Step {
  readonly digit: number;
  readonly power: number;
  readonly fraction: boolean;
}

/** As good as zero: far below any duration or size. */
const NEGLIGIBLE = 1e-100;

/** The histogram of values in any order, with at most `maximumBins` bins (2 or more, default 40). */
export function histogram(values: ArrayLike<number>, maximumBins = 40): Histogram {
  const sorted = ascending(values).filter(Number.isFinite);
  const infinite = values.length - sorted.length;
  const least = sorted[0];
  const greatest = sorted[sorted.length - 1];
  if (least === undefined || greatest === undefined) return { bins: [], infinite };
  const step = stepFor(sorted, greatest - least, maximumBins);
  const first = indexOf(least, step);
  const counts = new Array<number>(indexOf(greatest, step) - first + 1).fill(0);
  for (const value of sorted) {
    const index = indexOf(value, step) - first;
    counts[index] = (counts[index] ?? 0) + 1;
  }
  const bins = counts.map((count, i) => ({
    low: edge(first + i, step),
    high: edge(first + i + 1, step),
    count,
  }));
  return { bins, infinite };
}

function stepFor(sorted: Float64Array, range: number, maximumBins: number): Step {
  const spread = quantileSorted(sorted, 0.75) - quantileSorted(sorted, 0.25);
  const ideal = 2 * spread * pow(sorted.length, -1 / 3);
  // One bin may be lost at either end to the rounding of the edges.
  const least = range / Math.max(1, maximumBins - 1);
  const size = Math.max(ideal, least);
  const largest = Math.max(Math.abs(sorted[0] ?? 0), Math.abs(sorted[sorted.length - 1] ?? 0));
  if (largest < NEGLIGIBLE) return roundUp(1);
  // Values that differ by no more than their rounding are one bin.
  return roundUp(size > largest * 1e-9 ? size : largest / 10);
}

/** The smallest step of 1, 2 or 5 times a power of ten that is not below `size`. */
function roundUp(size: number): Step {
  const fraction = size < 1;
  let power = 1;
  if (fraction) while (1 / power > size) power *= 10;
  else while (power * 10 <= size) power *= 10;
  for (const digit of [1, 2, 5]) {
    const step = { digit, power, fraction };
    if (edge(1, step) >= size) return step;
  }
  return { digit: 10, power, fraction };
}

function edge(index: number, step: Step): number {
  return step.fraction ? (index * step.digit) / step.power : index * step.digit * step.power;
}

function indexOf(value: number, step: Step): number {
  const index = Math.floor(value / edge(1, step));
  // The division rounds: a value on an edge belongs above it.
  if (edge(index + 1, step) <= value) return index + 1;
  return edge(index, step) > value ? index - 1 : index;
}
