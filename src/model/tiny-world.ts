/**
 * A small world from plain objects, for tests of policies and of the model: one image of 100 MB, a registry that
 * answers at once, one host with one task, no fixed costs and no randomness, so that what is left is arithmetic.
 * A test overrides what it is about. For forecasts write a scenario: nothing here is measured.
 */
import type {
  ContainerSpec,
  ImageSpec,
  LayerSpec,
  ModelParameters,
  ReadsSpec,
  RegistrySpec,
  TaskDefinitionSpec,
  TimelineEntry,
  TimelineAction,
  WorldSpec,
} from './spec.js';
import { defaultModelParameters } from '../catalog/costs.js';
import { constant } from '../units/distribution.js';
import { ec2, MB } from './tiny-hosts.js';

export { agent, ec2, fargate, fargateRates, managedInstances, MB, runtime } from './tiny-hosts.js';

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
