/** Chart: tasks that run against tasks that are desired, over simulated time, a row a variant. */
import * as Plot from '@observablehq/plot';
import type { CurveRow } from '../chart-rows.js';
import { addLegend, legendHeight } from './legend.js';
import { baseOptions, type ChartOptions, colorOf, DEFAULT_WIDTH, variantsOf } from './theme.js';
import { clockScale } from './time-scale.js';

const MARGIN_LEFT = 48;
const MARGIN_RIGHT = 24;
const ROW_PIXELS = 96;

/** The curve that is drawn dashed; all others are what runs. */
const DESIRED = 'desired';

/** Ticks at whole tasks: of so few tasks, each has one. */
function ticksUpTo(most: number): number | readonly number[] {
  return most <= 3 ? Array.from({ length: Math.ceil(most) + 1 }, (_, task) => task) : 3;
}

/** Running and desired tasks; the rows hold a curve `desired` and another one. */
export function tasksOverTime(rows: readonly CurveRow[], options: ChartOptions): SVGSVGElement | HTMLElement {
  const variants = variantsOf(rows);
  const shown = rows.filter(({ variant }) => variants.includes(variant));
  const running = shown.filter(({ curve }) => curve !== DESIRED);
  const desired = shown.filter(({ curve }) => curve === DESIRED);
  const width = options.width ?? DEFAULT_WIDTH;
  const legend = [
    ...variants.map((label) => ({ label: `running, ${label}`, color: colorOf(variants, label) })),
    { label: DESIRED, color: 'currentColor', dashed: true },
  ];
  const top = legendHeight(legend, width);
  const end = Math.max(1, ...shown.map(({ seconds }) => seconds));
  const most = Math.max(1, ...shown.map(({ value }) => value));
  const step = { x: 'seconds', y: 'value', fy: 'variant', curve: 'step-after' } as const;
  const color = ({ variant }: CurveRow): string => colorOf(variants, variant);
  const chart = Plot.plot({
    ...baseOptions(
      options,
      'Tasks running against tasks desired',
      'A row for each variant: filled, what runs; dashed, what is desired. The first run.',
    ),
    height: top + 56 + variants.length * ROW_PIXELS,
    marginLeft: MARGIN_LEFT,
    marginRight: MARGIN_RIGHT,
    marginTop: 8 + top,
    marginBottom: 40,
    x: clockScale(end, 'simulated time', width - MARGIN_LEFT - MARGIN_RIGHT),
    y: { label: null, grid: true, ticks: ticksUpTo(most), zero: true, tickFormat: 'd' },
    fy: { domain: variants, axis: null, padding: 0.16 },
    marks: [
      Plot.areaY(running, { ...step, z: 'variant', fill: color, fillOpacity: 0.3 }),
      Plot.lineY(running, { ...step, z: 'variant', stroke: color, strokeWidth: 1.6 }),
      Plot.lineY(desired, { ...step, z: 'variant', stroke: 'currentColor', strokeDasharray: '3 2' }),
      Plot.ruleY([0], { strokeOpacity: 0.6 }),
    ],
    color: { type: 'identity' },
  });
  addLegend(chart, legend, width, 'tasks');
  return chart;
}
