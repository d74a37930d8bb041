/**
 * A recording as a file that can be kept under version control: JSON, one start a line, in an order that
 * does not change, without a time of day. Reasons, errors and digests repeat thousands of times, so each
 * stands once in a table and starts hold its place.
 */
import { METRIC_KEYS } from '../run-figures.js';
import type { MetricKey } from '../summary.js';
import type { RecordedDecision, RecordedStart, RecordedVariant, Recording } from './recording.js';

const FORMAT = 'pullcast recording';
/** Raised when older files cannot be read any more. */
const VERSION = 1;

type DecisionRow = readonly [container: number, stage: number, pull: 0 | 1, reason: number];
type StartRow = readonly [
  task: string,
  outcome: number,
  error: number,
  decisions: readonly DecisionRow[],
  ran: readonly (readonly [container: number, digest: number])[],
  /** Absent where nothing could be loaded lazily. */
  mounted?: readonly (readonly [container: number, how: number])[],
];

interface FileVariant {
  readonly name: string;
  readonly figures: Readonly<Record<string, number | string | null>>;
  readonly starts: readonly StartRow[];
}

interface RecordingFile {
  readonly format: string;
  readonly version: number;
  readonly scenario: string;
  readonly seed: string;
  readonly runs: number;
  readonly texts: readonly string[];
  readonly variants: readonly FileVariant[];
}

/** The text of the file, with a line break at the end. */
export function recordingText({ scenario, seed, runs, variants }: Recording): string {
  const texts = new Map<string, number>();
  const place = (text: string): number => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, texts.size);
    return texts.size - 1;
  };
  const parts = variants.map(({ name, figures, starts }) => {
    const rows = starts.map((start) => JSON.stringify(rowOf(start, place)));
    const head = `{"name":${JSON.stringify(name)},"figures":${figuresText(figures)},"starts":[`;
    return `${[head, rows.join(',\n')].filter((line) => line !== '').join('\n')}\n]}`;
  });
  const head = JSON.stringify({ format: FORMAT, version: VERSION, scenario, seed, runs }).slice(0, -1);
  const table = [...texts.keys()].map((text) => JSON.stringify(text)).join(',\n');
  return `${head},\n"texts":[\n${table}\n],\n"variants":[\n${parts.join(',\n')}\n]}\n`;
}

function rowOf(start: RecordedStart, place: (text: string) => number): StartRow {
  const row = [
    start.task,
    place(start.outcome),
    place(start.error),
    start.decisions.map(({ container, stage, pull, reason }): DecisionRow => [
      place(container),
      place(stage),
      pull ? 1 : 0,
      place(reason),
    ]),
    start.ran.map(([container, digest]) => [place(container), place(digest)] as const),
  ] as const;
  const mounted = start.mounted.map(([container, how]) => [place(container), place(how)] as const);
  return mounted.length === 0 ? row : [...row, mounted];
}

/** A line a figure. JSON knows neither ∞ nor what does not exist. */
function figuresText(figures: RecordedVariant['figures']): string {
  const lines = METRIC_KEYS.flatMap((key) => {
    const value = figures[key];
    if (value === undefined) return [];
    if (Number.isNaN(value)) return [`"${key}":null`];
    return [`"${key}":${Number.isFinite(value) ? value : '"Infinity"'}`];
  });
  return `{\n${lines.join(',\n')}\n}`;
}

/** The recording that `recordingText` wrote; null where the text is none, or of a version that is not known here. */
export function readRecording(text: string): Recording | null {
  let file: RecordingFile;
  try {
    file = JSON.parse(text) as RecordingFile;
    if (file.format !== FORMAT || file.version !== VERSION) return null;
    const { scenario, seed, runs, variants } = file;
    return { scenario, seed, runs, variants: variants.map((variant) => variantOf(variant, file.texts)) };
  } catch {
    return null;
  }
}

function variantOf({ name, figures, starts }: FileVariant, texts: readonly string[]): RecordedVariant {
  const values = METRIC_KEYS.flatMap((key): [MetricKey, number][] =>
    key in figures ? [[key, figureOf(figures[key])]] : [],
  );
  return {
    name,
    figures: Object.fromEntries(values),
    starts: starts.map((row) => startOf(row, texts)),
  };
}

function figureOf(value: number | string | null | undefined): number {
  if (typeof value === 'number') return value;
  return value === 'Infinity' ? Infinity : NaN;
}

function startOf(
  [task, outcome, error, decisions, ran, mounted = []]: StartRow,
  texts: readonly string[],
): RecordedStart {
  const at = (place: number): string => {
    const text = texts[place];
    if (text === undefined) throw new Error(`there is no text ${place}`);
    return text;
  };
  return {
    task,
    outcome: at(outcome) as RecordedStart['outcome'],
    error: at(error),
    decisions: decisions.map(([container, stage, pull, reason]) => ({
      container: at(container),
      stage: at(stage) as RecordedDecision['stage'],
      pull: pull === 1,
      reason: at(reason),
    })),
    ran: ran.map(([container, digest]) => [at(container), at(digest)]),
    mounted: mounted.map(([container, how]) => [at(container), at(how)]),
  };
}
