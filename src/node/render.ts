/**
 * Draws the charts of a report without a browser: jsdom stands in for the page. Both it and the plotting
 * library are imported only when something is drawn, since they cost half a second.
 */
import type { ExperimentResult } from '../experiment/result.js';
import type { Assessment } from '../report/assess.js';
import { caption } from '../report/captions.js';
import type { ReportChart } from '../report/html/html-report.js';

/** The charts of an experiment as SVG, with their captions. The same result gives the same bytes. */
export async function renderCharts(result: ExperimentResult, assessment: Assessment): Promise<ReportChart[]> {
  const [{ JSDOM }, { drawCharts }] = await Promise.all([
    import('jsdom'),
    import('../report/charts/draw-charts.js'),
  ]);
  const { window } = new JSDOM('');
  const serializer = new window.XMLSerializer();
  try {
    return drawCharts(result, assessment.summary, { document: window.document }).map(({ id, element }) => ({
      id,
      ...caption(id, assessment),
      svg: serializer.serializeToString(element),
    }));
  } finally {
    window.close();
  }
}
