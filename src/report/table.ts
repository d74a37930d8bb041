/**
 * The comparison as a terminal shows it: the baseline in absolute figures, the others as differences with
 * their intervals, then where a p95 start spends its time, what to know, and the thresholds.
 */
import Table from 'cli-table3';
import { PHASES } from '../model/record.js';
import { formatCount } from '../units/format-number.js';
import { staleNote } from './advice.js';
import type { Assessment } from './assess.js';
import { binderWords } from './binder-words.js';
import { comparisonRows, type ComparisonRow, shownColumns } from './comparison-rows.js';
import { formatPercent } from '../units/share.js';
import { formatMetric } from './figure-text.js';
import { NO_PAINT, type Paint } from './paint.js';
import { phaseBar } from './phase-bar.js';
import { p95Of, ranked } from './profile.js';
import type { Profile } from './summary.js';
import type { Verdict } from './verdict.js';
import { visible, wrap } from './wrap-text.js';

export interface TableOptions {
  readonly paint?: Paint;
  /** Columns of the terminal. */
  readonly width?: number;
  /** Wall time, if it is to be shown. */
  readonly elapsedSeconds?: number | undefined;
  /** Where the report was written, if it was. */
  readonly reportPath?: string | undefined;
}

/** The whole answer as text, with a line break at the end. */
export function formatTable(assessment: Assessment, options: TableOptions = {}): string {
  const { paint = NO_PAINT, width = 120 } = options;
  const sections = [
    title(assessment, paint, options.elapsedSeconds),
    comparison(assessment, paint, width),
    [p95Section(assessment, paint, width), cacheLine(assessment, paint, width)]
      .filter((part) => part !== '')
      .join('\n'),
    assessment.advice.map((line) => wrap(`${paint.warn('!')} `, line, width)).join('\n'),
    footer(assessment, paint, width, options.reportPath),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function title({ summary }: Assessment, paint: Paint, elapsedSeconds: number | undefined): string {
  const { variants, runs } = summary;
  const starts = variants[0] && variants[0].runs > 0 ? variants[0].starts.counted / variants[0].runs : 0;
  const size = [
    ...(variants.length > 1 ? [`${variants.length} variants`] : []),
    `${runs} ${runs === 1 ? 'run' : 'runs'}`,
    `${formatCount(Math.round(starts))} starts`,
  ].join(' × ');
  const wall = elapsedSeconds === undefined ? '' : `   ${elapsedSeconds.toFixed(1)} s`;
  return `${paint.bold(summary.name)}   ${size}   ${paint.dim(`seed ${summary.seed}${wall}`)}`;
}

const NO_BORDERS = Object.fromEntries(
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid'
    .split(' ')
    .map((name) => [name, '']),
);

/** The table, and what its costs leave out. */
function comparison(assessment: Assessment, paint: Paint, width: number): string {
  const { summary } = assessment;
  const table = comparisonTable(assessment, paint, width);
  const unknown = [...new Set(summary.variants.flatMap(({ unknownPrices }) => unknownPrices))].sort();
  const hasCost = shownColumns(summary).some(({ key }) => key === 'cost');
  if (unknown.length === 0 || !hasCost) return table;
  const left = `≥  the catalogue has no price for ${unknown.join('; ')}`;
  return `${table}\n${paint.dim(wrap('', left, width))}`;
}

function comparisonTable(assessment: Assessment, paint: Paint, width: number): string {
  const { summary } = assessment;
  const rows = comparisonRows(assessment);
  const columns = shownColumns(summary);
  const heads = [summary.varies, ...columns.map(({ head }) => head)];
  const notes = summary.variants.map(staleNote);
  const draw = (withNotes: boolean): string => {
    const table = new Table({
      head: [...heads, ...(withNotes ? [''] : [])].map((head) => paint.dim(head)),
      chars: { ...NO_BORDERS, middle: '   ' },
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
      colAligns: ['left', ...columns.map(() => 'right' as const), ...(withNotes ? ['left' as const] : [])],
    });
    rows.forEach((row, index) => {
      const cells = columns.map(({ key }) => paintCell(row, key, paint));
      table.push([rowName(row, paint), ...cells, ...(withNotes ? [paint.warn(notes[index]!)] : [])]);
    });
    return table.toString().replace(/ +$/gm, '');
  };
  if (notes.every((note) => note === '')) return draw(false);
  const wide = draw(true);
  if (widest(wide) <= width) return wide;
  const below = summary.variants.flatMap(({ name }, index) =>
    notes[index] === '' ? [] : [`${name} ${paint.warn(notes[index]!)}`],
  );
  return [draw(false), ...below].join('\n');
}

function rowName({ name, isBaseline }: ComparisonRow, paint: Paint): string {
  return isBaseline ? `${name}  ${paint.dim('(base)')}` : name;
}

function paintCell({ cells, tone }: ComparisonRow, key: keyof ComparisonRow['cells'], paint: Paint): string {
  const text = cells[key];
  switch (tone[key]) {
    case 'better':
      return paint.good(text);
    case 'worse':
      return paint.bad(text);
    case 'same':
      return paint.dim(text);
    case 'plain':
      return text;
  }
}

function p95Section({ summary, scenario }: Assessment, paint: Paint, width: number): string {
  const baseline = summary.variants[0];
  const profile = baseline && p95Of(baseline);
  const world = scenario.variants[0]?.world;
  if (!profile || !world || profile.starts === 0) return '';
  const bound = ranked(profile.bound)
    .filter(({ share }) => share >= 0.05)
    .slice(0, 3)
    .map(({ key, share }) => `${binderWords(key, world)} ${Math.round(share * 100)} %`)
    .join(', ');
  const which = summary.variants.length > 1 ? ` (${baseline.name})` : '';
  const head = `where a p95 start spends its time${which}`;
  const bar = `  ${barText(profile)}`;
  const together = `${bar}      ${bound}`;
  if (together.length <= width) return `${paint.dim(`${head.padEnd(bar.length + 6)}bound by`)}\n${together}`;
  return `${paint.dim(head)}\n${wrap('  ', barText(profile), width)}\n  ${paint.dim('bound by')} ${bound}`;
}

/** Cold, partial and warm starts of the baseline apart, where there are at least two kinds. */
function cacheLine({ summary }: Assessment, paint: Paint, width: number): string {
  const split = summary.variants[0]?.byCache ?? [];
  if (split.length < 2) return '';
  const all = split.reduce((sum, { starts }) => sum + starts, 0);
  const parts = split.map(
    ({ state, starts, p50 }) =>
      `${state} ${formatPercent(Math.round((100 * starts) / all) / 100)}, p50 ${formatMetric(p50)}`,
  );
  return wrap('  ', `${paint.dim('by cache')}  ${parts.join('  ')}`, width);
}

function barText({ phases }: Profile): string {
  const total = PHASES.reduce((sum, phase) => sum + phases[phase], 0);
  return PHASES.filter((phase) => phases[phase] > 0)
    .map((phase) => phaseBar(phase, phases[phase], total))
    .join('  ');
}

function footer(
  { verdicts }: Assessment,
  paint: Paint,
  width: number,
  reportPath: string | undefined,
): string {
  const expect = verdicts.map((verdict) => `${verdict.text}   ${verdictText(verdict, paint)}`);
  const line = expect.join('      ');
  const expectLines = visible(line).length + 9 <= width ? [line] : expect;
  return [
    ...(expect.length > 0
      ? expectLines.map((text, index) => `${index === 0 ? 'expect   ' : '         '}${text}`)
      : []),
    ...(reportPath === undefined ? [] : [`report   ${reportPath}`]),
  ].join('\n');
}

function verdictText({ pass, judgements }: Verdict, paint: Paint): string {
  const passed = judgements.filter((judgement) => judgement.pass).length;
  const uncertain = judgements.filter((judgement) => judgement.uncertain).length;
  const doubt = uncertain > 0 ? paint.warn(`, ${uncertain} within the interval of the limit`) : '';
  const missed = judgements.filter((judgement) => !judgement.pass).map(({ variant }) => variant);
  if (pass) return `${paint.good('pass')} (${passed} of ${judgements.length})${doubt}`;
  const by =
    judgements.length > 1 ? ` by ${missed.join(', ')} (kept by ${passed} of ${judgements.length})` : '';
  return `${paint.bad('MISSED')}${by}${doubt}`;
}

function widest(text: string): number {
  return text.split('\n').reduce((most, line) => Math.max(most, visible(line).length), 0);
}
