/** Every row that is compared, in the order of the page; each is computed once. */
import { farRegistryRows } from './far-registry.js';
import { fleetRows } from './fargate-fleet.js';
import { fargateReportRows } from './fargate-reports.js';
import { fargateStartRows } from './fargate-starts.js';
import { probeRows } from './fleet-probe.js';
import { gpuImageRows } from './gpu-images.js';
import { kubeCrossRows } from './kube-cross.js';
import { layerStageRows } from './layer-stages.js';
import { lazyImageRows } from './lazy-images.js';
import { remembered, type MeasuredRow } from './measured-row.js';
import { randomBytesRows } from './random-bytes.js';
import { sociBenchmarkRows } from './soci-benchmark.js';
import { stargzChartRows } from './stargz-chart.js';
import { windowsRows } from './windows-pulls.js';
import { zeroRows } from './zero-rows.js';

export const allRows: readonly MeasuredRow[] = [
  ...probeRows,
  ...fargateStartRows,
  ...fargateReportRows,
  ...fleetRows,
  ...zeroRows,
  ...randomBytesRows,
  ...gpuImageRows,
  ...kubeCrossRows,
  ...layerStageRows,
  ...farRegistryRows,
  ...sociBenchmarkRows,
  ...lazyImageRows,
  ...stargzChartRows,
  ...windowsRows,
].map(remembered);
