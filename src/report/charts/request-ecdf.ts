/** Chart: which share of first requests is answered within a time: the very first ones, and the slowest of each start. */
import * as Plot from '@observablehq/plot';
import type { RequestRow } from '../chart-rows.js';
import { addLegend, legendHeight } from './legend.js';
import { baseOptions, type ChartOptions, colorOf, DEFAULT_WIDTH, lineWidth, variantsOf } from './theme.js';
import { extentOf, timeAxis, timeScale } from './time-scale.js';

const MARGIN_LEFT = 48;
const MARGIN_RIGHT = 24;
const MARKS = [0.5, 0.95, 0.99] as const;
const REQUESTS = ['first', 'slowest'] as const;

/** Two curves a variant, dashed for the slowest requests. */
export function requestEcdf(rows: readonly RequestRow[], options: ChartOptions): SVGSVGElement | HTMLElement {
  const variants = variantsOf(rows);
  const width = options.width ?? DEFAULT_WIDTH;
  const legend = variants.map((label) => ({ label, color: colorOf(variants, label) }));
  const top = legendHeight(legend, width);
  const pixels = width - MARGIN_LEFT - MARGIN_RIGHT;
  const scale = timeScale(extentOf(rows.map(({ seconds }) => seconds)), 'request → answer', pixels);
  const chart = Plot.plot({
    ...baseOptions(
      options,
      'Share of first requests that are answered within a time',
      `Two curves for each of ${variants.join(', ')}: the first request, and the slowest of the first ones.`,
    ),
    height: 300 + top,
    marginLeft: MARGIN_LEFT,
    marginRight: MARGIN_RIGHT,
    marginTop: 10 + top,
    marginBottom: 40,
    x: { ...scale, axis: null, grid: true },
    y: { domain: [0, 1], label: null, tickFormat: percent, ticks: [0, 0.25, 0.5, 0.75, 0.95, 1] },
    marks: [
      timeAxis(scale),
      Plot.ruleY([0], { strokeOpacity: 0.5 }),
      Plot.ruleY(MARKS, { stroke: 'currentColor', strokeOpacity: 0.3, strokeDasharray: '2 3' }),
      ...variants.flatMap((variant, index) =>
        REQUESTS.map((request) =>
          Plot.line(
            rows.filter((row) => row.variant === variant && row.request === request),
            {
              x: 'seconds',
              y: 'share',
              curve: 'step-after',
              stroke: colorOf(variants, variant),
              strokeWidth: lineWidth(index, variants.length),
              // Round ends would fill the gaps of wide lines.
              ...(request === 'slowest' ? { strokeDasharray: '7 5', strokeLinecap: 'butt' as const } : {}),
            },
          ),
        ),
      ),
    ],
  });
  addLegend(chart, legend, width, 'requests that are answered');
  return chart;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
