/**
 * Decision tables as text. Each line is a row; what it asks for (its first columns) may be "any", the name of a
 * group, or several values joined by " or "; a combination of values belongs to exactly one row.
 */

export type Row = Readonly<Record<string, string>>;

/** The rows of a table whose first line holds the names of its columns. */
export function readTable(text: string): readonly Row[] {
  const [head = [], ...lines] = text
    .split('\n')
    .filter((line) => line.includes('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return lines.map((cells) => Object.fromEntries(head.map((column, index) => [column, cells[index] ?? ''])));
}

/** Values by column, and names for some of them together. */
export interface Axes {
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/** Every combination of values, the last column changing fastest. */
export function combinations({ values }: Axes): readonly Row[] {
  return Object.entries(values).reduce<readonly Row[]>(
    (rows, [column, options]) => rows.flatMap((row) => options.map((value) => ({ ...row, [column]: value }))),
    [{}],
  );
}

/** The rows that a combination belongs to: one, if the table is right. */
export function rowsOf(combination: Row, table: readonly Row[], { groups }: Axes): readonly Row[] {
  return table.filter((row) =>
    Object.entries(combination).every(([column, value]) => {
      const wanted = row[column] ?? '';
      return (
        wanted === 'any' || wanted.split(' or ').some((name) => (groups[name] ?? [name]).includes(value))
      );
    }),
  );
}
