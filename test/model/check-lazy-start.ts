/** What must hold of mounted layers, of what a start has read, of its first requests and of its health, in every world. */
import type { Distribution } from '../../src/units/distribution.js';
import type { LayerSpec, ModelParameters, TaskDefinitionSpec, WorldSpec } from '../../src/model/spec.js';
import { insist } from './insist.js';
import type { Row } from './tiny-world.js';

const LAZY = ['soci', 'stargz'];

export function checkLazyStart(row: Row, spec: WorldSpec): void {
  insist(row.lazyBytes <= row.bytes * (1 + 1e-12), `${row.task} reads no more than it fetches`);
  const { containers } = definitionOf(row, spec);
  // The row names the snapshotter of one container, and counts what all of them read.
  insist(
    row.lazyBytes === 0 || containers.length > 1 || row.snapshotter !== 'overlay2',
    `${row.task} reads by ${row.snapshotter}`,
  );
  insist(
    row.fallback === '' || containers.length > 1 || !LAZY.includes(row.snapshotter),
    `what ${row.task} runs was pulled whole, ${row.fallback}: ${row.snapshotter}`,
  );
  insist(
    !(row.firstRequestSeconds > row.slowestRequestSeconds + 1e-9),
    `no request of ${row.task} is slower than its slowest`,
  );
  const unhealthy = row.cause === 'TaskFailedContainerHealthChecks';
  const stopped = row.stopCode === 'ServiceSchedulerInitiated' && row.service === 'web';
  insist(!unhealthy || stopped, `its service has stopped ${row.task}, which was not healthy`);
  checkReadiness(row, definitionOf(row, spec));
}

/** A layer that comes in parts takes no more than all of them, and its index. */
export function checkMountedLayer(
  { digest, uncompressedBytes, files }: LayerSpec,
  spans: number,
  storedBytes: number,
  { ztocBytesPerSpan, ztocBytesPerFile, tocBytesPerFile }: ModelParameters,
): void {
  const most = uncompressedBytes + spans * ztocBytesPerSpan + files * (ztocBytesPerFile + tocBytesPerFile);
  insist(
    storedBytes <= most * (1 + 1e-9),
    `${digest} takes ${storedBytes} of the disk, with all of it ${most}`,
  );
}

/** Reads come on top of what start-up takes where all files are there. */
function checkReadiness(row: Row, { containers }: TaskDefinitionSpec): void {
  const [only] = containers;
  if (row.outcome !== 'started' || containers.length > 1 || only!.runs !== null) return;
  const least = leastOf(only!.ready);
  const seconds = row.readyAt - row.startedAt;
  insist(seconds >= least - 1e-6, `${row.task} works before it is ready: ${seconds}, ${least}`);
}

function leastOf(cost: Distribution): number {
  if (cost.kind === 'constant') return cost.value;
  return cost.kind === 'uniform' ? cost.low : 0;
}

function definitionOf({ service }: Row, { timeline, taskDefinitions }: WorldSpec): TaskDefinitionSpec {
  const entry = timeline.find(
    ({ id, action }) => id === service || (action.kind === 'createService' && action.name === service),
  );
  const family = entry !== undefined && 'taskDefinition' in entry.action ? entry.action.taskDefinition : '';
  return taskDefinitions.find((each) => each.family === family)!;
}
