/** The starts of a run as a table of a terminal: what `--task` may name, and how each went. */
import { causeWords } from '../cause-words.js';
import { formatSeconds } from '../figure-text.js';
import type { Paint } from '../paint.js';
import type { StartLine } from './pick-start.js';

const HEADS = ['task', 'requested', 'took', 'outcome', 'cache', 'host', 'image', 'cause'] as const;
const RIGHT = new Set<string>(['requested', 'took']);

/** A line a start, in columns, with a line break at the end. */
export function startList(lines: readonly StartLine[], paint: Paint): string {
  const rows = lines.map((line): Record<(typeof HEADS)[number], string> => ({
    task: line.task,
    requested: formatSeconds(line.requestedAt),
    took: formatSeconds(line.seconds),
    outcome: line.outcome,
    cache: line.cache,
    host: line.host,
    image: shortImage(line.image),
    cause: causeWords(line.cause),
  }));
  const widths = HEADS.map((head) =>
    rows.reduce((most, row) => Math.max(most, row[head].length), head.length),
  );
  const lineOf = (cells: readonly string[]): string =>
    cells
      .map((cell, index) =>
        RIGHT.has(HEADS[index]!) ? cell.padStart(widths[index]!) : cell.padEnd(widths[index]!),
      )
      .join('  ')
      .trimEnd();
  const body = rows.map((row) => lineOf(HEADS.map((head) => row[head])));
  return [paint.dim(lineOf(HEADS)), ...body].map((line) => `${line}\n`).join('');
}

/** `api@sha256:0123456789ab…` with as many digits as tell images apart. */
function shortImage(image: string): string {
  const digits = image.indexOf(':', image.indexOf('@'));
  return digits < 0 ? image : image.slice(0, digits + 13);
}
