/**
 * A small world from plain objects, for tests of policies and of the model: one image of 100 MB, a registry that
 * answers at once, one host with one task, no fixed costs and no randomness, so that what is left is arithmetic.
 * A test overrides what it is about. For forecasts write a scenario: nothing here is measured.
 */
import type {
  AgentSettings,
  ContainerSpec,
  Ec2CapacitySpec,
  FargateCapacitySpec,
  FargateRates,
  ImageSpec,
  LayerSpec,
  ModelParameters,
  ReadsSpec,
  RegistrySpec,
  RuntimeSpec,
  TaskDefinitionSpec,
  TimelineEntry,
  TimelineAction,
  WorldSpec,
} from './spec.js';
import { defaultModelParameters } from '../catalog/costs.js';
import { constant } from '../units/distribution.js';

export const MB = 1e6;

/** 100 MB of gzip, 200 MB unpacked. */
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

/** `api:live` in the registry `ecr`, built 30 days ago. */
export function image(overrides: Partial<ImageSpec> = {}): ImageSpec {
  return {
    name: 'api',
    registry: 'ecr',
    repository: 'api',
    pulledFrom: overrides.registry ?? 'ecr',
    names: [],
    layers: [layer()],
    platforms: ['linux/amd64'],
    indexed: true,
    configBytes: 5000,
    tags: ['live'],
    immutableTags: false,
    builtSecondsBefore: 30 * 86_400,
    lifecycle: [],
    lazyIndex: null,
    base: null,
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
    limits: [],
    replication: [],
    cache: null,
    ...overrides,
  };
}

/** Release 1.105.1 with its defaults, under `ECS_IMAGE_PULL_BEHAVIOR=default`. */
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

/** Docker 25: three downloads at a time, a layer unpacks at 50 MB/s. */
export function runtime(overrides: Partial<RuntimeSpec> = {}): RuntimeSpec {
  return {
    name: 'docker-25',
    downloadSlots: 3,
    downloadSlotsPerPull: Infinity,
    slotUnit: 'layer',
    slotHeldInBackoff: true,
    keepAlive: false,
    idleConnections: 2,
    multiplexing: false,
    layersWaitForConfig: false,
    duplicates: 'shared',
    blobs: 'temporary',
    syncsBlobs: false,
    chunkBytes: Infinity,
    chunksAskRegistry: true,
    fetchesAllFirst: false,
    unpackSlotsPerPull: 1,
    unpackSlots: Infinity,
    unpackSlotBeforeDownload: false,
    pipelinedUnpack: true,
    tarSplitBytesPerSecond: Infinity,
    gzipBytesPerSecond: 50 * MB,
    zstdBytesPerSecond: 100 * MB,
    layerAttempts: 5,
    layerBackoffSeconds: 5,
    layerBackoffGrows: true,
    configAttempts: 5,
    configBackoffSeconds: 0.25,
    requestAttempts: 1,
    requestBackoffSeconds: 0,
    layerRequestRetries: { attempts: 2, backoffSeconds: 0, backoffFactor: 1, backoffJitterShare: 0 },
    readsRefusedHead: true,
    retriesThrottledLayers: false,
    importBytesPerSecond: Infinity,
    lazy: null,
    ...overrides,
  };
}

/** One host named `web`: 4 vCPU, 16 GiB, 1 GB/s of network, a disk of 30 GB that is no limit. */
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
    network: null,
    peers: null,
    volume: null,
    operatingSystem: 'LINUX',
    lazyRules: null,
    hostBases: null,
    managed: null,
    ...overrides,
  };
}

/** What every task size has: 1 GB/s of network, a disk that is no limit. */
export function fargateRates(overrides: Partial<FargateRates> = {}): FargateRates {
  return {
    cpuUnits: 1024,
    memoryMiB: 2048,
    nicBytesPerSecond: 1000 * MB,
    nicCredits: null,
    flowBytesPerSecond: Infinity,
    diskBytesPerSecond: 10_000 * MB,
    ...overrides,
  };
}

/** A Fargate capacity named `fargate`. */
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
    network: null,
    operatingSystem: 'LINUX',
    operatingSystemFamily: 'LINUX',
    platformVersion: '1.4.0',
    spot: false,
    rates: [fargateRates()],
    launchRate: null,
    provisionSeconds: constant(10),
    createSeconds: constant(3),
    extras: {
      efsProvisionSeconds: constant(0),
      efsCreateSeconds: constant(0),
      serviceConnectProvisionSeconds: constant(0),
      serviceConnectCreateSeconds: constant(0),
      secretsProvisionSeconds: constant(0),
      sidecarCreateSeconds: constant(0),
    },
    layerStorageBytes: null,
    minimumBilledSeconds: 60,
    imageCache: null,
    lazyRules: null,
    hostBases: null,
    ...overrides,
  };
}

/** A container that reads a tenth of its image, in one go. */
export function reads(overrides: Partial<ReadsSpec> = {}): ReadsSpec {
  return {
    profile: '',
    share: 0.1,
    order: 'sequential',
    runBytes: 16 * MB,
    bursts: 1,
    streams: 1,
    requests: null,
    ...overrides,
  };
}

/** An essential container `app` of `api:live` that is ready as soon as it runs, and runs on. */
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
    reads: reads(),
    healthSeconds: null,
    ...overrides,
  };
}

/** The task definition `api`: one container, in bridge mode. */
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
    operatingSystem: 'LINUX',
    efsVolumes: 0,
    secrets: false,
    serviceConnect: false,
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
    windowsContainerCreate: constant(0),
    taskStop: constant(0),
    imageInspect: constant(0),
    imageTag: constant(0),
    imageRemove: constant(0),
    tcpRoundTrips: 1,
    tlsRoundTrips: 1,
    tcpWindowBytes: Infinity,
    tcpInitialWindowBytes: Infinity,
    idleConnectionSeconds: Infinity,
    unreachableTimeoutSeconds: 15,
    layerOverheadSeconds: 0,
    sha256BytesPerSecond: Infinity,
    downloadCpuBytesPerSecond: Infinity,
    untarBytesPerSecond: Infinity,
    fileCpuSeconds: 0,
    fileDiskBytes: 0,
    indexBytesPerPlatform: 0,
    manifestBytes: 0,
    readFileRatio: 1,
    ...overrides,
  };
}

/** An entry of the timeline at a simulated second. */
export function at(atSeconds: number, action: TimelineAction): TimelineEntry {
  return { id: `${action.kind}-${atSeconds}`, schedule: { kind: 'at', atSeconds }, action };
}

/** RunTask of `api` on `web`. */
export function runTask(
  atSeconds: number,
  overrides: Partial<Extract<TimelineAction, { kind: 'runTask' }>> = {},
) {
  return at(atSeconds, { kind: 'runTask', taskDefinition: 'api', capacity: 'web', count: 1, ...overrides });
}

/** One task is run at second 0; the world ends at second 1000. */
export function world(overrides: Partial<WorldSpec> = {}): WorldSpec {
  return {
    epochMs: 0,
    durationSeconds: 1000,
    images: [image()],
    registries: [registry()],
    networks: [],
    capacities: [ec2()],
    taskDefinitions: [taskDefinition()],
    timeline: [runTask(0)],
    model: parameters(),
    ...overrides,
  };
}
