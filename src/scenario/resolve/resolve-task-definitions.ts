/**
 * Task definitions: AWS keys with AWS defaults, checked as AWS would on registering (sizes of Fargate, network modes,
 * dependencies without a cycle), plus what they cannot know: how long a task lives, and how it stops.
 */
import {
  defaultEphemeralStorageBytes,
  fargateCpuUnits,
  fargateMemoryMiB,
  findFargateSize,
} from '../../catalog/fargate.js';
import { findOperatingSystemFamily } from '../../catalog/operating-systems.js';
import type { TaskDefinitionSpec } from '../../model/spec.js';
import { formatPercent } from '../../units/share.js';
import type { Path } from '../path.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import type { ContainerInput, TaskDefinitionInput } from '../schema/task-definitions.js';
import { checkDependencies } from './check-dependencies.js';
import type { References } from './references.js';
import type { Resolution } from './resolution.js';
import { resolveContainer } from './resolve-container.js';

const GIB = 1024 * 1024 * 1024;
const DEFAULT_CPU = 256;
const DEFAULT_MEMORY_MIB = 512;

type LaunchType = 'EC2' | 'FARGATE';

/** What a task definition asks of its hosts. */
export interface TaskNeeds {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  /** Null where the task definition does not say. */
  readonly architecture: 'X86_64' | 'ARM64' | null;
  /** The same. */
  readonly operatingSystemFamily: string | null;
}

/** Where a task definition is used. */
export interface Use {
  readonly launchTypes: ReadonlySet<LaunchType>;
  /** Whether Amazon ECS manages some of the hosts. */
  readonly isManaged: boolean;
  /** Architecture of the hosts, for a task definition that does not say. */
  readonly architecture: 'X86_64' | 'ARM64';
  /** Of the hosts, for the same. */
  readonly operatingSystemFamily: string;
  /** Whether a service of it has Service Connect. */
  readonly serviceConnect: boolean;
  /** Whether a service of it has a grace period for health checks. */
  readonly hasGracePeriod: boolean;
  /** Of the hosts, for a container that does not say. */
  readonly stopTimeoutSeconds: number;
}

/** CPU, memory and platform of a task, with the defaults of its launch type. */
export function taskNeeds(given: TaskDefinitionInput): TaskNeeds {
  const sum = (pick: (container: ContainerInput) => number | undefined): number =>
    given.containers.reduce((total, container) => total + (pick(container) ?? 0), 0);
  const memory = sum((container) => container.memory ?? container.memoryReservation);
  return {
    cpuUnits: given.cpu ?? (sum((container) => container.cpu) || DEFAULT_CPU),
    memoryMiB: given.memory ?? (memory || DEFAULT_MEMORY_MIB),
    architecture: given.runtimePlatform?.cpuArchitecture ?? null,
    operatingSystemFamily: given.runtimePlatform?.operatingSystemFamily ?? null,
  };
}

/** All task definitions, in the order of the file. */
export function resolveTaskDefinitions(
  input: ScenarioInput,
  references: References,
  useOf: (taskDefinition: string) => Use,
  resolution: Resolution,
): readonly TaskDefinitionSpec[] {
  return Object.entries(input.taskDefinitions).map(([name, given]) =>
    resolveTaskDefinition(name, given, references, useOf(name), resolution),
  );
}

