/** A grid in words: its answer, a row for each point, a matrix where two paths are varied, and where the winner changes. */
import type { GridPoint, Replicates } from '../../experiment/sweep-grid.js';
import { meanOf } from '../../experiment/sweep-grid.js';
import { readAmount } from '../../units/quantity-range.js';
import { formatValue } from '../figure-text.js';
import type { PlainTable } from '../plain-table.js';
import { type GridAnswer, shortNames } from './sweep-answer.js';
import {
  hasNoValue,
  marginShare,
  marginText,
  NO_DIFFERENCE,
  replicatesText,
  stretchWords,
  winHead,
  winVerb,
  withDoubt,
} from './sweep-words.js';

/** Who wins along a line of the grid. */
export interface FlipLine {
  /** The values that are fixed on it: `share=5 %`; '' where there are none. */
  readonly where: string;
  readonly words: string;
}

/** Whether the values of a path are quantities that grow, so that "up to" means something. */
export function isOrdered(values: readonly string[]): boolean {
  const amounts = values.map(readAmount);
  return amounts.every((amount, index) => {
    const before = amounts[index - 1];
    if (amount === null) return false;
    return index === 0 || (before?.kind === amount.kind && before.value < amount.value);
  });
}

/** Where the answer flips along the first path, a line for each combination of the others. */
export function flipLines(answer: GridAnswer): readonly FlipLine[] {
  const { grid, variants } = answer;
  if (variants.length < 2) return [];
  const [first] = grid.axes;
  if (first === undefined) return [];
  const names = shortNames(grid.axes.map(({ path }) => path));
  return grid.lines
    .filter(({ axis }) => axis === 0)
    .map(({ points, stretches }) => {
      const fixed = grid.points[points[0]!]!.values.slice(1);
      return {
        where: fixed.map((value, index) => `${names[index + 1]!}=${value}`).join(', '),
        words: stretchWords(stretches, variants, first.values, isOrdered(first.values), winVerb(answer)),
      };
    });
}

/** The grid in a sentence. */
export function gridSentence(answer: GridAnswer): string {
  const { grid, variants, metric } = answer;
  const played = grid.points.filter((point) => point.metrics !== null);
  if (played.length === 0) return 'Nothing was played.';
  const names = shortNames(grid.axes.map(({ path }) => path));
  if (variants.length < 2) return extremes(answer, played, names);
  if (played.every((point) => hasNoValue(point.metrics ?? [])))
    return `${metric.text} has no value at any point.`;
  return withDoubt(whoWins(answer, played, names), answer);
}

function whoWins(answer: GridAnswer, played: readonly GridPoint[], names: readonly string[]): string {
  const { variants, metric } = answer;
  const of = `${metric.text} along ${names.join(' and ')}`;
  const verb = winVerb(answer);
  const all = played.length;
  const counts = variants
    .map((name, index) => ({ name, count: played.filter(({ wins }) => wins === index).length }))
    .filter(({ count }) => count > 0);
  const [first, second] = counts;
  if (first === undefined)
    return `No clear difference in ${of} ${all === 1 ? 'at the one point' : `at any of ${all} points`}.`;
  const open = played.filter(({ wins }) => wins === null).length;
  if (second !== undefined) {
    const each = counts.map(({ name, count }) => `${name} at ${count}`).join(', ');
    const rest = open === 0 ? '' : `, and no clear difference at ${open}`;
    return `Who ${verb} in ${of} depends on where: ${each}${rest} of ${all} points.`;
  }
  const who = `${first.name} ${verb} in ${of}`;
  if (all === 1) return `${who} at the one point.`;
  if (open === 0) return `${who} at each of ${all} points: the answer does not flip.`;
  return `${who} at ${first.count} of ${all} points, with no clear difference at the ${open === 1 ? 'other' : 'others'}.`;
}

