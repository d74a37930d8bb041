/**
 * What cannot work, found before it is played: tasks that are larger than any instance, that need another processor, or
 * whose images have not enough room on the disk of the hosts that run them. The last are warnings, as a start that fails
 * may be the question.
 */
import type { OperatingSystemFamily } from '../../catalog/operating-systems.js';
import { platformOf } from '../../model/image/platform-of.js';
import type {
  CapacitySpec,
  ImageSpec,
  LayerSpec,
  ModelParameters,
  TaskDefinitionSpec,
} from '../../model/spec.js';
import type { Path } from '../path.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import type { Placement } from './placements.js';
import type { References } from './references.js';
import type { Resolution } from './resolution.js';
import { writeSize } from './write-values.js';

/** Operating system families, by the name of the capacity. */
export type Families = ReadonlyMap<string, OperatingSystemFamily>;

export interface Fit {
  readonly input: ScenarioInput;
  readonly placements: readonly Placement[];
  readonly definitions: readonly TaskDefinitionSpec[];
  readonly capacities: readonly CapacitySpec[];
  readonly families: Families;
  readonly references: References;
  readonly model: ModelParameters;
}

export function architectureOf(host: CapacitySpec): 'X86_64' | 'ARM64' {
  return host.launchType === 'EC2' ? host.machine.architecture : host.architecture;
}

/** Checks each task definition against each capacity that runs it. */
export function checkFit(fit: Fit, resolution: Resolution): void {
  for (const { taskDefinition, capacity } of fit.placements) {
    const task = fit.definitions.find(({ family }) => family === taskDefinition);
    const host = fit.capacities.find(({ name }) => name === capacity);
    if (task === undefined || host === undefined) continue;
    const path: Path = ['taskDefinitions', taskDefinition];
    refuseArchitecture(path, taskDefinition, host, fit, resolution);
    warnOfPlatforms(path, task, host, fit.references, resolution);
    warnOfDisk(path, task, host, fit, resolution);
    refuseSize(path, task, host, resolution);
  }
}

function refuseArchitecture(
  path: Path,
  taskDefinition: string,
  host: CapacitySpec,
  { input }: Fit,
  { problems }: Resolution,
): void {
  const architecture = architectureOf(host);
  const asked = input.taskDefinitions[taskDefinition]?.runtimePlatform?.cpuArchitecture;
  if (asked === undefined || asked === architecture) return;
  problems.error({
    path: [...path, 'runtimePlatform', 'cpuArchitecture'],
    message: `runs on ${asked} only, and the capacity "${host.name}" is ${architecture}`,
    remedy: `write "${architecture}", or use other hosts`,
  });
}

/** Tasks that can never be placed would wait for ever: better said now. */
function refuseSize(
  path: Path,
  task: TaskDefinitionSpec,
  host: CapacitySpec,
  { problems }: Resolution,
): void {
  if (host.launchType !== 'EC2') return;
  const { cores, memoryBytes } = host.machine;
  if (task.cpuUnits <= cores * 1024 && task.memoryMiB * 1024 * 1024 <= memoryBytes) return;
  const message = `needs ${task.cpuUnits} CPU units and ${task.memoryMiB} MiB, more than an instance of "${host.name}" has`;
  problems.error({ path, at: 'key', message, remedy: 'use larger instances or smaller tasks' });
}

/** Not an error: that an image lacks the platform of a host is found out when a task starts, and may be the question. */
function warnOfPlatforms(
  path: Path,
  task: TaskDefinitionSpec,
  host: CapacitySpec,
  references: References,
  { problems }: Resolution,
): void {
  const platform = platformOf(host.operatingSystem, architectureOf(host));
  task.containers.forEach(({ image: reference }, index) => {
    const image = references.image(reference);
    if (
      image === undefined ||
      image.platforms.some((each) => each === platform || each.startsWith(`${platform}/`))
    )
      return;
    const message = `image "${image.name}" is for ${image.platforms.join(', ')}, and "${host.name}" is ${platform}: its tasks will fail`;
    problems.warn({
      path: [...path, 'containers', index, 'image'],
      message,
      remedy: `add "${platform}" to images.${image.name}.platforms`,
    });
  });
}

/** An image needs room for what is downloaded and for what is unpacked, whatever is deleted afterwards. */
function warnOfDisk(
  path: Path,
  task: TaskDefinitionSpec,
  host: CapacitySpec,
  { references, model }: Fit,
  { problems }: Resolution,
): void {
  const freeBytes =
    host.launchType === 'EC2'
      ? host.machine.diskBytes - host.machine.diskUsedBytes
      : task.ephemeralStorageBytes;
  // Less than nothing is a volume that is not what its writer meant, which is told elsewhere.
  if (freeBytes <= 0) return;
  const images = task.containers.map(({ image }) => references.image(image));
  const warn = (at: Path, key: 'key' | 'value', what: string, neededBytes: number): void => {
    const message = `${what} take ${writeSize(neededBytes)} of disk, packed and unpacked, and "${host.name}" has ${writeSize(freeBytes)}: tasks will fail`;
    const remedy =
      host.launchType === 'EC2'
        ? `raise capacity.${host.name}.volume.size`
        : 'raise "ephemeralStorage" of the task definition';
    problems.warn({ path: at, at: key, message, remedy });
  };
  const room = (list: readonly ImageSpec[]): number => roomFor(list, host, model);
  const tooLarge = images.map((image) => image !== undefined && room([image]) > freeBytes);
  images.forEach((image, index) => {
    if (image === undefined || tooLarge[index] !== true) return;
    const at = [...path, 'containers', index, 'image'];
    warn(at, 'value', `the layers of image "${image.name}"`, room([image]));
  });
  const together = room(images.filter((image) => image !== undefined));
  if (together > freeBytes && !tooLarge.includes(true))
    warn([...path, 'containers'], 'key', 'the images of its containers', together);
}

function roomFor(
  images: readonly ImageSpec[],
  { hostBases }: CapacitySpec,
  { fileDiskBytes }: ModelParameters,
): number {
  const layers = new Map<string, LayerSpec>();
  for (const { base, layers: own } of images) {
    const release = base?.releases[base.atStart];
    // What hosts have from their beginning lies there already.
    const isHeld = hostBases?.releases.some(({ name }) => name === release?.name) ?? false;
    for (const layer of isHeld ? own : [...(release?.layers ?? []), ...own]) layers.set(layer.digest, layer);
  }
  return [...layers.values()].reduce(
    (sum, { compressedBytes, uncompressedBytes, files }) =>
      sum + compressedBytes + uncompressedBytes + files * fileDiskBytes,
    0,
  );
}
