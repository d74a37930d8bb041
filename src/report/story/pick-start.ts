/**
 * Which start of a run a story is told of: one by its name, or the one that answers a question, as the
 * slowest. Questions go by the starts that count (`measure`), and quantiles by those that got ready.
 */
import { LABEL_COLUMNS, type LabelColumn, type StartTable } from '../../model/record.js';
import type { Measure } from '../../scenario/scenario.js';
import { elapsedSeconds, labelOf, measureRows } from '../measure.js';

/** Questions that stand for a task; its place among the ready starts, from the fastest (0) to the slowest (1). */
const RANKS: Readonly<Record<string, number>> = { slowest: 1, p99: 0.99, p95: 0.95, p90: 0.9, p50: 0.5 };

/** What may be asked for instead of a task's name. */
export const START_QUESTIONS: readonly string[] = [...Object.keys(RANKS), 'failed'];

export interface StartLine extends Readonly<Record<LabelColumn, string>> {
  readonly requestedAt: number;
  /** From the request until it was ready, or as far as it came. */
  readonly seconds: number;
}

/** The starts of a run that count, in the order in which they were requested. */
export function startLines(table: StartTable, measure: Measure): readonly StartLine[] {
  return [...measureRows(table, measure).counted]
    .map((row) => lineOf(table, row))
    .sort((a, b) => a.requestedAt - b.requestedAt || compareText(a.task, b.task));
}

/** The start that `question` asks for: a task's name, or one of `START_QUESTIONS`; null where there is none. */
export function pickStart(lines: readonly StartLine[], question: string): StartLine | null {
  if (question === 'failed') return lines.find(({ outcome }) => outcome === 'failed') ?? null;
  const rank = RANKS[question];
  if (rank === undefined) return lines.find(({ task }) => task === question) ?? null;
  const ready = lines
    .filter(({ outcome }) => outcome === 'started')
    .sort((a, b) => a.seconds - b.seconds || compareText(a.task, b.task));
  return ready[Math.ceil(rank * (ready.length - 1))] ?? null;
}

function lineOf(table: StartTable, row: number): StartLine {
  const labels = Object.fromEntries(
    LABEL_COLUMNS.map((column) => [column, labelOf(table, column, row)]),
  ) as Record<LabelColumn, string>;
  return { ...labels, requestedAt: table.number.requestedAt[row]!, seconds: elapsedSeconds(table, row) };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
