/**
 * Empirical distribution function: which share of the values is at most x. Reduced to a grid of quantiles when
 * there are more values than points asked for; a chart of 512 points looks the same as one of 100 000.
 * Infinite values count in the share but have no point: the curve then ends below 1.
 */
export interface EcdfPoint {
  readonly value: number;
  /** Share of all values that are at most `value`, 0 to 1. */
  readonly share: number;
}

/** The steps of the function over ascending values, at most `maximumPoints` of them; each is exact where it stands. */
export function ecdf(sorted: ArrayLike<number>, maximumPoints = 512): EcdfPoint[] {
  const count = sorted.length;
  const points: EcdfPoint[] = [];
  const wanted = Math.min(count, maximumPoints);
  for (let k = 1; k <= wanted; k++) {
    const index = Math.ceil((k * count) / wanted) - 1;
    const value = sorted[index];
    if (value === undefined || value === Infinity) break;
    const point = { value, share: (index + 1) / count };
    // Equal values make one step: only its top is a point.
    if (points.at(-1)?.value === value) points[points.length - 1] = point;
    else points.push(point);
  }
  return points;
}
