/**
 * A small world from plain objects: one image, one registry, one host, one task, and no randomness.
 * Tests override what they are about.
 */
import { expect } from 'vitest';
import type {
  AgentSettings,
  ContainerSpec,
  Ec2CapacitySpec,
  FargateCapacitySpec,
  ImageSpec,
  LayerSpec,
  ModelParameters,
  RegistrySpec,
  RuntimeSpec,
  TaskDefinitionSpec,
  TimelineEntry,
  TimelineAction,
  WorldSpec,
} from '../../src/model/spec.js';
import {
  BINDERS,
  type Binder,
  type LabelColumn,
  type NumberColumn,
  type RunResult,
} from '../../src/model/record.js';
import { simulateRun } from '../../src/model/simulate-run.js';
import { defaultModelParameters } from '../../src/catalog/costs.js';
import { constant } from '../../src/units/distribution.js';

export const MB = 1e6;

export function layer(overrides: Partial<LayerSpec> = {}): LayerSpec {
  return {
    digest: 'sha256:base',
    compressedBytes: 100 * MB,
    uncompressedBytes: 200 * MB,
    compression: 'gzip',
    files: 0,
    changesEachRelease: true,
    ...overrides,
  };
}

export function image(overrides: Partial<ImageSpec> = {}): ImageSpec {
  return {
    name: 'api',
    registry: 'ecr',
    repository: 'api',
    uris: [],
    layers: [layer()],
    platforms: ['linux/amd64'],
    indexed: true,
    configBytes: 5000,
    tags: ['live'],
    immutableTags: false,
    builtSecondsBefore: 30 * 86_400,
    ...overrides,
  };
}

/** A registry that answers at once and has no limit. */
export function registry(overrides: Partial<RegistrySpec> = {}): RegistrySpec {
  return {
    name: 'ecr',
    type: 'ecr',
    region: null,
    roundTripSeconds: 0,
    requestLatency: constant(0),
    firstByteLatency: constant(0),
    perStreamBytesPerSecond: 100 * MB,
    aggregateBytesPerSecond: Infinity,
    ...overrides,
  };
}

export function agent(overrides: Partial<AgentSettings> = {}): AgentSettings {
  return {
    version: '1.105.1',
    enableUntrackedImageCleanup: false,
    excludeUntrackedImages: [],
    nonEcsImageMinimumAgeSeconds: 3600,
    nonEcsContainersDeletePerCycle: 5,
    imagePullInactivityTimeoutSeconds: 60,
    containerCreateTimeoutSeconds: 240,
    containerStartTimeoutSeconds: 180,
    containerStopTimeoutSeconds: 30,
    enableSpotInstanceDraining: false,
    checkpoint: true,
    pullBehavior: 'default',
    pullDependentContainersUpfront: false,
    disableImageCleanup: false,
    imageCleanupIntervalSeconds: 1800,
    imageMinimumCleanupAgeSeconds: 3600,
    imagesDeletePerCycle: 5,
    taskCleanupWaitSeconds: 10_800,
    taskCleanupWaitJitterSeconds: 0,
    imagePullTimeoutSeconds: 7200,
    manifestPullTimeoutSeconds: 60,
    ...overrides,
  };
}

export function runtime(overrides: Partial<RuntimeSpec> = {}): RuntimeSpec {
  return {
    name: 'docker-25',
    downloadSlots: 3,
    downloadSlotsPerPull: Infinity,
    slotUnit: 'layer',
    slotHeldInBackoff: true,
    keepAlive: false,
    layersWaitForConfig: false,
    duplicates: 'shared',
    blobs: 'temporary',
    syncsBlobs: false,
    chunkBytes: Infinity,
    chunksAskRegistry: true,
    unpackSlotsPerPull: 1,
    unpackSlots: Infinity,
    unpackSlotBeforeDownload: false,
    pipelinedUnpack: true,
    gzipBytesPerSecond: 50 * MB,
    zstdBytesPerSecond: 100 * MB,
    layerAttempts: 5,
    layerBackoffSeconds: 5,
    layerBackoffGrows: true,
    configAttempts: 5,
    configBackoffSeconds: 0.25,
    ...overrides,
  };
}

export function ec2(overrides: Partial<Ec2CapacitySpec> = {}): Ec2CapacitySpec {
  return {
    launchType: 'EC2',
    name: 'web',
    region: 'us-east-1',
    machine: {
      instanceType: null,
      cores: 4,
      coreCapacity: 4,
      memoryBytes: 16 * 2 ** 30,
      nicBytesPerSecond: 1000 * MB,
      nicCredits: null,
      flowBytesPerSecond: Infinity,
      diskBytesPerSecond: 10_000 * MB,
      diskCredits: [],
      pageCache: null,
      snapshotBytesPerSecond: null,
      diskOutlivesHost: false,
      diskBytes: 30e9,
      diskUsedBytes: 0,
      architecture: 'X86_64',
    },
    count: 1,
    launchSeconds: constant(60),
    agent: agent(),
    policy: 'amazon-ecs-agent',
    runtime: runtime(),
    initialImages: [],
    ...overrides,
  };
}

