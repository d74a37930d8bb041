/** Chart: how start times are spread, a row of bars a variant, with p50, p95 and p99 marked. */
import * as Plot from '@observablehq/plot';
import { quantileSorted } from '../../stats/quantiles.js';
import { formatDuration } from '../../units/duration.js';
import type { StartTimes } from '../chart-rows.js';
import { baseOptions, type ChartOptions, colorOf, DEFAULT_WIDTH, variantsOf } from './theme.js';
import { extentOf, isLog, timeAxis, timeScale } from './time-scale.js';

const MARGIN_LEFT = 14;
const MARGIN_RIGHT = 24;
const ROW_PIXELS = 104;
const BINS = 56;

interface Bar {
  readonly variant: string;
  readonly low: number;
  readonly high: number;
  readonly share: number;
}

interface Mark {
  readonly variant: string;
  readonly seconds: number;
  readonly label: string;
}

/** The spread of start times; starts that were never ready have no bar. */
export function startHistogram(
  times: readonly StartTimes[],
  options: ChartOptions,
): SVGSVGElement | HTMLElement {
  const variants = variantsOf(times);
  const shown = times.filter(({ variant }) => variants.includes(variant));
  const width = options.width ?? DEFAULT_WIDTH;
  const extent = extentOf(shown.flatMap(({ seconds }) => [...ends(seconds)]));
  const marks = shown.flatMap(marksOf);
  const scale = timeScale(extent, 'start: request → ready', width - MARGIN_LEFT - MARGIN_RIGHT);
  return Plot.plot({
    ...baseOptions(
      options,
      'Spread of start times by variant',
      'A row of bars for each variant; the marks are its p50, p95 and p99 over all runs.',
    ),
    height: variants.length * ROW_PIXELS + 58,
    marginLeft: MARGIN_LEFT,
    marginRight: MARGIN_RIGHT,
    marginTop: 26,
    marginBottom: 40,
    x: { ...scale, axis: null, grid: true },
    y: { axis: null },
    fy: { domain: variants, axis: null, padding: 0.34 },
    marks: [
      timeAxis(scale),
      Plot.rectY(
        shown.flatMap((each) => barsOf(each, extent)),
        {
          x1: 'low',
          x2: 'high',
          y: 'share',
          fy: 'variant',
          fill: ({ variant }: Bar) => colorOf(variants, variant),
          inset: 0.3,
        },
      ),
      Plot.ruleY([0], { strokeOpacity: 0.6 }),
      Plot.ruleX(marks, { x: 'seconds', fy: 'variant', strokeDasharray: '3 2' }),
      Plot.text(variants, {
        fy: (variant: string) => variant,
        text: (variant: string) => variant,
        frameAnchor: 'top-left',
        dy: -25,
        dx: -MARGIN_LEFT,
        fontWeight: 600,
        fill: 'currentColor',
      }),
      // In the margin, not beside the marks: quantiles that lie close together would overprint.
      Plot.text(variants, {
        fy: (variant: string) => variant,
        text: (variant: string) => labelOf(marks, variant),
        frameAnchor: 'top-right',
        dy: -25,
        dx: MARGIN_RIGHT,
        fill: 'currentColor',
      }),
    ],
    color: { type: 'identity' },
  });
}

function labelOf(marks: readonly Mark[], variant: string): string {
  const own = marks.filter((mark) => mark.variant === variant);
  return own.map(({ label }) => label).join('   ');
}

function ends(ascending: Float64Array): readonly number[] {
  const finite = ascending.findLastIndex(Number.isFinite);
  return finite < 0 ? [] : [ascending[0]!, ascending[finite]!];
}

function marksOf({ variant, seconds }: StartTimes): Mark[] {
  return [0.5, 0.95, 0.99].flatMap((p) => {
    const value = quantileSorted(seconds, p);
    return Number.isFinite(value)
      ? [{ variant, seconds: value, label: `p${p * 100} ${formatDuration(value)}` }]
      : [];
  });
}

/** Bins of equal width on the axis that is drawn, so bars are equally wide on a logarithmic one too. */
function barsOf({ variant, seconds }: StartTimes, extent: readonly [number, number]): Bar[] {
  const log = isLog(extent);
  const [low, high] = log ? [Math.log(extent[0]), Math.log(extent[1])] : [0, extent[1]];
  const size = (high - low) / BINS || 1;
  const counts = new Float64Array(BINS);
  for (const value of seconds) {
    if (!Number.isFinite(value)) break;
    const at = log ? Math.log(Math.max(value, extent[0])) : value;
    counts[Math.min(BINS - 1, Math.max(0, Math.floor((at - low) / size)))]! += 1;
  }
  const edge = (index: number): number => (log ? Math.exp(low + index * size) : low + index * size);
  return [...counts].flatMap((count, index) =>
    count === 0 ? [] : [{ variant, low: edge(index), high: edge(index + 1), share: count / seconds.length }],
  );
}
