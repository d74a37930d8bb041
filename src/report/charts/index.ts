/**
 * The charts of a report, for pages and notebooks: functions from plain rows (`chart-rows.ts` makes them)
 * to drawings by Observable Plot. The document is passed in, so they draw in a page and under jsdom.
 */
export { boundBy } from './bound-by.js';
export { costByLine } from './cost-by-line.js';
export { drawCharts, type DrawnChart } from './draw-charts.js';
export { diskOverTime, type DiskOptions } from './disk-over-time.js';
export { linkUse } from './link-use.js';
export { phasesByQuantile } from './phases-by-quantile.js';
export { requestEcdf } from './request-ecdf.js';
export { requestsOverTime } from './requests-over-time.js';
export { startEcdf } from './start-ecdf.js';
export { startHistogram } from './start-histogram.js';
export { tasksOverTime } from './tasks-over-time.js';
export { waterfall } from './waterfall.js';
export { type WaterfallBar, type WaterfallRow, waterfallRows } from '../story/waterfall-rows.js';
export { type ChartOptions, PHASE_COLORS, VARIANT_COLORS } from './theme.js';
export {
  boundRows,
  type BoundRow,
  costRows,
  type CostRow,
  curveRows,
  type CurveRow,
  ecdfRows,
  type EcdfRow,
  phaseRows,
  type PhaseRow,
  rateRows,
  requestRows,
  type RequestRow,
  startTimes,
  type StartTimes,
} from '../chart-rows.js';
