/** Chart: one start as a waterfall, a row for each phase of its task and containers and for its largest layers. */
import * as Plot from '@observablehq/plot';
import { PHASES } from '../../model/record.js';
import { formatSeconds } from '../figure-text.js';
import type { WaterfallBar, WaterfallRow } from '../story/waterfall-rows.js';
import { addLegend, legendHeight } from './legend.js';
import { baseOptions, type ChartOptions, DEFAULT_WIDTH, PHASE_COLORS } from './theme.js';
import { clockScale } from './time-scale.js';

const MARGIN_LEFT = 178;
const MARGIN_RIGHT = 236;
const ROW_PIXELS = 19;
/** Room left of the plot for the names of rows; those of groups stand before them. */
const LABEL_PIXELS = 112;
/** Longer words would run into the bars, or out of the picture. */
const MOST_NOTE = 34;
const MOST_GROUP = 9;

interface PlacedBar extends WaterfallBar {
  readonly row: number;
  readonly isLayer: boolean;
}

/** The rows of `waterfallRows` from top to bottom, to scale; what bound each stands behind it. */
export function waterfall(rows: readonly WaterfallRow[], options: ChartOptions): SVGSVGElement | HTMLElement {
  const width = options.width ?? DEFAULT_WIDTH;
  const bars = rows.flatMap(({ bars: own, isLayer }, row) =>
    own.map((bar): PlacedBar => ({ ...bar, row, isLayer })),
  );
  const end = Math.max(1e-3, ...bars.map(({ toSeconds }) => toSeconds));
  const used = PHASES.filter((phase) => bars.some((bar) => bar.phase === phase));
  const legend = used.map((phase) => ({ label: phase, color: PHASE_COLORS[phase] }));
  const top = legendHeight(legend, width);
  const words = rows.map((row, index) => ({ ...row, row: index, heading: cutTo(row.heading, MOST_GROUP) }));
  const chart = Plot.plot({
    ...baseOptions(
      options,
      'One slow start as a waterfall',
      `Phases from the request to ready, ${formatSeconds(end)} in all: ${rows.map(({ group, label, seconds }) => `${group} ${label} ${formatSeconds(seconds)}`).join(', ')}.`,
    ),
    height: top + 46 + rows.length * ROW_PIXELS,
    marginLeft: MARGIN_LEFT,
    marginRight: MARGIN_RIGHT,
    marginTop: 4 + top,
    marginBottom: 40,
    x: {
      ...clockScale(end, 'since the task was requested', width - MARGIN_LEFT - MARGIN_RIGHT),
      grid: true,
      labelAnchor: 'center',
      labelArrow: 'none',
    },
    y: { axis: null, type: 'band', domain: rows.map((_, row) => row), padding: 0.22 },
    marks: [
      Plot.barX(bars, {
        x1: 'fromSeconds',
        x2: 'toSeconds',
        y: 'row',
        fill: ({ phase }: PlacedBar) => PHASE_COLORS[phase],
        // A layer that waits is the ordinary case: it stands back behind what moves.
        fillOpacity: ({ isLayer, phase }: PlacedBar) => (isLayer && phase === 'wait' ? 0.2 : 1),
        strokeOpacity: ({ isLayer, phase }: PlacedBar) => (isLayer && phase === 'wait' ? 0.2 : 1),
        // What is too short to be seen is a line of this width.
        stroke: ({ phase }: PlacedBar) => PHASE_COLORS[phase],
        strokeWidth: 1,
      }),
      Plot.ruleX([0], { strokeOpacity: 0.6 }),
      Plot.text(words, {
        y: 'row',
        text: 'heading',
        frameAnchor: 'left',
        textAnchor: 'start',
        dx: -MARGIN_LEFT,
        fontWeight: 600,
      }),
      Plot.text(words, {
        y: 'row',
        text: 'label',
        frameAnchor: 'left',
        textAnchor: 'start',
        dx: -LABEL_PIXELS,
      }),
      Plot.text(words, {
        y: 'row',
        text: ({ seconds, note }: WaterfallRow) => cutTo(`${formatSeconds(seconds)}  ${note}`, MOST_NOTE),
        frameAnchor: 'right',
        textAnchor: 'start',
        dx: 8,
      }),
    ],
    color: { type: 'identity' },
  });
  addLegend(chart, legend, width, '');
  return chart;
}

function cutTo(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}
