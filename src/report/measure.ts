/**
 * Which rows of a run count, and how long each took. Rows requested before `measure.from` (or the end
 * of the warm-up), of another service, or with another state of the cache are left out. A start that
 * was superseded before it was ready is counted as stopped and is in no quantile. Starts that failed or
 * were not finished at the end are +∞ long, never dropped: where nobody knows what
 * the cache held for one, it counts whatever state of the cache is asked for.
 */
import { PHASES, type LabelColumn, type Phase, type StartTable } from '../model/record.js';
import type { Measure } from '../scenario/scenario.js';
import type { RequestSpan, Span } from './summary.js';

export interface Measured {
  /** Rows that are in the quantiles: ready, failed or unfinished. */
  readonly rows: Uint32Array;
  /** Rows that count for bytes and requests: those of `rows`, and the stopped ones. */
  readonly counted: Uint32Array;
  readonly leftOut: number;
}

/** The rows that `measure` lets through. `cache: cold` is exactly the label `cold`: a partial hit is `any` only. */
export function measureRows(table: StartTable, measure: Measure): Measured {
  const service = measure.service === null ? null : labelIs(table, 'service', measure.service);
  const cache = measure.cache === 'any' ? null : cacheIs(table, measure.cache);
  const stopped = labelIs(table, 'outcome', 'stopped');
  const requestedAt = table.number.requestedAt;
  const rows: number[] = [];
  const counted: number[] = [];
  for (let row = 0; row < table.rows; row += 1) {
    if (requestedAt[row]! < measure.fromSeconds) continue;
    if ((service && !service(row)) || (cache && !cache(row))) continue;
    counted.push(row);
    if (!stopped(row)) rows.push(row);
  }
  return {
    rows: Uint32Array.from(rows),
    counted: Uint32Array.from(counted),
    leftOut: table.rows - counted.length,
  };
}

/** Whether a row has this label, or none because its pull never ended. */
function cacheIs(table: StartTable, label: string): (row: number) => boolean {
  const isLabel = labelIs(table, 'cache', label);
  const isUnknown = labelIs(table, 'cache', '');
  return (row) => isLabel(row) || isUnknown(row);
}

/** A test of one text column, by number instead of by text. */
export function labelIs(table: StartTable, column: LabelColumn, label: string): (row: number) => boolean {
  const code = table.labels[column].indexOf(label);
  const codes = table.text[column];
  return (row) => codes[row] === code;
}

/** The label of one row. */
export function labelOf(table: StartTable, column: LabelColumn, row: number): string {
  return table.labels[column][table.text[column][row]!] ?? '';
}

/**
 * Seconds that each of `rows` spent in `span`, ascending: +∞ for a start that failed or was not
 * finished. Rows that have no such span (no pull, as with a cache hit) are left out; so are, of requests, those of starts
 * that never were to serve any.
 */
export function spanSeconds(table: StartTable, rows: Uint32Array, span: Span): Float64Array {
  const isReady = labelIs(table, 'outcome', 'started');
  const seconds = secondsOf(table, span);
  const values = new Float64Array(rows.length);
  let length = 0;
  for (const row of rows) {
    const value = isReady(row) || isRequest(span) ? seconds(row) : Number.POSITIVE_INFINITY;
    if (!Number.isNaN(value)) values[length++] = value;
  }
  return values.subarray(0, length).sort();
}

function isRequest(span: Span): span is RequestSpan {
  return span === 'firstRequest' || span === 'slowestRequest';
}

/** Seconds of a row in a span, NaN where it has none; for a row that was not ready, as far as it came. */
export function secondsOf(table: StartTable, span: Span): (row: number) => number {
  const { number } = table;
  const between =
    (from: Float64Array, to: Float64Array) =>
    (row: number): number =>
      to[row]! - from[row]!;
  if (span === 'start') return between(number.requestedAt, number.readyAt);
  if (span === 'launch') return between(number.createdAt, number.startedAt);
  if (span === 'pull') return between(number.pullStartedAt, number.pullStoppedAt);
  const column = isRequest(span) ? number[`${span}Seconds`] : number[span];
  return (row) => column[row]!;
}

/** Seconds from the request as far as the start came: the sum of its phases. */
export function elapsedSeconds(table: StartTable, row: number): number {
  return PHASES.reduce((sum: number, phase: Phase) => sum + table.number[phase][row]!, 0);
}
