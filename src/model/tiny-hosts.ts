/**
 * Hosts for tiny worlds: an agent with its defaults, a runtime, one instance, Fargate; nothing but bytes takes time.
 * See `tiny-world`.
 */
import type {
  AgentSettings,
  Ec2CapacitySpec,
  FargateCapacitySpec,
  FargateRates,
  ManagedInstancesSpec,
  RuntimeSpec,
} from './spec.js';
import { constant } from '../units/distribution.js';

export const MB = 1e6;

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

/** What ECS does with instances that it manages; here it keeps those without tasks. */
export function managedInstances(overrides: Partial<ManagedInstancesSpec> = {}): ManagedInstancesSpec {
  return {
    unusedImageSeconds: 900,
    usesCachedImages: true,
    firstTaskAlone: true,
    maximumCount: 10,
    idleInstanceSeconds: Infinity,
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
