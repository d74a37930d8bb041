/** The rows of `show` as text: one line a value, in columns, so that `grep` finds what it looks for. */
import type { Provenance } from '../scenario/scenario.js';
import type { Paint } from '../report/paint.js';

/** Longer cells push their line to the right instead of the whole column. */
const WIDEST = 52;

/** Path, value, origin and source of each row, a line each. */
export function provenanceTable(rows: readonly Provenance[], paint: Paint): string {
  const pathWidth = columnWidth(rows.map(({ path }) => path));
  const valueWidth = columnWidth(rows.map(({ value }) => value));
  const lines = rows.map(({ path, value, origin, source }) => {
    const where = source === '' || source === origin ? origin : `${origin.padEnd(9)}  ${source}`;
    return `${path.padEnd(pathWidth)}  ${value.padEnd(valueWidth)}  ${origin === 'file' ? where : paint.dim(where)}`;
  });
  return lines.map((line) => `${line}\n`).join('');
}

function columnWidth(cells: readonly string[]): number {
  return cells.reduce((most, { length }) => (length > WIDEST ? most : Math.max(most, length)), 0);
}