function resolveTaskDefinition(
  name: string,
  given: TaskDefinitionInput,
  references: References,
  use: Use,
  resolution: Resolution,
): TaskDefinitionSpec {
  const path: Path = ['taskDefinitions', name];
  const loadBalanced =
    use.hasGracePeriod && given.containers.every(({ healthCheck }) => healthCheck === undefined);
  const containers = given.containers.map((container, index) =>
    resolveContainer([...path, 'containers', index], container, { references, loadBalanced }, resolution),
  );
  checkDependencies(path, given.containers, resolution.problems);
  if (given.family !== undefined) resolution.given([...path, 'family']);
  const size = sizeOf(path, given, use, resolution);
  if (given.lifetime !== undefined) resolution.given([...path, 'lifetime']);
  const networkMode = networkModeOf(path, given, use, resolution);
  refuseLinks(path, given, networkMode, resolution);
  return {
    // The name by which services and tasks of the scenario find it; `family` is only what AWS calls it.
    family: name,
    networkMode,
    ...size,
    cpuArchitecture: resolution.pick<'X86_64' | 'ARM64'>(
      [...path, 'runtimePlatform', 'cpuArchitecture'],
      given.runtimePlatform?.cpuArchitecture,
      { value: use.architecture, origin: 'derived', source: 'the hosts that it runs on' },
    ),
    ephemeralStorageBytes: ephemeralStorageOf(path, given, use, resolution),
    containers,
    lifetime: given.lifetime ?? null,
    handlesSigterm: resolution.pick([...path, 'handlesSigterm'], given.handlesSigterm, {
      value: true,
      source: 'its containers stop when they are asked to',
    }),
    executionRole: executionRoleOf(path, given, resolution),
    cpuUse: resolution.pick(
      [...path, 'cpuUse'],
      given.cpuUse,
      { value: 0, source: 'a running task takes nothing from pulls' },
      formatPercent,
    ),
    stopTimeoutSeconds: stopTimeoutOf(path, given, use, resolution),
    operatingSystem: operatingSystemOf(path, given, use, resolution),
    efsVolumes: efsVolumesOf(path, given, resolution),
    secrets: hasSecrets(path, given, resolution),
    serviceConnect: use.serviceConnect,
  };
}

function operatingSystemOf(
  path: Path,
  { runtimePlatform }: TaskDefinitionInput,
  use: Use,
  resolution: Resolution,
): TaskDefinitionSpec['operatingSystem'] {
  const name = resolution.pick<string>(
    [...path, 'runtimePlatform', 'operatingSystemFamily'],
    runtimePlatform?.operatingSystemFamily,
    { value: use.operatingSystemFamily, origin: 'derived', source: 'the hosts that it runs on' },
  );
  return findOperatingSystemFamily(name)?.operatingSystem ?? 'LINUX';
}

function efsVolumesOf(path: Path, { volumes = [] }: TaskDefinitionInput, resolution: Resolution): number {
  const seen = new Set<string>();
  volumes.forEach(({ name }, index) => {
    const at = [...path, 'volumes', index];
    resolution.given([...at, 'name']);
    if (seen.has(name))
      resolution.problems.error({
        path: [...at, 'name'],
        message: `the volume "${name}" is there twice`,
        remedy: 'rename one of them',
      });
    seen.add(name);
  });
  return volumes.filter(({ efsVolumeConfiguration }) => efsVolumeConfiguration !== undefined).length;
}

function hasSecrets(path: Path, { containers }: TaskDefinitionInput, resolution: Resolution): boolean {
  containers.forEach(({ secrets = [] }, index) => {
    if (secrets.length > 0) resolution.given([...path, 'containers', index, 'secrets']);
  });
  return containers.some(({ secrets = [] }) => secrets.length > 0);
}

function executionRoleOf(
  path: Path,
  { executionRoleArn }: TaskDefinitionInput,
  resolution: Resolution,
): boolean {
  if (executionRoleArn !== undefined) resolution.given([...path, 'executionRoleArn']);
  return executionRoleArn !== undefined;
}

/** Containers stop side by side, so a task takes as long as its slowest. */
function stopTimeoutOf(
  path: Path,
  { containers }: TaskDefinitionInput,
  use: Use,
  resolution: Resolution,
): number {
  const each = containers.map(({ stopTimeout }, index) =>
    resolution.pick(
      [...path, 'containers', index, 'stopTimeout'],
      stopTimeout,
      {
        value: use.stopTimeoutSeconds,
        origin: 'derived',
        source: use.launchTypes.has('EC2') ? 'ECS_CONTAINER_STOP_TIMEOUT' : 'the default of Fargate',
      },
      String,
    ),
  );
  return Math.max(...each);
}

