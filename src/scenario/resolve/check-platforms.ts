/**
 * Whether tasks are what their hosts can run, as AWS would refuse it on registering or placing them: the operating
 * system family, sizes and storage of Fargate's platforms, EFS, and base images of another Windows. Each is an error at
 * the task definition.
 */
import { fargateCpuUnits, fargateMemoryMiB, findFargateSize } from '../../catalog/fargate.js';
import type { OperatingSystemFamily } from '../../catalog/operating-systems.js';
import type { CapacitySpec, FargateCapacitySpec, TaskDefinitionSpec } from '../../model/spec.js';
import type { Path } from '../path.js';
import type { TaskDefinitionInput } from '../schema/task-definitions.js';
import type { Fit } from './check-fit.js';
import type { References } from './references.js';
import type { Resolution } from './resolution.js';

interface Pair {
  readonly path: Path;
  readonly given: TaskDefinitionInput;
  readonly task: TaskDefinitionSpec;
  readonly host: CapacitySpec;
  readonly family: OperatingSystemFamily;
}

/** Checks each task definition against each capacity that runs it. */
export function checkPlatforms(fit: Fit, resolution: Resolution): void {
  const { input, definitions, capacities, families, references } = fit;
  for (const { taskDefinition, capacity } of fit.placements) {
    const given = input.taskDefinitions[taskDefinition];
    const task = definitions.find(({ family }) => family === taskDefinition);
    const host = capacities.find(({ name }) => name === capacity);
    const family = families.get(capacity);
    if (given === undefined || task === undefined || host === undefined || family === undefined) continue;
    const pair: Pair = { path: ['taskDefinitions', taskDefinition], given, task, host, family };
    refuseFamily(pair, resolution);
    refuseBase(pair, references, resolution);
    if (host.launchType !== 'FARGATE') continue;
    refuseFargateSize(pair, host, resolution);
    refuseStorage(pair, host, resolution);
    refuseEfs(pair, host, resolution);
  }
}

function refuseFamily({ path, given, host, family }: Pair, { problems }: Resolution): void {
  const asked = given.runtimePlatform?.operatingSystemFamily;
  if (asked === undefined || asked === family.name) return;
  problems.error({
    path: [...path, 'runtimePlatform', 'operatingSystemFamily'],
    message: `runs on ${asked} only, and the capacity "${host.name}" is ${family.name}`,
    remedy: `write "${family.name}", or use other hosts`,
  });
}

/** Containers of Windows share the kernel of their host. */
function refuseBase(
  { path, task, host, family }: Pair,
  references: References,
  { problems }: Resolution,
): void {
  if (family.bases.length === 0) return;
  task.containers.forEach(({ image: reference }, index) => {
    const image = references.image(reference);
    const os = image?.base?.name.split(' ')[1];
    if (image === undefined || os === undefined || family.bases.includes(os)) return;
    const can = family.bases.map((each) => `"os: ${each}"`).join(' or ');
    problems.error({
      path: [...path, 'containers', index, 'image'],
      message: `image "${image.name}" is built upon ${os}, which "${host.name}" (${family.name}) does not run`,
      remedy: `write ${can} in images.${image.name}.base, or use other hosts`,
    });
  });
}

function refuseFargateSize(
  { path, given, task }: Pair,
  { operatingSystem, platformVersion }: FargateCapacitySpec,
  { problems }: Resolution,
): void {
  const size = findFargateSize(task.cpuUnits, task.memoryMiB);
  // That it does not exist at all is told where the task definition is resolved.
  if (size === undefined) return;
  const place = given.cpu === undefined ? ({ path, at: 'key' } as const) : { path: [...path, 'cpu'] };
  if (!size.operatingSystems.includes(operatingSystem)) {
    const known = fargateCpuUnits().filter((cpu) => isFor(cpu, operatingSystem));
    problems.error({
      ...place,
      message: `Fargate has no Windows tasks of ${task.cpuUnits} CPU units`,
      remedy: `cpu can be ${known.join(', ')}`,
    });
  }
  const { minPlatform } = size;
  if (operatingSystem === 'LINUX' && minPlatform !== null && minPlatform !== platformVersion)
    problems.error({
      ...place,
      message: `tasks of ${task.cpuUnits} CPU units need platform version ${minPlatform}`,
      remedy: `write "platformVersion: ${minPlatform}", or a smaller cpu`,
    });
}

function isFor(cpuUnits: number, operatingSystem: 'LINUX' | 'WINDOWS'): boolean {
  const least = fargateMemoryMiB(cpuUnits)[0] ?? 0;
  return findFargateSize(cpuUnits, least)?.operatingSystems.includes(operatingSystem) ?? false;
}

function refuseStorage(
  { path, given }: Pair,
  { name, layerStorageBytes, platformVersion }: FargateCapacitySpec,
  { problems }: Resolution,
): void {
  if (layerStorageBytes === null || given.ephemeralStorage === undefined) return;
  problems.error({
    path: [...path, 'ephemeralStorage'],
    at: 'key',
    message: `platform version ${platformVersion} of "${name}" has ${layerStorageBytes / 1e9} GB for layers, and no other`,
    remedy: 'delete it, or write "platformVersion: 1.4.0"',
  });
}

function refuseEfs(
  { path, given }: Pair,
  { name, operatingSystem }: FargateCapacitySpec,
  { problems }: Resolution,
): void {
  if (operatingSystem !== 'WINDOWS') return;
  (given.volumes ?? []).forEach(({ efsVolumeConfiguration }, index) => {
    if (efsVolumeConfiguration === undefined) return;
    problems.error({
      path: [...path, 'volumes', index, 'efsVolumeConfiguration'],
      at: 'key',
      message: `Windows tasks on Fargate ("${name}") cannot mount EFS`,
      remedy: 'delete the volume, or use Linux',
    });
  });
}