function extremes({ metric }: GridAnswer, points: readonly GridPoint[], names: readonly string[]): string {
  const ranked = points
    .map(({ values, metrics }) => ({ values, mean: meanOf(metrics![0]!) }))
    .filter(({ mean }) => !Number.isNaN(mean))
    .sort((a, b) => a.mean - b.mean);
  const [least] = ranked;
  const most = ranked.at(-1);
  if (least === undefined || most === undefined) return `${metric.text} has no value at any point.`;
  const place = (values: readonly string[]): string =>
    values.map((value, index) => `${names[index]!}=${value}`).join(', ');
  const text = (mean: number): string => formatValue(mean, metric.unit);
  if (least.mean === most.mean) return `${metric.text} is ${text(least.mean)} at every point.`;
  return `${metric.text} goes from ${text(least.mean)} at ${place(least.values)} to ${text(most.mean)} at ${place(most.values)}.`;
}

/** A row for each point. */
export function gridTable(answer: GridAnswer): PlainTable {
  const { grid, variants, metric, runs } = answer;
  const names = shortNames(grid.axes.map(({ path }) => path));
  const isCompared = variants.length > 1;
  return {
    id: 'points',
    title: 'Points',
    caption: `${metric.text}${isCompared ? ' of each variant' : ''}, ${runs === 1 ? 'of one run' : 'mean over the runs with its 95 % interval'}.`,
    heads: [...names, ...(isCompared ? variants : [metric.text]), ...(isCompared ? [winHead(answer)] : [])],
    words: names.length,
    rows: grid.points.map((point) => [
      ...point.values,
      ...(point.metrics ?? variants.map(() => null)).map((replicates) =>
        replicates === null ? 'not played' : replicatesText(replicates, metric.unit),
      ),
      ...(isCompared
        ? [winnerText(point, variants, ({ winner, next }) => `by ${marginText(winner, next, metric.unit)}`)]
        : []),
    ]),
  };
}

/** For two paths: the values of the first across, those of the second down; null for any other number. */
export function gridMatrix(answer: GridAnswer): PlainTable | null {
  const { grid, variants, metric } = answer;
  const [across, down] = grid.axes;
  if (across === undefined || down === undefined || grid.axes.length > 2) return null;
  const [acrossName, downName] = shortNames([across.path, down.path]);
  const cell = (point: GridPoint | undefined): string => {
    if (!point?.metrics) return 'not played';
    if (variants.length < 2) return formatValue(meanOf(point.metrics[0]!), metric.unit);
    return winnerText(point, variants, ({ winner, next }) => marginShare(winner, next));
  };
  return {
    id: 'grid',
    title: variants.length < 2 ? metric.text : `Who ${winVerb(answer)} in ${metric.text}`,
    caption:
      variants.length < 2
        ? `${metric.text}, mean over the runs.`
        : `The variant with the better ${metric.text}, and by which share of the next.`,
    heads: [`${downName!} \\ ${acrossName!}`, ...across.values],
    words: 1,
    rows: down.values.map((value, row) => [
      value,
      ...across.values.map((_, column) => cell(grid.points[column * down.values.length + row])),
    ]),
  };
}

interface Margin {
  readonly winner: Replicates;
  readonly next: Replicates;
}

/** `lazy by 3.1 ± 0.4 s`, or that there is no difference. */
function winnerText(
  { metrics, wins }: GridPoint,
  variants: readonly string[],
  size: (margin: Margin) => string,
): string {
  if (metrics === null || hasNoValue(metrics)) return '';
  if (wins === null) return NO_DIFFERENCE;
  const next = nextOf(metrics, wins);
  return `${variants[wins]!} ${next === null ? '' : size({ winner: metrics[wins]!, next })}`.trim();
}

/** The best of the others. */
export function nextOf(metrics: readonly Replicates[], wins: number): Replicates | null {
  const winner = meanOf(metrics[wins]!);
  const others = metrics.filter((_, index) => index !== wins);
  return others.reduce<Replicates | null>(
    (best, other) =>
      best === null || Math.abs(meanOf(other) - winner) < Math.abs(meanOf(best) - winner) ? other : best,
    null,
  );
}
