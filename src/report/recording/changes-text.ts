/** What changed since a recording, in words: decisions, then what came of them, then the figures that moved. */
import { formatCount } from '../../units/format-number.js';
import { countOf, formatValue } from '../figure-text.js';
import { unitOf } from '../run-figures.js';
import type { MetricKey } from '../summary.js';
import type { Paint } from '../paint.js';
import { wrap } from '../wrap-text.js';
import {
  hasChanged,
  type FigureChange,
  type RecordingChanges,
  type StartChange,
} from './compare-recordings.js';

export interface ChangesTextOptions {
  readonly paint: Paint;
  readonly width: number;
  /** The file that was compared with. */
  readonly against: string;
  /** What to type to record again. */
  readonly recordAgain: string;
}

/** The changes as text, with a line break at the end. */
export function changesText(changes: RecordingChanges, options: ChangesTextOptions): string {
  const { paint, width, against } = options;
  const { compared, decisions, outcomes, figures } = changes;
  const size = `${countOf(compared.decisions, 'decision')} of ${countOf(compared.starts, 'start')} of ${countOf(compared.variants, 'variant')}`;
  if (!hasChanged(changes))
    return `${paint.good('nothing has changed')} since ${against}: ${size}, and every figure\n`;
  const sections = [
    paint.bold(wrap('', `${headline(changes)} since ${against} (${size} compared, of the first run)`, width)),
    ...section(
      'decisions',
      decisions.map((change) => changeText(change, width, paint)),
      paint,
    ),
    ...section(
      'what came of it',
      outcomes.map((change) => changeText(change, width, paint)),
      paint,
    ),
    ...variantLines(changes),
    ...section('figures, over all runs', figureLines(figures, width), paint),
    wrap('', `If that is what you want, record it again: ${options.recordAgain}`, width),
  ];
  return `${sections.join('\n\n')}\n`;
}

function headline({ decisions, outcomes, figures }: RecordingChanges): string {
  const starts = new Set(
    decisions.flatMap(({ variant, tasks }) => tasks.map((task) => `${variant}\n${task}`)),
  );
  if (decisions.length > 0)
    return `${countOf(decisions.length, 'kind')} of decision changed, in ${countOf(starts.size, 'start')},`;
  if (outcomes.length > 0) return 'No decision changed, but outcomes did,';
  return figures.length > 0 ? 'No decision and no outcome changed, but figures did,' : 'The variants changed';
}

function section(title: string, lines: readonly string[], paint: Paint): readonly string[] {
  return lines.length === 0 ? [] : [[paint.dim(title), ...lines].join('\n')];
}

function changeText(
  { variant, what, before, after, tasks }: StartChange,
  width: number,
  paint: Paint,
): string {
  return [
    wrap('  ', `${variant}: ${what}, in ${countOf(tasks.length, 'start')}: ${taskNames(tasks)}`, width),
    wrap(`    ${paint.bad('−')} `, before, width),
    wrap(`    ${paint.good('+')} `, after, width),
  ].join('\n');
}

const MOST_NAMES = 3;

function taskNames(tasks: readonly string[]): string {
  const more = tasks.length - MOST_NAMES;
  const named = tasks.slice(0, MOST_NAMES).join(', ');
  return more > 0 ? `${named} and ${formatCount(more)} more` : named;
}

function variantLines({ variantsGone, variantsNew }: RecordingChanges): readonly string[] {
  const gone = variantsGone.map((name) => `variant ${name} was recorded and was not played now`);
  return [...gone, ...variantsNew.map((name) => `variant ${name} was not recorded`)];
}

/** The figures that people look at; the others are counted. */
const SHOWN: ReadonlySet<MetricKey> = new Set<MetricKey>([
  'start.p50',
  'start.p95',
  'start.max',
  'pull.p95',
  'failed',
  'unfinished',
  'bytes',
  'natBytes',
  'requests',
  'throttled',
  'upstreamPulls',
  'warmShare',
  'diskPeakBytes',
  'imagesRemoved',
  'staleSeconds',
  'storedBytes',
  'pullCost',
]);

function figureLines(figures: readonly FigureChange[], width: number): readonly string[] {
  const shown = figures.filter(({ figure }) => SHOWN.has(figure));
  const listed = shown.length > 0 ? shown : figures.slice(0, SHOWN.size);
  const lines = listed.map(({ variant, figure, before, after }) => {
    const unit = unitOf(figure);
    return wrap(
      '  ',
      `${variant}: ${figure} ${formatValue(before, unit)} → ${formatValue(after, unit)}`,
      width,
    );
  });
  const rest = figures.length - listed.length;
  return rest === 0 ? lines : [...lines, `  and ${countOf(rest, 'figure')} more; --json lists all`];
}
