/**
 * The records as CSV (RFC 4180: commas, CRLF, quotes doubled): one line a start, all variants and runs,
 * every column of the start table and the seconds by what bound them. Numbers are written as the
 * language writes them, so that they read back to the same bits; what does not exist is empty.
 */
import type { ExperimentResult } from '../experiment/result.js';
import { BINDERS, LABEL_COLUMNS, NUMBER_COLUMNS, PHASES, type StartTable } from '../model/record.js';

const LINE_END = '\r\n';

/** The names of the columns, in order; `run` counts from 1, `phase_fetch`, `bound_disk` and the like are seconds. */
export const CSV_COLUMNS: readonly string[] = [
  'variant',
  'run',
  ...LABEL_COLUMNS,
  ...NUMBER_COLUMNS.map((column) => (isPhase(column) ? `phase_${column}` : column)),
  ...BINDERS.map((binder) => `bound_${binder}`),
];

function isPhase(column: string): boolean {
  return (PHASES as readonly string[]).includes(column);
}

/** The file piece by piece: its head, then one piece a run, so that large experiments need not fit in one string. */
export function* startsCsv(result: ExperimentResult): Generator<string, void, undefined> {
  yield CSV_COLUMNS.join(',') + LINE_END;
  for (const { name, runs } of result.variants) {
    const variant = field(name);
    for (const [index, { starts }] of runs.entries()) yield tableCsv(starts, `${variant},${index + 1},`);
  }
}

function tableCsv(table: StartTable, lead: string): string {
  const texts = LABEL_COLUMNS.map((column) => ({
    codes: table.text[column],
    fields: table.labels[column].map(field),
  }));
  const numbers = NUMBER_COLUMNS.map((column) => table.number[column]);
  const binders = BINDERS.length;
  let csv = '';
  for (let row = 0; row < table.rows; row += 1) {
    csv += lead;
    for (const { codes, fields } of texts) csv += `${fields[codes[row]!] ?? ''},`;
    for (const column of numbers) csv += `${numberField(column[row]!)},`;
    for (let binder = 0; binder < binders - 1; binder += 1)
      csv += `${numberField(table.bound[row * binders + binder]!)},`;
    csv += numberField(table.bound[(row + 1) * binders - 1]!) + LINE_END;
  }
  return csv;
}

function numberField(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}

/** A text field, in quotes where it must be. */
function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
