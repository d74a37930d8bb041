/** The parts of docs/measurements.md that follow from the rows. */
import { format } from 'prettier';
import { allRows } from './all-rows.js';
import { isWithinExactTolerance, isWithinTolerance, type MeasuredRow } from './measured-row.js';

export const pagePath = new URL('../../../docs/measurements.md', import.meta.url).pathname;

/** What computed numbers are rounded to on the page. */
export const DIGITS = 2;

function rounded(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}

function verdict(row: MeasuredRow): string {
  if (!isWithinTolerance(row)) return 'known gap';
  if (row.isInput === true) return 'input';
  return isWithinExactTolerance(row) ? 'within' : 'within half';
}

function tableRow(row: MeasuredRow): string {
  const measured = `${row.isAtMost === true ? '< ' : ''}${row.measured} ${row.unit}`;
  const value = row.predict();
  const cells = [row.id, row.what, measured, `${rounded(value)} ${row.unit}`, rounded(value / row.measured)];
  return `| ${[...cells, verdict(row)].join(' | ')} |`;
}

function otherwiseRows(): string {
  const head = '| row | instead | model | ratio |\n| --- | --- | --- | --- |';
  const lines = allRows.flatMap((row) =>
    (row.otherwise ?? []).map(({ guess, predict }) => {
      const value = predict();
      return `| ${row.id} | ${guess} | ${rounded(value)} ${row.unit} | ${rounded(value / row.measured)} |`;
    }),
  );
  return [head, ...lines].join('\n');
}

/** Texts with the rows that they belong to, each text once. */
function byText(rows: readonly MeasuredRow[], textsOf: (row: MeasuredRow) => readonly string[]): string {
  const ids = new Map<string, string[]>();
  for (const row of rows) for (const text of textsOf(row)) ids.set(text, [...(ids.get(text) ?? []), row.id]);
  return [...ids].map(([text, of]) => `- ${shortened(of).join('; ')}: ${text}`).join('\n');
}

const caseOf = (id: string): string => id.split(' ')[0] ?? id;

/** Where all rows of a case are meant, its name does. */
function shortened(ids: readonly string[]): readonly string[] {
  const isWhole = (name: string): boolean =>
    allRows.every(({ id }) => caseOf(id) !== name || ids.includes(id));
  return [...new Set(ids.map((id) => (isWhole(caseOf(id)) ? caseOf(id) : id)))];
}

function count(): string {
  const tested = allRows.filter(({ isInput }) => isInput !== true);
  const within = tested.filter(isWithinTolerance).length;
  return `${within} of ${tested.length} rows are within the tolerance; the model was given ${allRows.length - tested.length} others.`;
}

/** The generated parts by name. */
export function parts(): ReadonlyMap<string, string> {
  const head = '| row | what | measured | model | ratio | |\n| --- | --- | --- | --- | --- | --- |';
  const gaps = allRows.filter(({ gap }) => gap !== undefined);
  return new Map([
    ['rows', [head, ...allRows.map(tableRow)].join('\n')],
    ['count', count()],
    ['gaps', byText(gaps, ({ gap }) => [gap ?? ''])],
    ['otherwise', otherwiseRows()],
    ['guesses', byText(allRows, ({ guesses }) => guesses)],
    ['sources', byText(allRows, ({ source }) => [source])],
  ]);
}

/** The page with its generated parts made anew. */
export async function withParts(page: string): Promise<string> {
  let text = page;
  for (const [name, part] of parts()) {
    const between = new RegExp(`(<!-- from the rows: ${name} -->\n)[^]*?(\n<!-- end -->)`);
    if (!between.test(text)) throw new Error(`the page has no part ${name}`);
    text = text.replace(between, (_, begin: string, end: string) => `${begin}\n${part}\n${end}`);
  }
  return format(text, { parser: 'markdown', printWidth: 110, singleQuote: true });
}
