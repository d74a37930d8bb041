/**
 * Which of several dated readings of one price holds on a day: the newest that is not younger than the day, or the
 * oldest if all are. A reading without a date counts as of the day it was retrieved. Dates are ISO text, which
 * sorts as it should; a month stands before its days.
 */
export function newestBy<Row>(
  rows: readonly Row[],
  dateOf: (row: Row) => string,
  date: string,
): Row | undefined {
  const byDate = rows.toSorted((a, b) => (dateOf(a) < dateOf(b) ? -1 : dateOf(a) > dateOf(b) ? 1 : 0));
  return byDate.findLast((row) => dateOf(row) <= date) ?? byDate[0];
}
