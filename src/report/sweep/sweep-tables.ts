/** What a sweep shows wherever it is shown: its sentence, its tables in order, and the lines that say where it flips. */
import type { PlainTable } from '../plain-table.js';
import { crossoverSentence, pointTable, searchLines, searchTable } from './crossover-words.js';
import { type FlipLine, flipLines, gridMatrix, gridSentence, gridTable } from './grid-words.js';
import type { SweepAnswer } from './sweep-answer.js';

export interface SweepView {
  readonly sentence: string;
  /** The table that answers, and that of all points; the same where one is enough. */
  readonly main: PlainTable;
  readonly points: PlainTable;
  readonly flips: readonly FlipLine[];
  /** `6 × 5 points`, `2 variants`, `10 runs`. */
  readonly size: readonly string[];
}

/** The view of a sweep. */
export function sweepView(answer: SweepAnswer): SweepView {
  const { variants, runs } = answer;
  const size = [
    pointsText(answer),
    ...(variants.length > 1 ? [`${variants.length} variants`] : []),
    `${runs} ${runs === 1 ? 'run' : 'runs'}`,
  ];
  if (answer.kind === 'grid') {
    const points = gridTable(answer);
    const sentence = gridSentence(answer);
    return { sentence, main: gridMatrix(answer) ?? points, points, flips: flipLines(answer), size };
  }
  const points = pointTable(answer);
  // A single search is told by the sentence.
  const flips = answer.axes.length === 0 ? [] : searchLines(answer);
  return { sentence: crossoverSentence(answer), main: searchTable(answer) ?? points, points, flips, size };
}

function pointsText(answer: SweepAnswer): string {
  if (answer.kind === 'grid')
    return `${answer.grid.axes.map(({ values }) => values.length).join(' × ')} points`;
  return `${answer.searches.reduce((sum, { found }) => sum + found.points.length, 0)} points`;
}
