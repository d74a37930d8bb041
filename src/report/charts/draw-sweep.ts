/** The pictures of a sweep: a heat map of two paths or more, curves along one, the crossovers of several searches. */
import { amountText } from '../../units/quantity-range.js';
import {
  type CrossoverAnswer,
  type GridAnswer,
  rangeValue,
  shortNames,
  type SweepAnswer,
} from '../sweep/sweep-answer.js';
import { winVerb } from '../sweep/sweep-words.js';
import { crossingRows, heatRows, sweepCurveRows, winnerRows } from '../sweep/sweep-rows.js';
import { crossoverCurve } from './crossover-curve.js';
import { heatMap } from './heat-map.js';
import type { PathTick } from './path-scale.js';
import { sweepCurves } from './sweep-curves.js';
import type { ChartOptions } from './theme.js';

export interface SweepDrawing {
  readonly id: 'heat-map' | 'curves' | 'crossover';
  readonly title: string;
  /** What to see. */
  readonly text: string;
  readonly element: SVGSVGElement | HTMLElement;
}

/** Draws what there is to draw; nothing where nothing was played. */
export function drawSweep(answer: SweepAnswer, options: ChartOptions): readonly SweepDrawing[] {
  if (answer.kind === 'grid')
    return answer.grid.axes.length > 1 ? drawHeat(answer, options) : drawCurves(answer, options);
  return answer.axes.length === 0 ? drawCurves(answer, options) : drawCrossovers(answer, options);
}

function drawHeat(answer: GridAnswer, options: ChartOptions): readonly SweepDrawing[] {
  const rows = heatRows(answer);
  if (rows.length === 0) return [];
  const [across = '', down = ''] = shortNames(answer.grid.axes.map(({ path }) => path));
  const { variants, metric } = answer;
  const isCompared = variants.length > 1;
  return [
    {
      id: 'heat-map',
      title: isCompared ? `Who ${winVerb(answer)} in ${metric.text}` : metric.text,
      text: isCompared
        ? 'The colour is the winner’s, the stronger the larger its lead; the figure is the lead, as a share of the next.'
        : 'The stronger the colour, the higher the value.',
      element: heatMap(rows, {
        ...options,
        variants,
        across,
        down,
        metric: metric.text,
        verb: winVerb(answer),
      }),
    },
  ];
}

function drawCurves(answer: SweepAnswer, options: ChartOptions): readonly SweepDrawing[] {
  const rows = sweepCurveRows(answer).filter(({ mean }) => Number.isFinite(mean));
  if (rows.length === 0) return [];
  const isSearch = answer.kind === 'crossover';
  const path = isSearch ? answer.path : (answer.grid.axes[0]?.path ?? '');
  const { variants, metric } = answer;
  const element = sweepCurves(rows, {
    ...options,
    variants,
    path: shortNames([path])[0] ?? path,
    metric: metric.text,
    unit: metric.unit,
    ...(isSearch ? { crossings: crossingRows(answer), ticks: ticksOf(answer) } : {}),
  });
  return [
    {
      id: 'curves',
      title: `${metric.text} along ${path}`,
      text: curvesText(answer),
      element,
    },
  ];
}

function curvesText({ kind, runs }: SweepAnswer): string {
  if (kind === 'grid')
    return runs === 1
      ? 'Of one run: there are no intervals.'
      : 'Bands are 95 % intervals of the mean over the runs.';
  return runs === 1
    ? 'Of one run: there are no intervals. The dashed line is where both are equal.'
    : 'Bands are 95 % intervals; the dashed line is where both are equal, its band where that may lie.';
}

function drawCrossovers(answer: CrossoverAnswer, options: ChartOptions): readonly SweepDrawing[] {
  const rows = winnerRows(answer);
  if (rows.length === 0) return [];
  const [path = '', ...others] = shortNames([answer.path, ...answer.axes.map((axis) => axis.path)]);
  const { variants, metric } = answer;
  const element = crossoverCurve(rows, crossingRows(answer), {
    ...options,
    variants,
    across: others.join(', '),
    path,
    metric: metric.text,
    ticks: ticksOf(answer),
    verb: winVerb(answer),
  });
  return [
    {
      id: 'crossover',
      title: `Where ${metric.text} flips along ${answer.path}`,
      text: 'Each column is a search; its colour is that of the winner, and the line between is where both are equal.',
      element,
    },
  ];
}

/** Ticks at about even places, of as few digits as a reader wants to see; both ends as they were written. */
function ticksOf({ range }: CrossoverAnswer): readonly PathTick[] {
  const { low, high, geometric } = range;
  const inner = Array.from({ length: 9 }, (_, index) => (index + 1) / 10).map((share) => {
    // Only a chart's axis: the same power in every engine is not needed.
    const value = geometric
      ? low.value * (high.value / low.value) ** share
      : low.value + share * (high.value - low.value);
    return rangeValue(range, 1, value);
  });
  const all = [low, ...inner.filter(({ value }) => value > low.value && value < high.value), high];
  return all
    .filter(({ value }, index) => all.findIndex((each) => each.value === value) === index)
    .map(({ value, text }) => ({ value, text: amountText(text) }));
}
