/** What a sweep gives, before it is words, tables, pictures or files. */
import type { FoundCrossovers } from '../../experiment/find-crossover.js';
import type { GridAxis, SweptGrid } from '../../experiment/sweep-grid.js';
import { amountText, type QuantityRange, type RangeValue } from '../../units/quantity-range.js';
import type { SweepMetric } from './sweep-metric.js';

/** What is the same for the whole sweep. */
export interface SweepAbout {
  readonly name: string;
  readonly question: string;
  readonly seed: string;
  /** Runs of each point. */
  readonly runs: number;
  readonly metric: SweepMetric;
  /** Whether some points have fewer runs than asked for, or none. */
  readonly interrupted: boolean;
  /** Names of the variants that are compared; one, where the grid stands alone. */
  readonly variants: readonly string[];
}

export interface GridAnswer extends SweepAbout {
  readonly kind: 'grid';
  readonly grid: SweptGrid;
}

/** One search, at one combination of the values that are varied beside it. */
export interface SearchAnswer {
  readonly values: readonly string[];
  readonly found: FoundCrossovers;
}

export interface CrossoverAnswer extends SweepAbout {
  readonly kind: 'crossover';
  /** What is searched along. */
  readonly path: string;
  readonly range: QuantityRange;
  /** Significant digits of values between the ends. */
  readonly digits: number;
  /** What is varied beside it; none for a single search. */
  readonly axes: readonly GridAxis[];
  readonly searches: readonly SearchAnswer[];
}

export type SweepAnswer = GridAnswer | CrossoverAnswer;

/** Whether all of it was played. */
export function isComplete(answer: SweepAnswer): boolean {
  if (answer.interrupted) return false;
  if (answer.kind === 'grid') return answer.grid.complete;
  return answer.searches.every(({ found }) => found.ended !== 'interrupted');
}

/** A value along the search in words: `130/h`, where a scenario has poisson(130/h). */
export function amountAlong(answer: CrossoverAnswer, value: number): string {
  return amountText(valueText(answer, value));
}

/** A value along the search, as a scenario has it; the ends as they were written. */
export function valueText({ range, digits }: CrossoverAnswer, value: number): string {
  return rangeValue(range, digits, value).text;
}

/** The value that is played next to `value`. */
export function rangeValue(range: QuantityRange, digits: number, value: number): RangeValue {
  if (value === range.low.value) return range.low;
  return value === range.high.value ? range.high : range.nearest(value, digits);
}

/** The last key of each path, or the whole of it where two would read the same. */
export function shortNames(paths: readonly string[]): readonly string[] {
  const last = paths.map((path) => /([\w-]+)(?:\[[^\]]*\])*$/.exec(path)?.[1] ?? path);
  return last.map((name, index) => (last.indexOf(name) === last.lastIndexOf(name) ? name : paths[index]!));
}
