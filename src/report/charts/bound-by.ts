/** Chart: what the seconds of a p95 start are bound by, a bar a variant, the longest first. */
import * as Plot from '@observablehq/plot';
import type { BoundRow } from '../chart-rows.js';
import { addLegend, CHARACTER_PIXELS, legendHeight } from './legend.js';
import { baseOptions, type ChartOptions, colorOf, DEFAULT_WIDTH, variantsOf } from './theme.js';
import { clockScale } from './time-scale.js';

const LEAST_MARGIN_LEFT = 168;
const MARGIN_RIGHT = 16;
const BAR_PIXELS = 11;

/** Seconds by binder and variant, in the order of the rows. */
export function boundBy(rows: readonly BoundRow[], options: ChartOptions): SVGSVGElement | HTMLElement {
  const variants = variantsOf(rows);
  const shown = rows.filter(({ variant }) => variants.includes(variant));
  const binders = [...new Set(shown.map(({ words }) => words))];
  const width = options.width ?? DEFAULT_WIDTH;
  const longest = Math.max(0, ...binders.map((words) => words.length));
  const marginLeft = Math.max(LEAST_MARGIN_LEFT, Math.ceil(longest * CHARACTER_PIXELS) + 12);
  const legend = variants.map((label) => ({ label, color: colorOf(variants, label) }));
  const top = legendHeight(legend, width);
  const most = Math.max(1e-3, ...shown.map(({ seconds }) => seconds));
  const chart = Plot.plot({
    ...baseOptions(
      options,
      'What a p95 start is bound by',
      `Seconds of the starts between p94 and p96 by what bound them: ${binders.join(', ')}.`,
    ),
    height: top + 60 + binders.length * (variants.length * BAR_PIXELS + 12),
    marginLeft,
    marginRight: MARGIN_RIGHT,
    marginTop: 8 + top,
    marginBottom: 40,
    x: { ...clockScale(most * 1.02, 'time of a p95 start', width - marginLeft - MARGIN_RIGHT), grid: true },
    y: { axis: null, domain: variants, padding: 0.08 },
    fy: { domain: binders, label: null, padding: 0.22, tickSize: 0 },
    marks: [
      Plot.axisFy({
        anchor: 'left',
        label: null,
        tickSize: 0,
        textAnchor: 'end',
        dx: -8,
        frameAnchor: 'left',
      }),
      Plot.barX(shown, {
        x: 'seconds',
        y: 'variant',
        fy: 'words',
        fill: ({ variant }: BoundRow) => colorOf(variants, variant),
      }),
      Plot.ruleX([0], { strokeOpacity: 0.6 }),
    ],
    color: { type: 'identity' },
  });
  addLegend(chart, legend, width, '');
  return chart;
}
