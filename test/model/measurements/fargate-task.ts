/**
 * Worlds of tasks on Fargate, with what a scenario takes by default: rates of the task's size with the credits of its
 * interface, the runtime of platform version 1.4.0, which keeps blobs and looks for an index of SOCI, launch rates and
 * times of the Region, and the SOCI rules of the day.
 */
import {
  defaultModelParameters,
  fargateDefaults,
  imageDefaults,
  registryDefaults,
  type RegistryType,
} from '../../../src/catalog/costs.js';
import type { GzipDecoder } from '../../../src/catalog/runtimes.js';
import { fargateLaunchRate } from '../../../src/catalog/fargate-launch-rates.js';
import { findFargatePlatform } from '../../../src/catalog/fargate-platforms.js';
import { findFargateSize } from '../../../src/catalog/fargate.js';
import { fargateSociRules } from '../../../src/catalog/soci-rules.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import type {
  FargateCapacitySpec,
  LayerSpec,
  LazyIndexSpec,
  ModelParameters,
  NetworkSpec,
  ReadsSpec,
  TaskDefinitionSpec,
  TimelineEntry,
  WorldSpec,
} from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import {
  at,
  container,
  fargate,
  image,
  registry,
  rows,
  runTask,
  taskDefinition,
  world,
  type Row,
} from '../tiny-world.js';
import { decodedBy, median, preset } from './one-pull.js';

export interface FargateImage {
  readonly layers: readonly LayerSpec[];
  readonly registryType?: RegistryType;
  readonly index?: LazyIndexSpec;
  readonly reads?: ReadsSpec;
  /** From the start of its container until that is ready, where all files are there; default: at once. */
  readonly readySeconds?: number;
}

export interface FargateStart {
  /** `YYYY-MM-DD`: whose SOCI rules, and whose platform, hold. */
  readonly day: string;
  readonly region: string;
  /** One of each container. */
  readonly images: readonly FargateImage[];
  /** CPU units and MiB; default: 1 vCPU and 2 GB. */
  readonly size?: readonly [cpuUnits: number, memoryMiB: number];
  readonly platformVersion?: '1.3.0' | '1.4.0';
  /** Which program decompresses gzip; default: that of the preset. */
  readonly decoder?: GzipDecoder;
  readonly task?: Partial<
    Pick<TaskDefinitionSpec, 'efsVolumes' | 'secrets' | 'serviceConnect' | 'cpuArchitecture'>
  >;
  /** Tasks; of each service, where services start them and not RunTask. */
  readonly count?: number;
  readonly services?: number;
  readonly spot?: boolean;
  readonly network?: NetworkSpec;
  readonly model?: Partial<ModelParameters>;
}

const CAPACITY = 'fargate';

/** The size that is played where the source tells none: that of F1, F2, F6 and F16, which tell one. */
export const USUAL_SIZE = [1024, 2048] as const;
export const SIZE_GUESS = 'size not told: 1 vCPU and 2 GB, as in nearly every source here that tells one';

export const provision = (row: Row): number => row.pullStartedAt - row.createdAt;
export const pull = (row: Row): number => row.pullStoppedAt - row.pullStartedAt;
export const create = (row: Row): number => row.startedAt - row.pullStoppedAt;
/** Task created → running. */
export const start = (row: Row): number => row.startedAt - row.createdAt;
/** Asked for → running. */
export const launch = (row: Row): number => row.startedAt - row.requestedAt;
/** Asked for → its application is ready. */
export const ready = (row: Row): number => row.readyAt - row.requestedAt;

export function worldOfTask(play: FargateStart): WorldSpec {
  const { images, network, count = 1, size: [cpuUnits, memoryMiB] = USUAL_SIZE } = play;
  const types = [...new Set(images.map(({ registryType = 'ecr' }) => registryType))];
  return world({
    epochMs: Date.parse(play.day),
    durationSeconds: 3600,
    images: images.map(({ layers, registryType = 'ecr', index }, position) =>
      image({
        name: `image ${position}`,
        repository: `image-${position}`,
        registry: registryType,
        layers,
        configBytes: imageDefaults.configBytes,
        lazyIndex: index ?? null,
        platforms: [play.task?.cpuArchitecture === 'ARM64' ? 'linux/arm64' : 'linux/amd64'],
      }),
    ),
    registries: types.map((type) =>
      registry({
        ...registryDefaults(type),
        name: type,
        type,
        region: type === 'ecr' ? play.region : null,
      }),
    ),
    networks: network === undefined ? [] : [network],
    capacities: [capacityOf(play, cpuUnits, memoryMiB)],
    taskDefinitions: [
      taskDefinition({
        ...play.task,
        cpuUnits,
        memoryMiB,
        networkMode: 'awsvpc',
        containers: images.map(({ reads, readySeconds = 0 }, position) =>
          container({
            name: `container ${position}`,
            image: `image-${position}:live`,
            ready: constant(readySeconds),
            ...(reads === undefined ? {} : { reads }),
          }),
        ),
      }),
    ],
    timeline:
      play.services === undefined
        ? [runTask(0, { capacity: CAPACITY, count })]
        : Array.from({ length: play.services }, (_, index) => service(index, count)),
    model: { ...defaultModelParameters(), ...play.model },
  });
}

function capacityOf(
  { region, network, task, day, platformVersion = '1.4.0', decoder, spot = false }: FargateStart,
  cpuUnits: number,
  memoryMiB: number,
): FargateCapacitySpec {
  const { nicBytesPerSecond, nicCredits, flowBytesPerSecond, diskBytesPerSecond } = findFargateSize(
    cpuUnits,
    memoryMiB,
  )!;
  const platform = findFargatePlatform('LINUX', platformVersion)!;
  const runtime = decoder === undefined ? preset(platform.runtime) : decodedBy(platform.runtime, decoder);
  const lazyRules = fargateSociRules(day);
  const { provisionSeconds, createSeconds, ...extras } = fargateDefaults;
  return fargate({
    name: CAPACITY,
    region,
    architecture: task?.cpuArchitecture ?? 'X86_64',
    platformVersion,
    spot,
    network: network?.name ?? null,
    runtime: lazyRules === null ? { ...runtime, lazy: null } : runtime,
    lazyRules,
    rates: [{ cpuUnits, memoryMiB, nicBytesPerSecond, nicCredits, flowBytesPerSecond, diskBytesPerSecond }],
    launchRate: fargateLaunchRate(region),
    provisionSeconds,
    createSeconds,
    extras,
    layerStorageBytes: platform.layerStorageBytes,
    minimumBilledSeconds: platform.minimumBilledSeconds,
  });
}

function service(ordinal: number, desiredCount: number): TimelineEntry {
  return {
    ...at(0, {
      kind: 'createService',
      name: `service ${ordinal}`,
      taskDefinition: 'api',
      capacity: CAPACITY,
      desiredCount,
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      placementStrategy: 'spread',
    }),
    id: `service ${ordinal}`,
  };
}

/** Starts that a median is taken of, over all tasks and runs. */
const STARTS = 25;

/** Starts of some runs: a few of few tasks, or one of many. */
export function startsOf(play: FargateStart, starts = STARTS): readonly Row[] {
  const spec = worldOfTask(play);
  const runs = Math.ceil(starts / ((play.count ?? 1) * (play.services ?? 1)));
  return Array.from({ length: runs }, (_, run) => rows(simulateRun(spec, 'measurements', run))).flat();
}

/** The median of a part of the start. */
export function medianStart(play: FargateStart, part: (row: Row) => number, starts = STARTS): number {
  return median(startsOf(play, starts).map(part));
}
