/** A sweep as a terminal shows it, and as Markdown. */
import Table from 'cli-table3';
import { escaped } from '../markdown.js';
import type { PlainTable } from '../plain-table.js';
import { NO_PAINT } from '../paint.js';
import type { TableOptions } from '../table.js';
import { visible, wrap } from '../wrap-text.js';
import { isComplete, type SweepAnswer } from './sweep-answer.js';
import { sweepView } from './sweep-tables.js';

const NO_BORDERS = Object.fromEntries(
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid'
    .split(' ')
    .map((name) => [name, '']),
);

/** The whole answer as text, with a line break at the end. */
export function sweepText(answer: SweepAnswer, options: TableOptions = {}): string {
  const { paint = NO_PAINT, width = 120, elapsedSeconds, reportPath } = options;
  const { sentence, main, points, flips, size } = sweepView(answer);
  const wall = elapsedSeconds === undefined ? '' : `   ${elapsedSeconds.toFixed(1)} s`;
  const title = `${paint.bold(answer.name)}   ${size.join(' × ')}${isComplete(answer) ? '' : `   ${paint.bad('interrupted')}`}   ${answer.metric.text}   ${paint.dim(`seed ${answer.seed}${wall}`)}`;
  const drawn = drawTable(main, (text) => paint.dim(text));
  const table = widest(drawn) <= width ? drawn : drawTable(points, (text) => paint.dim(text));
  const sections = [
    title,
    wrap('', sentence, width),
    table,
    flips
      .map(({ where, words }) => wrap(where === '' ? '' : `${paint.bold(where)}  `, words, width))
      .join('\n'),
    reportPath === undefined ? '' : `report   ${reportPath}`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** Heads, words and figures in columns. */
function drawTable({ heads, words, rows }: PlainTable, dim: (text: string) => string): string {
  const table = new Table({
    head: heads.map(dim),
    chars: { ...NO_BORDERS, middle: '   ' },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: heads.map((_, column) => (column < words ? 'left' : 'right')),
  });
  table.push(...rows.map((cells) => [...cells]));
  return table.toString().replace(/ +$/gm, '');
}

function widest(text: string): number {
  return text.split('\n').reduce((most, line) => Math.max(most, visible(line).length), 0);
}

/** The answer as Markdown. */
export function sweepMarkdown(answer: SweepAnswer): string {
  const { sentence, main, points, flips, size } = sweepView(answer);
  const sections = [
    `## ${escaped(answer.name)}`,
    escaped(answer.question),
    `**${escaped(sentence)}**`,
    markdownTable(main),
    flips.map(({ where, words }) => `- ${escaped(where === '' ? words : `${where}: ${words}`)}`).join('\n'),
    ...(points === main ? [] : [markdownTable(points)]),
    `${size.join(' × ')}, seed ${escaped(answer.seed)}${isComplete(answer) ? '' : '; interrupted'}.`,
  ];
  return `${sections.filter((section) => section.trim() !== '').join('\n\n')}\n`;
}

function markdownTable({ title, heads, words, rows }: PlainTable): string {
  const marks = heads.map((_, column) => (column < words ? '---' : '---:'));
  const lines = [heads.map(escaped), marks, ...rows.map((cells) => cells.map(escaped))];
  return [`${escaped(title)}:`, '', ...lines.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
}
