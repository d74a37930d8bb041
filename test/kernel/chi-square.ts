/** Pearson's statistic of `counts` against equal expectations, as standard deviations from what chance gives. */
export function chiSquareScore(counts: ArrayLike<number>): number {
  const cells = counts.length;
  let total = 0;
  for (let i = 0; i < cells; i++) total += counts[i] ?? 0;
  const expected = total / cells;
  let statistic = 0;
  for (let i = 0; i < cells; i++) statistic += ((counts[i] ?? 0) - expected) ** 2 / expected;
  const freedom = cells - 1;
  return (statistic - freedom) / Math.sqrt(2 * freedom);
}
