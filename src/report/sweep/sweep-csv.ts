/**
 * The points of a sweep as CSV (RFC 4180): a line for each point, variant and run, so that any tool can pair them again.
 * What has no value is empty; what never ends is "Infinity".
 */
import { type SweepAnswer, valueText } from './sweep-answer.js';

const LINE_END = '\r\n';

/** The text of `sweep.csv`: a column for each path, then variant, run (from 1) and value, in base units. */
export function sweepCsv(answer: SweepAnswer): string {
  const rows =
    answer.kind === 'grid'
      ? answer.grid.points.map(({ values, metrics }) => ({ values, metrics: metrics ?? [] }))
      : answer.searches.flatMap(({ values, found }) =>
          found.points.map(({ value, pair }) => ({
            values: [...values, valueText(answer, value)],
            metrics: pair,
          })),
        );
  const lines = rows.flatMap(({ values, metrics }) =>
    metrics.flatMap((replicates, variant) =>
      replicates.map((value, run) => [
        ...values,
        answer.variants[variant]!,
        String(run + 1),
        Number.isNaN(value) ? '' : String(value),
      ]),
    ),
  );
  const head = [...pathsOf(answer), 'variant', 'run', answer.metric.text];
  return [head, ...lines].map((cells) => cells.map(field).join(',') + LINE_END).join('');
}

function pathsOf(answer: SweepAnswer): readonly string[] {
  return answer.kind === 'grid'
    ? answer.grid.axes.map(({ path }) => path)
    : [...answer.axes.map(({ path }) => path), answer.path];
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
