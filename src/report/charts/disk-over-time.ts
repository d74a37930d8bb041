/** Chart: bytes on the fullest disk over simulated time, a line a variant. */
import * as Plot from '@observablehq/plot';
import { formatSize } from '../../units/size.js';
import type { CurveRow } from '../chart-rows.js';
import { addLegend, legendHeight } from './legend.js';
import { baseOptions, type ChartOptions, colorOf, DEFAULT_WIDTH, lineWidth, variantsOf } from './theme.js';
import { clockScale } from './time-scale.js';

const MARGIN_LEFT = 60;
const MARGIN_RIGHT = 24;
const BYTES_PER_GB = 1e9;

export interface DiskOptions extends ChartOptions {
  /** Where the disk is full, if that is known. */
  readonly diskBytes?: number | undefined;
}

/** The fullest disk of each variant. The size of the disk is drawn where it is not far above. */
export function diskOverTime(rows: readonly CurveRow[], options: DiskOptions): SVGSVGElement | HTMLElement {
  const variants = variantsOf(rows);
  const width = options.width ?? DEFAULT_WIDTH;
  const legend = variants.map((label) => ({ label, color: colorOf(variants, label) }));
  const top = legendHeight(legend, width);
  const most = Math.max(1, ...rows.map(({ value }) => value));
  const { diskBytes = Number.POSITIVE_INFINITY } = options;
  const isNear = diskBytes < most * 4;
  const chart = Plot.plot({
    ...baseOptions(
      options,
      'Bytes on the fullest disk over time',
      `One line for each of ${variants.join(', ')}. The first run.`,
    ),
    height: 250 + top,
    marginLeft: MARGIN_LEFT,
    marginRight: MARGIN_RIGHT,
    marginTop: 10 + top,
    marginBottom: 40,
    x: clockScale(
      Math.max(1, ...rows.map(({ seconds }) => seconds)),
      'simulated time',
      width - MARGIN_LEFT - MARGIN_RIGHT,
    ),
    y: {
      label: null,
      domain: [0, ((isNear ? diskBytes : most) * 1.06) / BYTES_PER_GB],
      grid: true,
      ticks: 5,
    },
    marks: [
      Plot.ruleY([0], { strokeOpacity: 0.6 }),
      ...(isNear
        ? [
            Plot.ruleY([diskBytes / BYTES_PER_GB], { strokeDasharray: '3 2' }),
            Plot.text([`size of the disk: ${formatSize(diskBytes)}`], {
              x: 0,
              y: diskBytes / BYTES_PER_GB,
              textAnchor: 'start',
              dx: 4,
              dy: 10,
              fill: 'currentColor',
            }),
          ]
        : []),
      ...variants.map((variant, index) =>
        Plot.line(
          rows.filter((row) => row.variant === variant),
          {
            x: 'seconds',
            y: ({ value }: CurveRow) => value / BYTES_PER_GB,
            curve: 'step-after',
            stroke: colorOf(variants, variant),
            strokeWidth: lineWidth(index, variants.length),
          },
        ),
      ),
    ],
  });
  addLegend(chart, legend, width, 'GB on the fullest disk of a host');
  return chart;
}
