/** Chart: which share of the starts is ready within a time, a curve a variant. Further left is faster. */
import * as Plot from '@observablehq/plot';
import type { EcdfRow } from '../chart-rows.js';
import { addLegend, legendHeight } from './legend.js';
import { baseOptions, type ChartOptions, colorOf, DEFAULT_WIDTH, lineWidth, variantsOf } from './theme.js';
import { extentOf, timeAxis, timeScale } from './time-scale.js';

const MARGIN_LEFT = 48;
const MARGIN_RIGHT = 24;
const MARKS = [0.5, 0.95, 0.99] as const;

/** The distribution of start times. A curve that ends below 100 % has starts that were never ready. */
export function startEcdf(rows: readonly EcdfRow[], options: ChartOptions): SVGSVGElement | HTMLElement {
  const variants = variantsOf(rows);
  const width = options.width ?? DEFAULT_WIDTH;
  const legend = variants.map((label) => ({ label, color: colorOf(variants, label) }));
  const pixels = width - MARGIN_LEFT - MARGIN_RIGHT;
  const top = legendHeight(legend, width);
  const scale = timeScale(extentOf(rows.map(({ seconds }) => seconds)), 'start: request → ready', pixels);
  const chart = Plot.plot({
    ...baseOptions(
      options,
      'Share of starts that are ready within a time',
      `One curve for each of ${variants.join(', ')}; the further left, the faster.`,
    ),
    height: 300 + top,
    marginLeft: MARGIN_LEFT,
    marginRight: MARGIN_RIGHT,
    marginTop: 10 + top,
    marginBottom: 40,
    x: { ...scale, axis: null, grid: true },
    y: {
      domain: [0, 1],
      label: null,
      tickFormat: percent,
      ticks: [0, 0.25, 0.5, 0.75, 0.95, 1],
    },
    marks: [
      timeAxis(scale),
      Plot.ruleY([0], { strokeOpacity: 0.5 }),
      Plot.ruleY(MARKS, { stroke: 'currentColor', strokeOpacity: 0.3, strokeDasharray: '2 3' }),
      ...variants.map((variant, index) =>
        Plot.line(
          rows.filter((row) => row.variant === variant),
          {
            x: 'seconds',
            y: 'share',
            curve: 'step-after',
            stroke: colorOf(variants, variant),
            strokeWidth: lineWidth(index, variants.length),
          },
        ),
      ),
      Plot.text(
        variants.flatMap((variant) => neverReady(rows, variant)),
        {
          x: 'seconds',
          y: 'share',
          text: 'label',
          textAnchor: 'end',
          dy: 14,
          fill: 'currentColor',
          stroke: 'none',
        },
      ),
    ],
  });
  addLegend(chart, legend, width, 'starts that are ready');
  return chart;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A label at the end of a curve that does not reach the top. */
function neverReady(
  rows: readonly EcdfRow[],
  variant: string,
): { seconds: number; share: number; label: string }[] {
  const last = rows.findLast((row) => row.variant === variant);
  if (!last || last.share > 0.9995) return [];
  const missing = ((1 - last.share) * 100).toPrecision(2);
  return [{ seconds: last.seconds, share: last.share, label: `${variant}: ${missing} % never ready` }];
}
