/** Chart: who wins along a search, a column for each value of what is varied, with the crossovers between. */
import * as Plot from '@observablehq/plot';
import type { CrossingRow, WinnerRow } from '../sweep/sweep-rows.js';
import { addLegend, CHARACTER_PIXELS, legendHeight } from './legend.js';
import { pathAxis, pathScale, type PathTick } from './path-scale.js';
import { baseOptions, type ChartOptions, colorOf, DEFAULT_WIDTH } from './theme.js';

export interface CrossoverCurveOptions extends ChartOptions {
  readonly variants: readonly string[];
  /** Names of what is varied, of what is searched along, and of the metric. */
  readonly across: string;
  readonly path: string;
  readonly metric: string;
  readonly ticks: readonly PathTick[];
  /** What the better one does: with one run it is only ahead. Default: wins. */
  readonly verb?: 'wins' | 'is ahead';
}

const HEIGHT = 320;
const GREY = '#8a8a8a';

/** The columns; grey is where no difference was found. */
export function crossoverCurve(
  rows: readonly WinnerRow[],
  crossings: readonly CrossingRow[],
  options: CrossoverCurveOptions,
): SVGSVGElement | HTMLElement {
  const { variants, across, path, metric, ticks, verb = 'wins' } = options;
  const width = options.width ?? DEFAULT_WIDTH;
  const isOpen = rows.some(({ wins }) => wins === null);
  const legend = [
    ...variants.map((label) => ({ label: `${label} ${verb}`, color: colorOf(variants, label) })),
    ...(isOpen ? [{ label: 'no clear difference', color: GREY }] : []),
  ];
  const top = legendHeight(legend, width);
  const longest = Math.max(...ticks.map(({ text }) => text.length));
  const y = pathScale(ticks, HEIGHT, 26);
  const chart = Plot.plot({
    ...baseOptions(
      options,
      `Where ${metric} flips along ${path}`,
      crossings.map(({ x, text }) => `${across} ${x}: ${text}`).join('; '),
    ),
    height: HEIGHT + top,
    marginLeft: Math.max(56, Math.ceil(longest * CHARACTER_PIXELS) + 16),
    marginRight: 16,
    marginTop: 10 + top,
    marginBottom: 42,
    x: {
      type: 'band',
      domain: [...new Set(rows.map(({ x }) => x))],
      label: `${across} →`,
      tickSize: 0,
      padding: 0.06,
    },
    y: { ...y, label: null, axis: null },
    color: { type: 'identity' },
    marks: [
      pathAxis(y, 'y'),
      Plot.rect(rows, {
        x: 'x',
        y1: 'from',
        y2: 'to',
        fill: ({ wins }: WinnerRow) => (wins === null ? GREY : colorOf(variants, wins)),
        fillOpacity: ({ wins }: WinnerRow) => (wins === null ? 0.2 : 0.45),
      }),
      Plot.tickY(crossings, { x: 'x', y: 'at', stroke: 'currentColor', strokeWidth: 2 }),
      Plot.text(crossings, { x: 'x', y: 'at', text: 'text', dy: -9, fill: 'currentColor', fontWeight: 600 }),
    ],
  });
  addLegend(chart, legend, width, path);
  return chart;
}
