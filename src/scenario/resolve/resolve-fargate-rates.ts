/**
 * What tasks of each size have of network and disk on Fargate: measured or derived by size, unless `nic` and `disk`
 * say what all of them have; a rate that is given holds for ever, and for one connection.
 */
import { type FargateSize, findFargateSize } from '../../catalog/fargate.js';
import type { FargateRates } from '../../model/spec.js';
import type { Path } from '../path.js';
import type { FargateInput } from '../schema/fargate.js';
import type { Resolution } from './resolution.js';
import type { TaskNeeds } from './resolve-task-definitions.js';
import { writeRate } from './write-values.js';

/** One for each size that the timeline puts on the capacity at `path`, smallest first; that of the smallest size where there is none. */
export function resolveFargateRates(
  path: Path,
  given: FargateInput,
  needs: readonly TaskNeeds[],
  resolution: Resolution,
): readonly FargateRates[] {
  const sizes = sizesOf(needs);
  if (given.nic !== undefined) resolution.given([...path, 'nic']);
  if (given.disk !== undefined) resolution.given([...path, 'disk']);
  note([...path, 'nic'], given.nic, sizes, (size) => size.nicBytesPerSecond, 'networkSource', resolution);
  note([...path, 'disk'], given.disk, sizes, (size) => size.diskBytesPerSecond, 'diskSource', resolution);
  return sizes.map((size) => ({
    cpuUnits: size.cpuUnits,
    memoryMiB: size.memoryMiB,
    nicBytesPerSecond: given.nic ?? size.nicBytesPerSecond,
    nicCredits: given.nic === undefined ? size.nicCredits : null,
    flowBytesPerSecond: given.nic === undefined ? size.flowBytesPerSecond : Infinity,
    diskBytesPerSecond: given.disk ?? size.diskBytesPerSecond,
  }));
}

/** Each once; sizes that Fargate lacks are refused with the task definitions. */
function sizesOf(needs: readonly TaskNeeds[]): readonly FargateSize[] {
  const found = new Map<string, FargateSize>();
  for (const { cpuUnits, memoryMiB } of needs) {
    const size = findFargateSize(cpuUnits, memoryMiB);
    if (size !== undefined) found.set(`${cpuUnits} ${memoryMiB}`, size);
  }
  const smallest = findFargateSize(256, 512);
  if (found.size === 0 && smallest !== undefined) return [smallest];
  return [...found.values()].sort((a, b) => a.cpuUnits - b.cpuUnits || a.memoryMiB - b.memoryMiB);
}

function note(
  path: Path,
  given: number | undefined,
  sizes: readonly FargateSize[],
  rateOf: (size: FargateSize) => number,
  source: 'networkSource' | 'diskSource',
  resolution: Resolution,
): void {
  if (given !== undefined) return;
  const [first] = sizes;
  if (first === undefined) return;
  const isOne = sizes.length === 1;
  const words = sizes.map((size) => `${writeRate(rateOf(size))}${isOne ? '' : ` with ${sizeName(size)}`}`);
  const sources = new Set(sizes.map((size) => size[source]));
  resolution.note(path, words.join(', '), 'catalogue', [...sources].join('; '));
}

function sizeName({ vcpu, memoryMiB }: FargateSize): string {
  return `${vcpu} vCPU and ${memoryMiB / 1024} GB`;
}
