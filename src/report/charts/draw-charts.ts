/** All charts that an experiment has something to draw for, in the order of the report. */
import type { ExperimentResult } from '../../experiment/result.js';
import type { ChartId } from '../captions.js';
import { THROTTLED } from '../../model/sampler.js';
import {
  boundRows,
  costRows,
  curveRows,
  ecdfRows,
  phaseRows,
  rateRows,
  requestRows,
  startTimes,
} from '../chart-rows.js';
import type { Summary } from '../summary.js';
import { boundBy } from './bound-by.js';
import { costByLine } from './cost-by-line.js';
import { diskOverTime } from './disk-over-time.js';
import { linkUse } from './link-use.js';
import { phasesByQuantile } from './phases-by-quantile.js';
import { requestsOverTime } from './requests-over-time.js';
import { requestEcdf } from './request-ecdf.js';
import { startEcdf } from './start-ecdf.js';
import { startHistogram } from './start-histogram.js';
import { tasksOverTime } from './tasks-over-time.js';
import type { ChartOptions } from './theme.js';

export interface DrawnChart {
  readonly id: ChartId;
  readonly element: SVGSVGElement | HTMLElement;
}

/** The curve of unit `bytes` that is not of a way. */
const DISK = 'fullest disk';
/** A picture of storage alone shows nothing. */
const STORAGE = 'ECR storage';

/** Draws the charts of an experiment; one without data is left out. */
export function drawCharts(result: ExperimentResult, summary: Summary, options: ChartOptions): DrawnChart[] {
  const times = startTimes(result);
  const curve = ecdfRows(times);
  const requestTimes = requestRows(result);
  const phases = phaseRows(summary);
  const bound = boundRows(summary, result);
  const tasks = curveRows(result, 'tasks');
  const bytes = curveRows(result, 'bytes');
  const disk = bytes.filter(({ curve: name }) => name === DISK);
  const links = rateRows(bytes.filter(({ curve: name }) => name !== DISK));
  const requests = rateRows(curveRows(result, 'requests'));
  const cost = costRows(summary);
  const charts: (DrawnChart | null)[] = [
    curve.length > 0 ? { id: 'start-ecdf', element: startEcdf(curve, options) } : null,
    requestTimes.length > 0 ? { id: 'first-requests', element: requestEcdf(requestTimes, options) } : null,
    curve.length > 0 ? { id: 'start-histogram', element: startHistogram(times, options) } : null,
    phases.length > 0 ? { id: 'phases', element: phasesByQuantile(phases, options) } : null,
    bound.length > 0 ? { id: 'bound-by', element: boundBy(bound, options) } : null,
    tasks.some(({ value }) => value > 0) ? { id: 'tasks', element: tasksOverTime(tasks, options) } : null,
    disk.some(({ value }) => value > 0)
      ? { id: 'disk', element: diskOverTime(disk, { ...options, diskBytes: diskBytes(result) }) }
      : null,
    requests.some(({ curve: name, value }) => name === THROTTLED && value > 0)
      ? { id: 'requests', element: requestsOverTime(requests, options) }
      : null,
    links.some(({ value }) => value > 0) ? { id: 'links', element: linkUse(links, options) } : null,
    cost.length > 0 && !cost.every(({ what }) => what.startsWith(STORAGE))
      ? { id: 'cost', element: costByLine(cost, options) }
      : null,
  ];
  return charts.filter((chart) => chart !== null);
}

/** The size of the smallest disk of a host, where there are hosts. */
function diskBytes({ scenario }: ExperimentResult): number | undefined {
  const sizes = scenario.variants.flatMap(({ world }) =>
    world.capacities.flatMap((capacity) =>
      capacity.launchType === 'EC2' ? [capacity.machine.diskBytes] : [],
    ),
  );
  return sizes.length > 0 ? Math.min(...sizes) : undefined;
}
