/** |actual − expected| / |expected|; 0 where they are the same. */
export function relativeError(actual: number, expected: number): number {
  return Object.is(actual, expected) ? 0 : Math.abs(actual - expected) / Math.abs(expected);
}
