/** The charts of this notebook that no report has: start quantiles by deploy rate, and figures a day as bars. */
import * as Plot from '@observablehq/plot';
import { addLegend, legendHeight } from '../../src/report/charts/legend.js';
import {
  type ChartOptions,
  DEFAULT_WIDTH,
  baseOptions,
  colorOf,
  lineWidth,
  variantsOf,
} from '../../src/report/charts/theme.js';
import { formatDuration } from '../../src/units/duration.js';
import type { CurvePoint, DayFigure } from './figures.js';
import { BEHAVIOURS, DEPLOY_RATES } from './scenario.js';

type Drawing = SVGSVGElement | HTMLElement;

/** Start p50 and p95 by deploys a day, with a mark at the rate of the slider. */
export function deployRateChart(
  points: readonly CurvePoint[],
  deploysPerDay: number,
  options: ChartOptions,
): Drawing {
  const width = options.width ?? DEFAULT_WIDTH;
  const variants = variantsOf(points);
  const legend = [
    ...BEHAVIOURS.map((label) => ({ label, color: colorOf(BEHAVIOURS, label) })),
    { label: 'dashed: p50, full: p95', color: 'currentColor', dashed: true },
  ];
  const top = legendHeight(legend, width);
  const lines = variants.flatMap((variant, index) =>
    (['p95', 'p50'] as const).map((quantile) =>
      Plot.lineY(
        points.filter((point) => point.variant === variant && point.quantile === quantile),
        {
          x: 'deploysPerDay',
          y: 'seconds',
          stroke: colorOf(BEHAVIOURS, variant),
          strokeWidth: lineWidth(index, BEHAVIOURS.length),
          ...(quantile === 'p50' ? { strokeDasharray: '6 5' } : {}),
          ariaLabel: () => `${variant} ${quantile}`,
        },
      ),
    ),
  );
  const chart = Plot.plot({
    ...baseOptions(
      options,
      'Start p50 and p95 by deploys a day',
      `Two curves for each of ${BEHAVIOURS.join(', ')}.`,
    ),
    height: 300 + top,
    marginLeft: 56,
    marginRight: 24,
    marginTop: 10 + top,
    marginBottom: 40,
    x: {
      type: 'log',
      // Ticks that are no powers of the base would have no label.
      base: 2,
      domain: [DEPLOY_RATES[0]!, DEPLOY_RATES.at(-1)!],
      ticks: [...DEPLOY_RATES],
      tickFormat: (rate: number) => `${rate}`,
      label: 'deploys a day',
      labelAnchor: 'right',
    },
    y: {
      zero: true,
      grid: true,
      nice: true,
      ticks: 6,
      tickFormat: formatDuration,
      label: null,
    },
    marks: [
      Plot.ruleY([0], { strokeOpacity: 0.6 }),
      Plot.ruleX([deploysPerDay], { strokeOpacity: 0.5, strokeDasharray: '2 3' }),
      ...lines,
    ],
  });
  addLegend(chart, legend, width, 'start: request → ready');
  return chart;
}

/** One figure of each behaviour as bars, with its value in words. */
export function dayBars(
  figures: readonly DayFigure[],
  label: string,
  format: (value: number) => string,
  options: ChartOptions,
): Drawing {
  const most = Math.max(...figures.map(({ value }) => value), Number.MIN_VALUE);
  return Plot.plot({
    ...baseOptions(
      options,
      label,
      figures.map(({ variant, value }) => `${variant}: ${format(value)}`).join(', '),
    ),
    height: 34 * figures.length + 8,
    marginLeft: 92,
    marginRight: 76,
    marginTop: 4,
    marginBottom: 4,
    x: { axis: null, domain: [0, most] },
    y: { label: null, domain: [...BEHAVIOURS], tickSize: 0, padding: 0.25 },
    marks: [
      Plot.barX(figures, {
        x: 'value',
        y: 'variant',
        fill: ({ variant }: DayFigure) => colorOf(BEHAVIOURS, variant),
      }),
      Plot.text(figures, {
        x: 'value',
        y: 'variant',
        text: ({ value }: DayFigure) => format(value),
        textAnchor: 'start',
        dx: 6,
        fill: 'currentColor',
      }),
      Plot.ruleX([0], { strokeOpacity: 0.6 }),
    ],
    color: { type: 'identity' },
  });
}
