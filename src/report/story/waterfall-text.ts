/** The waterfall of a start as a terminal shows it: a line a row, bars to scale, what bound each behind it. */
import { formatSeconds } from '../figure-text.js';
import type { Paint } from '../paint.js';
import type { WaterfallBar, WaterfallRow } from './waterfall-rows.js';

const LEAST_BAR = 20;
const MOST_BAR = 72;
/** Columns of the seconds behind a bar. */
const FIGURE = 12;
/** Room for notes behind the bars, where the terminal has it. */
const NOTE = 34;

/** One character a state of a layer, so that waiting, downloading and unpacking differ without colours. */
const CELLS: Readonly<Partial<Record<WaterfallBar['phase'], string>>> = { wait: '·', fetch: '▒' };

/** The rows to scale within `width` columns, under an axis in seconds. */
export function waterfallText(rows: readonly WaterfallRow[], width: number, paint: Paint): string {
  const end = rows.reduce(
    (most, { bars }) => bars.reduce((sofar, { toSeconds }) => Math.max(sofar, toSeconds), most),
    0,
  );
  if (end <= 0) return '';
  const groups = widest(rows.map(({ heading }) => heading));
  const labels = widest(rows.map(({ label }) => label));
  const lead = groups + labels + 4;
  const room = width - lead - FIGURE - 2;
  const columns = Math.min(MOST_BAR, Math.max(LEAST_BAR, room - NOTE));
  const lines = rows.map(({ heading, label, bars, seconds, note }) => {
    const head = `${heading.padEnd(groups)}  ${label.padEnd(labels)}  `;
    const figure = formatSeconds(seconds).padStart(FIGURE);
    return `${paint.dim(head)}${cells(bars, end, columns)}${figure}  ${paint.dim(cut(note, room - columns))}`.trimEnd();
  });
  return [paint.dim(axis(end, columns, lead)), ...lines].join('\n');
}

function cells(bars: readonly WaterfallBar[], end: number, columns: number): string {
  let text = '';
  const step = end / columns;
  for (let column = 0; column < columns; column += 1) {
    const most = longest(bars, column * step, (column + 1) * step);
    text += most === null ? ' ' : (CELLS[most.phase] ?? '█');
  }
  if (text.trim() !== '') return text;
  // Too short for a cell: a sliver says that it was there, and where.
  const from = bars[0] === undefined ? 0 : Math.min(columns - 1, Math.floor(bars[0].fromSeconds / step));
  return `${' '.repeat(from)}▏`.padEnd(columns);
}

/** The bar that takes most of a cell, if bars take half of it. */
function longest(bars: readonly WaterfallBar[], from: number, to: number): WaterfallBar | null {
  let covered = 0;
  let best: WaterfallBar | null = null;
  let most = 0;
  for (const bar of bars) {
    const seconds = Math.min(bar.toSeconds, to) - Math.max(bar.fromSeconds, from);
    if (seconds <= 0) continue;
    covered += seconds;
    if (seconds > most) {
      most = seconds;
      best = bar;
    }
  }
  return covered >= (to - from) / 2 ? best : null;
}

/** The ends of the scale, and what lies between where there is room. */
function axis(end: number, columns: number, lead: number): string {
  const marks = columns >= 40 ? [0, 0.25, 0.5, 0.75, 1] : [0, 0.5, 1];
  const last = formatSeconds(end);
  const lastAt = lead + columns - last.length;
  let line = `${' '.repeat(lead)}0`;
  for (const mark of marks.slice(1, -1)) {
    const label = formatSeconds(end * mark);
    const at = lead + Math.round(mark * columns) - Math.floor(label.length / 2);
    if (at > line.length && at + label.length < lastAt) line = line.padEnd(at) + label;
  }
  return line.padEnd(lastAt) + last;
}

function cut(text: string, room: number): string {
  if (room < 8) return '';
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0);
}
