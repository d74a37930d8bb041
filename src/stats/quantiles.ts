/**
 * Quantiles of a sample, type 7 of Hyndman and Fan ("Sample quantiles in statistical packages", American
 * Statistician 50, 1996): with n values in ascending order, the quantile p stands at position (n − 1)·p and is
 * linear between neighbours. The default of R, NumPy and spreadsheets.
 * +Infinity is a value like any other: a start that has not finished counts as one, so a p95 is infinite as
 * soon as it reaches among them, and is never computed from the finished ones alone.
 */
import { assert } from '../units/assert.js';

/** The values in ascending order, as a copy. NaN is refused: a measurement that does not exist must be left out before. */
export function ascending(values: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(values).sort();
  assert(!Number.isNaN(sorted[sorted.length - 1]), 'a sample holds no NaN');
  return sorted;
}

/** The quantile p (0 ≤ p ≤ 1) of ascending values; NaN where there are none. Unit: that of the values. */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  assert(p >= 0 && p <= 1, 'a quantile is asked for between 0 and 1');
  const position = (sorted.length - 1) * p;
  const index = Math.floor(position);
  const below = sorted[index] ?? NaN;
  const above = sorted[index + 1] ?? below;
  // Equal neighbours, above all two infinite ones, need no interpolation (∞ − ∞ has no value).
  if (position === index || below === above) return below;
  return below + (position - index) * (above - below);
}

/** Several quantiles of values in any order. */
export function quantiles(values: ArrayLike<number>, ps: readonly number[]): number[] {
  const sorted = ascending(values);
  return ps.map((p) => quantileSorted(sorted, p));
}
