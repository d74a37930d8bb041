/** Chart: a result along one path, a curve a variant with its interval, and where the winner changes. */
import * as Plot from '@observablehq/plot';
import { formatValue } from '../figure-text.js';
import type { Unit } from '../summary.js';
import type { CrossingRow, SweepCurveRow } from '../sweep/sweep-rows.js';
import { addLegend, CHARACTER_PIXELS, legendHeight } from './legend.js';
import { pathAxis, pathScale, type PathTick } from './path-scale.js';
import { baseOptions, type ChartOptions, colorOf, DEFAULT_WIDTH, lineWidth, MOST_VARIANTS } from './theme.js';
import { clockScale, extentOf, isLog, timeScale } from './time-scale.js';

export interface SweepCurveOptions extends ChartOptions {
  readonly variants: readonly string[];
  readonly path: string;
  readonly metric: string;
  readonly unit: Unit;
  /** What the axis shows; by default the values of the rows. */
  readonly ticks?: readonly PathTick[] | undefined;
  readonly crossings?: readonly CrossingRow[] | undefined;
}

const MARGIN_RIGHT = 34;
const HEIGHT = 320;

/** The curves. Values without an end are left out. */
export function sweepCurves(
  rows: readonly SweepCurveRow[],
  options: SweepCurveOptions,
): SVGSVGElement | HTMLElement {
  const { path, metric, unit, crossings = [] } = options;
  const variants = options.variants.slice(0, MOST_VARIANTS);
  const width = options.width ?? DEFAULT_WIDTH;
  const shown = rows.filter(({ variant, mean }) => variants.includes(variant) && Number.isFinite(mean));
  const legend =
    variants.length > 1 ? variants.map((label) => ({ label, color: colorOf(variants, label) })) : [];
  const top = legendHeight(legend, width) + (crossings.length > 0 ? 16 : 0);
  const y = valueScale(shown, unit);
  const marginLeft = 16 + Math.ceil(CHARACTER_PIXELS * 8);
  const isNumeric = shown.every(({ x }) => Number.isFinite(x));
  const ticks = options.ticks ?? shown.map(({ x, text }) => ({ value: x, text }));
  const x: Plot.ScaleOptions = isNumeric
    ? pathScale(ticks, width - marginLeft - MARGIN_RIGHT)
    : { type: 'point', domain: [...new Set(shown.map(({ text }) => text))] };
  const at = isNumeric ? 'x' : 'text';
  const chart = Plot.plot({
    ...baseOptions(
      options,
      `${metric} along ${path}`,
      `A curve for each of ${variants.join(', ')}, with 95 % intervals.`,
    ),
    height: HEIGHT + top,
    marginLeft,
    marginRight: MARGIN_RIGHT,
    marginTop: 10 + top,
    marginBottom: 42,
    x: { ...x, label: `${path} →`, ...(isNumeric ? { axis: null } : {}) },
    y: { ...y, label: null, grid: true },
    color: { type: 'identity' },
    marks: [
      ...(isNumeric ? [pathAxis(x, 'x', `${path} →`)] : []),
      Plot.rectX(crossings, { x1: 'low', x2: 'high', fill: 'currentColor', fillOpacity: 0.12 }),
      Plot.ruleX(crossings, { x: 'at', stroke: 'currentColor', strokeDasharray: '3 3', strokeOpacity: 0.7 }),
      Plot.text(crossings, {
        x: 'at',
        text: 'text',
        frameAnchor: 'top',
        dy: -12,
        fill: 'currentColor',
        fontWeight: 600,
      }),
      ...variants.flatMap((variant, index) => {
        const own = shown.filter((row) => row.variant === variant);
        const color = colorOf(variants, variant);
        return [
          Plot.areaY(own, { x: at, y1: 'low', y2: 'high', fill: color, fillOpacity: 0.22 }),
          Plot.line(own, { x: at, y: 'mean', stroke: color, strokeWidth: lineWidth(index, variants.length) }),
          Plot.dot(own, { x: at, y: 'mean', fill: color, r: 3 }),
        ];
      }),
    ],
  });
  addLegend(chart, legend, width, metric);
  return chart;
}

/** From this ratio of the largest to the smallest on, an axis of values is logarithmic. */
const LOG_RATIO = 30;

function valueScale(rows: readonly SweepCurveRow[], unit: Unit): Plot.ScaleOptions {
  const extent = extentOf(rows.flatMap(({ mean, high }) => [mean, high]));
  const [low, high] = extent;
  const isWide = high / low > LOG_RATIO && rows.every(({ low: least }) => least > 0);
  if (unit === 'seconds')
    return isWide && isLog(extent) ? timeScale(extent, '', HEIGHT) : clockScale(high * 1.04, null, HEIGHT);
  const domain = isWide ? [low / 1.1, high * 1.1] : [0, high * 1.04];
  return {
    type: isWide ? 'log' : 'linear',
    domain,
    ticks: 5,
    tickFormat: (value: number) => formatValue(value, unit),
  };
}