export function fargate(overrides: Partial<FargateCapacitySpec> = {}): FargateCapacitySpec {
  return {
    launchType: 'FARGATE',
    name: 'fargate',
    region: 'us-east-1',
    architecture: 'X86_64',
    runtime: runtime({
      downloadSlots: Infinity,
      downloadSlotsPerPull: 3,
      keepAlive: true,
      layersWaitForConfig: true,
      duplicates: 'none',
    }),
    nicBytesPerSecond: 1000 * MB,
    diskBytesPerSecond: 10_000 * MB,
    provisionSeconds: constant(10),
    createSeconds: constant(3),
    ...overrides,
  };
}

export function container(overrides: Partial<ContainerSpec> = {}): ContainerSpec {
  return {
    name: 'app',
    image: 'api:live',
    essential: true,
    dependsOn: [],
    ready: constant(0),
    runs: null,
    exitCode: 0,
    restarts: false,
    startTimeoutSeconds: null,
    versionConsistency: false,
    ...overrides,
  };
}

export function taskDefinition(overrides: Partial<TaskDefinitionSpec> = {}): TaskDefinitionSpec {
  return {
    family: 'api',
    networkMode: 'bridge',
    cpuUnits: 256,
    memoryMiB: 512,
    cpuArchitecture: 'X86_64',
    ephemeralStorageBytes: 20 * 2 ** 30,
    containers: [container()],
    lifetime: null,
    stopTimeoutSeconds: 30,
    handlesSigterm: true,
    executionRole: false,
    cpuUse: 0,
    ...overrides,
  };
}

/** No fixed cost at all: what is left is the arithmetic of requests, downloads and unpacks. */
export function parameters(overrides: Partial<ModelParameters> = {}): ModelParameters {
  return {
    ...defaultModelParameters(),
    jitter: false,
    schedulerDelay: constant(0),
    runTaskDelay: constant(0),
    ec2AwsvpcProvision: constant(0),
    ec2BridgeProvision: constant(0),
    containerCreate: constant(0),
    taskStop: constant(0),
    imageInspect: constant(0),
    imageTag: constant(0),
    imageRemove: constant(0),
    tcpRoundTrips: 1,
    tlsRoundTrips: 1,
    unreachableTimeoutSeconds: 15,
    layerOverheadSeconds: 0,
    sha256BytesPerSecond: Infinity,
    downloadCpuBytesPerSecond: Infinity,
    untarBytesPerSecond: Infinity,
    fileCpuSeconds: 0,
    fileDiskBytes: 0,
    indexBytesPerPlatform: 0,
    manifestBytes: 0,
    ...overrides,
  };
}

export function at(atSeconds: number, action: TimelineAction): TimelineEntry {
  return { id: `${action.kind}-${atSeconds}`, schedule: { kind: 'at', atSeconds }, action };
}

export function runTask(
  atSeconds: number,
  overrides: Partial<Extract<TimelineAction, { kind: 'runTask' }>> = {},
) {
  return at(atSeconds, { kind: 'runTask', taskDefinition: 'api', capacity: 'web', count: 1, ...overrides });
}

export function world(overrides: Partial<WorldSpec> = {}): WorldSpec {
  return {
    epochMs: 0,
    durationSeconds: 1000,
    images: [image()],
    registries: [registry()],
    capacities: [ec2()],
    taskDefinitions: [taskDefinition()],
    timeline: [runTask(0)],
    model: parameters(),
    ...overrides,
  };
}

export type Row = Record<LabelColumn, string> &
  Record<NumberColumn, number> & { bound: Record<Binder, number> };

/** The rows of a run as objects, in the order in which they were asked for. */
export function rows(result: RunResult): Row[] {
  const { starts } = result;
  return Array.from({ length: starts.rows }, (_, index) => {
    const labels = Object.entries(starts.text).map(([column, values]) => [
      column,
      starts.labels[column as LabelColumn][values[index]!]!,
    ]);
    const numbers = Object.entries(starts.number).map(([column, values]) => [column, values[index]!]);
    const bound = Object.fromEntries(
      BINDERS.map((binder, position) => [binder, starts.bound[index * BINDERS.length + position]!]),
    );
    return { ...Object.fromEntries([...labels, ...numbers]), bound } as Row;
  }).sort((a, b) => a.requestedAt - b.requestedAt || (a.task < b.task ? -1 : 1));
}

/** Plays one run; its rows. */
export function play(spec: WorldSpec = world()): Row[] {
  return rows(simulateRun(spec, 'seed', 0));
}

export function sum<Key extends string>(record: Readonly<Record<Key, number>>, keys: readonly Key[]): number {
  return keys.reduce((total, key) => total + record[key], 0);
}

/** Matches a number to so many digits, within `toEqual` and `toMatchObject`. */
export function near(value: number, digits = 9): unknown {
  return expect.closeTo(value, digits);
}