function refuseLinks(
  path: Path,
  { containers }: TaskDefinitionInput,
  networkMode: TaskDefinitionSpec['networkMode'],
  { problems }: Resolution,
): void {
  if (networkMode === 'bridge') return;
  containers.forEach(({ links = [] }, index) => {
    if (links.length === 0) return;
    const message = `links need the network mode bridge, and this one is ${networkMode}`;
    const remedy = 'use dependsOn with START, or write "networkMode: bridge"';
    problems.error({ path: [...path, 'containers', index, 'links'], at: 'key', message, remedy });
  });
}

function sizeOf(
  path: Path,
  given: TaskDefinitionInput,
  { launchTypes }: Use,
  resolution: Resolution,
): { cpuUnits: number; memoryMiB: number } {
  const { cpuUnits, memoryMiB } = taskNeeds(given);
  const source = 'the sum of the containers, else the smallest size of Fargate';
  resolution.pick([...path, 'cpu'], given.cpu, { value: cpuUnits, origin: 'derived', source });
  resolution.pick([...path, 'memory'], given.memory, { value: memoryMiB, origin: 'derived', source });
  if (launchTypes.has('FARGATE') && findFargateSize(cpuUnits, memoryMiB) === undefined)
    resolution.problems.error(wrongFargateSize(path, given, cpuUnits, memoryMiB));
  return { cpuUnits, memoryMiB };
}

function wrongFargateSize(path: Path, given: TaskDefinitionInput, cpuUnits: number, memoryMiB: number) {
  const memories = fargateMemoryMiB(cpuUnits);
  const isCpu = memories.length === 0;
  const message = isCpu
    ? `Fargate has no tasks of ${cpuUnits} CPU units`
    : `Fargate has no tasks of ${cpuUnits} CPU units with ${memoryMiB} MiB`;
  const key = isCpu ? 'cpu' : 'memory';
  const remedy = isCpu
    ? `cpu can be ${fargateCpuUnits().join(', ')}`
    : `memory can be ${memories.join(', ')}`;
  return {
    path: given[key] === undefined ? path : [...path, key],
    message,
    remedy,
    ...(given[key] === undefined ? { at: 'key' as const } : {}),
  };
}

function networkModeOf(
  path: Path,
  given: TaskDefinitionInput,
  { launchTypes, isManaged }: Use,
  resolution: Resolution,
): TaskDefinitionSpec['networkMode'] {
  const at = [...path, 'networkMode'];
  const onFargate = launchTypes.has('FARGATE');
  const mode = resolution.pick<TaskDefinitionSpec['networkMode']>(at, given.networkMode, {
    value: onFargate || isManaged ? 'awsvpc' : 'bridge',
    source: onFargate
      ? 'the only mode of Fargate'
      : isManaged
        ? 'a network interface for each task'
        : 'the default of Amazon ECS for Linux',
  });
  if (isManaged && mode === 'bridge')
    resolution.problems.error({
      path: at,
      message: 'Amazon ECS Managed Instances do not know the network mode "bridge"',
      remedy: 'write "awsvpc", "host" or "none"',
    });
  if (onFargate && mode !== 'awsvpc')
    resolution.problems.error({
      path: at,
      message: `Fargate does not know the network mode "${mode}"`,
      remedy: 'write "awsvpc"',
    });
  return mode;
}

function ephemeralStorageOf(
  path: Path,
  given: TaskDefinitionInput,
  { launchTypes }: Use,
  resolution: Resolution,
): number {
  const gib = given.ephemeralStorage?.sizeInGiB;
  const at = [...path, 'ephemeralStorage', 'sizeInGiB'];
  if (gib === undefined && !launchTypes.has('FARGATE')) return defaultEphemeralStorageBytes;
  const bytes = resolution.pick(
    at,
    gib === undefined ? undefined : gib * GIB,
    {
      value: defaultEphemeralStorageBytes,
      origin: 'catalogue',
      source: 'ECS developer guide, fargate-task-storage.html',
    },
    (value) => String(value / GIB),
  );
  if (gib !== undefined && !launchTypes.has('FARGATE'))
    resolution.problems.warn({
      path: at,
      message: 'ephemeralStorage counts on Fargate only',
      remedy: 'use capacity.NAME.volume on EC2',
    });
  return bytes;
}
