/** The answer as Markdown, for pull requests and design documents: the same cells as in the terminal. */
import type { Assessment } from './assess.js';
import { comparisonRows, shownColumns } from './comparison-rows.js';
import { staleNote } from './advice.js';
import { formatMetric, formatValue } from './figure-text.js';
import { costTable } from './cost-tables.js';
import { mountTable } from './mount-table.js';
import { pathTable, registryTable } from './traffic-tables.js';
import type { Verdict } from './verdict.js';

/** A Markdown section with heading, answer, table, advice and thresholds. */
export function formatMarkdown(assessment: Assessment): string {
  const { summary, answer, advice, verdicts } = assessment;
  const runs = `${summary.runs} ${summary.runs === 1 ? 'run' : 'runs'}, seed ${summary.seed}`;
  const sections = [
    `## ${escaped(summary.name)}`,
    escaped(summary.question),
    `**${escaped(answer)}**`,
    tableOf(assessment),
    `${runs}. Method: ${assessment.comparison.method}.`,
    advice.map((line) => `- ${escaped(line)}`).join('\n'),
    ...plainTables(assessment),
    verdicts.length === 0 ? '' : ['Thresholds:', '', ...verdicts.map(verdictLine)].join('\n'),
  ];
  return `${sections.filter((section) => section.trim() !== '').join('\n\n')}\n`;
}

function tableOf(assessment: Assessment): string {
  const { summary } = assessment;
  const columns = shownColumns(summary);
  const notes = summary.variants.map(staleNote);
  const withNotes = notes.some((note) => note !== '');
  const lines = [
    [summary.varies, ...columns.map(({ head }) => head), ...(withNotes ? [''] : [])].map(escaped),
    ['---', ...columns.map(() => '---:'), ...(withNotes ? ['---'] : [])],
    ...comparisonRows(assessment).map(({ name, isBaseline, cells }, index) =>
      [
        isBaseline ? `${name} (base)` : name,
        ...columns.map(({ key }) => cells[key]),
        ...(withNotes ? [notes[index]!] : []),
      ].map(escaped),
    ),
  ];
  return lines.map(rowText).join('\n');
}

/** Money, ways and registries, where they tell something that the comparison does not. */
function plainTables(assessment: Assessment): readonly string[] {
  const { summary } = assessment;
  return [costTable(summary), mountTable(assessment), pathTable(summary), registryTable(summary)]
    .filter((table) => table !== null)
    .map(({ title, heads, words, rows }) =>
      [
        `${escaped(title)}:`,
        '',
        ...[heads.map(escaped), heads.map((_, column) => (column < words ? '---' : '---:'))].map(rowText),
        ...rows.map((cells) => rowText(cells.map(escaped))),
      ].join('\n'),
    );
}

function rowText(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function verdictLine({ text, pass, judgements }: Verdict): string {
  const missed = judgements
    .filter((judgement) => !judgement.pass)
    .map(
      ({ variant, ...metric }) =>
        `${variant}: ${formatMetric({ ...metric, perRun: [] })}, limit ${formatValue(metric.limit, metric.unit)}`,
    );
  const uncertain = judgements.filter((judgement) => judgement.uncertain).map(({ variant }) => variant);
  const doubt = uncertain.length > 0 ? `; within the interval of the limit: ${uncertain.join(', ')}` : '';
  return `- ${pass ? 'pass' : '**missed**'}: \`${text.replaceAll('`', "'")}\`${missed.length > 0 ? ` (${escaped(missed.join('; '))})` : ''}${escaped(doubt)}`;
}

/** Text that a Markdown table and a renderer of HTML take as it is. */
export function escaped(text: string): string {
  return text.replace(/[\\|*_`<>[\]]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, ' ');
}
