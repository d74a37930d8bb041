/**
 * Draws the charts of a report without a browser: jsdom stands in for the page. Both it and the plotting
 * library are imported only when something is drawn, since they cost half a second.
 */
import type { ExperimentResult } from '../experiment/result.js';
import type { Assessment } from '../report/assess.js';
import { caption } from '../report/captions.js';
import type { ReportChart } from '../report/html/html-report.js';
import { type SlowStart, slowStartCaption } from '../report/story/slow-start.js';
import { waterfallRows } from '../report/story/waterfall-rows.js';

/** The picture that the slow start stands behind. */
const BEFORE_SLOW_START = 'bound-by';

/**
 * The charts of an experiment as SVG, with their captions, and one slow start where one is given. The same
 * result gives the same bytes.
 */
export async function renderCharts(
  result: ExperimentResult,
  assessment: Assessment,
  slow: SlowStart | null = null,
): Promise<ReportChart[]> {
  const [{ JSDOM }, { drawCharts }, { waterfall }] = await Promise.all([
    import('jsdom'),
    import('../report/charts/draw-charts.js'),
    import('../report/charts/waterfall.js'),
  ]);
  const { window } = new JSDOM('');
  const serializer = new window.XMLSerializer();
  const { document } = window;
  try {
    const charts = drawCharts(result, assessment.summary, { document }).map(
      ({ id, element }): ReportChart => ({
        id,
        ...caption(id, assessment),
        svg: serializer.serializeToString(element),
      }),
    );
    if (slow === null) return charts;
    const drawing = waterfall(waterfallRows(slow.story, slow.world), { document });
    const svg = serializer.serializeToString(drawing);
    const place = charts.findIndex(({ id }) => id === BEFORE_SLOW_START) + 1 || charts.length;
    return charts.toSpliced(place, 0, { id: 'slow-start', ...slowStartCaption(slow), svg });
  } finally {
    window.close();
  }
}
