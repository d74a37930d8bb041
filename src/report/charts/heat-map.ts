/** Chart: a grid of two paths, each cell in the colour of who wins there, the stronger the larger the lead. */
import * as Plot from '@observablehq/plot';
import type { HeatRow } from '../sweep/sweep-rows.js';
import { addLegend, CHARACTER_PIXELS, type LegendItem, legendHeight } from './legend.js';
import { baseOptions, type ChartOptions, colorOf, DEFAULT_WIDTH } from './theme.js';

export interface HeatMapOptions extends ChartOptions {
  /** All variants, in the order of the scenario: their colours. */
  readonly variants: readonly string[];
  /** Names of the paths across and down, and of what is measured. */
  readonly across: string;
  readonly down: string;
  readonly metric: string;
  /** What the better one does: with one run it is only ahead. Default: wins. */
  readonly verb?: 'wins' | 'is ahead';
}

const ROW_PIXELS = 40;
const GREY = '#8a8a8a';
/** Text must stay readable on a cell of any strength, on light and dark pages. */
const LEAST_OPACITY = 0.1;
const MOST_OPACITY = 0.62;

/** The map, or one for each combination of further paths, below each other. */
export function heatMap(rows: readonly HeatRow[], options: HeatMapOptions): SVGSVGElement | HTMLElement {
  const { variants, across, down, metric, verb = 'wins' } = options;
  const width = options.width ?? DEFAULT_WIDTH;
  // The first value is at the bottom, as on any axis.
  const ys = [...new Set(rows.map(({ y }) => y))].reverse();
  const facets = [...new Set(rows.map(({ facet }) => facet))];
  const legend = legendOf(rows, variants, verb);
  const top = legendHeight(legend, width);
  const longest = Math.max(...ys.map(({ length }) => length));
  const color = ({ wins }: HeatRow): string => (wins === null ? GREY : colorOf(variants, wins));
  const isCompared = variants.length > 1;
  const chart = Plot.plot({
    ...baseOptions(
      options,
      isCompared ? `Who ${verb} in ${metric}` : metric,
      rows
        .map(
          ({ x, y, wins, text }) =>
            `${across} ${x}, ${down} ${y}: ${isCompared ? `${wins ?? 'no clear difference'} ` : ''}${text}`,
        )
        .join('; '),
    ),
    height: top + facets.length * (ys.length * ROW_PIXELS + 30) + 44,
    marginLeft: Math.max(48, Math.ceil(longest * CHARACTER_PIXELS) + 16),
    marginRight: 16,
    marginTop: top + (facets.length > 1 ? 26 : 6),
    marginBottom: 42,
    x: { domain: [...new Set(rows.map(({ x }) => x))], label: `${across} →`, tickSize: 0, padding: 0.04 },
    y: { domain: ys, label: null, tickSize: 0, padding: 0.06 },
    fy: { domain: facets, axis: null, padding: 0.14 },
    color: { type: 'identity' },
    marks: [
      Plot.cell(rows, {
        x: 'x',
        y: 'y',
        fy: 'facet',
        fill: color,
        fillOpacity: ({ wins, strength }: HeatRow) =>
          wins === null ? 0.14 : LEAST_OPACITY + strength * (MOST_OPACITY - LEAST_OPACITY),
        rx: 3,
      }),
      Plot.text(rows, { x: 'x', y: 'y', fy: 'facet', text: 'text', fill: 'currentColor' }),
      ...(facets.length > 1
        ? [
            Plot.text(facets, {
              fy: (facet: string) => facet,
              text: (facet: string) => facet,
              frameAnchor: 'top-left',
              dy: -14,
              fontWeight: 600,
              fill: 'currentColor',
            }),
          ]
        : []),
    ],
  });
  addLegend(chart, legend, width, down);
  return chart;
}

function legendOf(
  rows: readonly HeatRow[],
  variants: readonly string[],
  verb: string,
): readonly LegendItem[] {
  if (variants.length < 2) return [];
  const items = variants.map((label) => ({ label: `${label} ${verb}`, color: colorOf(variants, label) }));
  const isOpen = rows.some(({ wins }) => wins === null);
  return isOpen ? [...items, { label: '≈ no clear difference', color: GREY }] : items;
}
