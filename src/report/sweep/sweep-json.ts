/**
 * A sweep as JSON: the same bytes for the same scenario, options and seed, on every machine. Keys are sorted, numbers
 * have nine significant digits; what does not exist is null, what is beyond all measure the text "Infinity".
 */
import type { CrossoverPoint } from '../../experiment/find-crossover.js';
import { meanOf, type Replicates } from '../../experiment/sweep-grid.js';
import type { Stretch } from '../../experiment/stretches.js';
import { compareReplicates } from '../../stats/compare-replicates.js';
import { METHOD } from '../compare.js';
import { estimate } from '../estimate.js';
import { type Json, real, sorted } from '../summary-json.js';
import { crossoverSentence, searchWords } from './crossover-words.js';
import { flipLines, gridSentence, nextOf } from './grid-words.js';
import {
  type CrossoverAnswer,
  type GridAnswer,
  isComplete,
  type SweepAnswer,
  valueText,
} from './sweep-answer.js';

/** Raised when a reader of the file would have to change. */
export const SWEEP_VERSION = 1;

/** The text of `sweep.json`, with a line break at the end. */
export function sweepJson(answer: SweepAnswer): string {
  const { name, question, seed, runs, metric, variants } = answer;
  const object: Json = {
    version: SWEEP_VERSION,
    kind: answer.kind,
    name,
    question,
    seed,
    runs,
    complete: isComplete(answer),
    method: runs === 1 ? 'one run: no interval, the sign of the difference' : METHOD,
    metric: { name: metric.text, unit: metric.unit, better: metric.better },
    variants,
    ...(answer.kind === 'grid' ? gridObject(answer) : crossoverObject(answer)),
  };
  return `${JSON.stringify(sorted(object), null, 2)}\n`;
}

function gridObject(answer: GridAnswer): { readonly [key: string]: Json } {
  const { grid, variants } = answer;
  const paths = grid.axes.map(({ path }) => path);
  return {
    answer: gridSentence(answer),
    axes: grid.axes.map(({ path, values }) => ({ path, values })),
    points: grid.points.map(({ values, metrics, wins }) => ({
      values: byPath(paths, values),
      metrics: metrics?.map((replicates, index) => metricObject(variants[index]!, replicates)) ?? null,
      wins: wins === null ? null : variants[wins]!,
      margin: metrics === null || wins === null ? null : marginObject(nextOf(metrics, wins), metrics[wins]!),
    })),
    flips: flipLines(answer).map(({ where, words }) => ({ where, words })),
    lines: grid.lines.map(({ axis, points, stretches }) => ({
      along: paths[axis]!,
      points,
      stretches: stretches.map((stretch) =>
        stretchObject(stretch, variants, (place) => grid.axes[axis]!.values[place]!),
      ),
    })),
  };
}

function crossoverObject(answer: CrossoverAnswer): { readonly [key: string]: Json } {
  const { path, range, axes, searches, variants } = answer;
  const paths = axes.map((axis) => axis.path);
  const text = (value: number): string => valueText(answer, value);
  return {
    answer: crossoverSentence(answer),
    path,
    range: { low: range.low.text, high: range.high.text },
    axes: axes.map((axis) => ({ path: axis.path, values: axis.values })),
    searches: searches.map((search) => ({
      values: byPath(paths, search.values),
      answer: searchWords(answer, search),
      ended: search.found.ended,
      crossovers: search.found.crossovers.map(({ low, high, estimate: at, below, above, isClear }) => ({
        low: text(low),
        high: text(high),
        estimate: text(at),
        below: variants[below]!,
        above: variants[above]!,
        isClear,
      })),
      stretches: search.found.stretches.map((stretch) =>
        stretchObject(stretch, variants, (place) => text(search.found.points[place]!.value)),
      ),
      points: search.found.points.map((point) => pointObject(point, text, variants)),
    })),
  };
}

function pointObject(
  { value, pair, wins }: CrossoverPoint,
  text: (value: number) => string,
  variants: readonly string[],
): Json {
  return {
    value: text(value),
    baseValue: real(value),
    metrics: pair.map((replicates, index) => metricObject(variants[index]!, replicates)),
    difference: marginObject(pair[0], pair[1]),
    wins: wins === null ? null : variants[wins]!,
  };
}

function byPath(paths: readonly string[], values: readonly string[]): Json {
  return Object.fromEntries(paths.map((path, index) => [path, values[index]!]));
}

function metricObject(variant: string, replicates: Replicates): Json {
  const { halfWidth, runs } = estimate(replicates);
  return {
    variant,
    mean: real(meanOf(replicates)),
    halfWidth: real(halfWidth),
    runs,
    perRun: replicates.map(real),
  };
}

/** The second minus the first. */
function marginObject(first: Replicates | null, second: Replicates): Json {
  if (first === null) return null;
  const { estimate: mean, halfWidth, finding } = compareReplicates(first, second);
  return { mean: real(mean), halfWidth: real(halfWidth ?? Number.NaN), finding };
}

function stretchObject(
  { first, last, wins }: Stretch,
  variants: readonly string[],
  text: (place: number) => string,
): Json {
  return { from: text(first), to: text(last), wins: wins === null ? null : variants[wins]! };
}
