/**
 * The world as plain data: everything a simulation needs to know, complete and in SI units
 * (seconds, bytes, bytes per second). `scenario/` builds one of these for each variant; a test or
 * a notebook may write one by hand. It can be structured-cloned, so it travels to workers as it is.
 */
import type { Distribution } from '../units/distribution.js';
import type { PullBehavior } from './policy/types.js';

export interface WorldSpec {
  /** The date of simulated time zero, in milliseconds since 1970 (UTC). */
  readonly epochMs: number;
  readonly durationSeconds: number;
  readonly images: readonly ImageSpec[];
  readonly registries: readonly RegistrySpec[];
  readonly capacities: readonly CapacitySpec[];
  readonly taskDefinitions: readonly TaskDefinitionSpec[];
  /** In the order of the scenario file; ties in time are played in this order. */
  readonly timeline: readonly TimelineEntry[];
  /** Named costs and parameters of the model, complete: catalogue defaults with the scenario's overrides. */
  readonly model: ModelParameters;
}

// ── images ────────────────────────────────────────────────────────────────────────────────────

export type Compression = 'gzip' | 'zstd' | 'none';

export interface LayerSpec {
  /** Equal digests are the same bytes, so they are shared between images. */
  readonly digest: string;
  readonly compressedBytes: number;
  readonly uncompressedBytes: number;
  readonly compression: Compression;
  readonly files: number;
  /** A push of a new release gives this layer a new digest (same sizes). */
  readonly changesEachRelease: boolean;
}

export interface ImageSpec {
  /** The key under `images:`. */
  readonly name: string;
  /** The key of the registry that stores it. */
  readonly registry: string;
  /** Repository path within the registry. */
  readonly repository: string;
  /** Full names (registry host and repository, without tag) under which task definitions may name it. */
  readonly uris: readonly string[];
  /** Base layer first. */
  readonly layers: readonly LayerSpec[];
  /** `os/architecture` values that the image exists for. More than one means a multi-platform index. */
  readonly platforms: readonly string[];
  /** Whether a tag names an index, which costs a look-up more (always so with several platforms). */
  readonly indexed: boolean;
  readonly configBytes: number;
  /** Tags that exist at time zero; all name release 0. */
  readonly tags: readonly string[];
  readonly immutableTags: boolean;
}

// ── registries ────────────────────────────────────────────────────────────────────────────────

export type RegistryType = 'ecr' | 'ecr-public' | 'docker-hub' | 'generic' | 'ideal';

export interface RegistrySpec {
  readonly name: string;
  readonly type: RegistryType;
  /** AWS Region code, or null for a registry outside AWS (`roundTripSeconds` then stands for the distance). */
  readonly region: string | null;
  /** Fixed round trip in seconds that replaces the Region matrix, or null to look it up. */
  readonly roundTripSeconds: number | null;
  /** Server time of an API request (authorization, manifest, layer URL), seconds. */
  readonly requestLatency: Distribution;
  /** Server time to the first byte of a blob, seconds. */
  readonly firstByteLatency: Distribution;
  /** What one connection gets at most. */
  readonly perStreamBytesPerSecond: number;
  /** What all connections together get at most; Infinity where nothing is known to bind. */
  readonly aggregateBytesPerSecond: number;
}

export type RegistryFault = 'unreachable' | 'throttled' | 'auth-failing' | 'not-found';

// ── capacity ──────────────────────────────────────────────────────────────────────────────────

/** The agent's settings after they were read as the agent reads them (minima and silent defaults applied). */
export interface AgentSettings {
  readonly pullBehavior: PullBehavior;
  readonly pullDependentContainersUpfront: boolean;
  readonly disableImageCleanup: boolean;
  readonly imageCleanupIntervalSeconds: number;
  readonly imageMinimumCleanupAgeSeconds: number;
  readonly imagesDeletePerCycle: number;
  readonly taskCleanupWaitSeconds: number;
  readonly taskCleanupWaitJitterSeconds: number;
  readonly imagePullTimeoutSeconds: number;
  readonly manifestPullTimeoutSeconds: number;
}

/** How a runtime fetches and unpacks. Presets are in `catalog/runtimes.ts`. */
export interface RuntimeSpec {
  readonly name: string;
  /** Concurrent layer downloads; Infinity for none. */
  readonly downloadSlots: number;
  /** Whether the slots are one set for the whole daemon or one for each pull. */
  readonly slotScope: 'daemon' | 'pull';
  /** Whether requests reuse a connection. */
  readonly keepAlive: boolean;
  /** Whether layers wait for the configuration blob (containerd) or download beside it (Docker on Linux). */
  readonly layersWaitForConfig: boolean;
  /** Whether downloads in flight are shared with other pulls of the host. */
  readonly sharesInFlight: boolean;
  /** Whether decompression runs in a process of its own, beside hashing and writing (unpigz), or in one thread. */
  readonly pipelinedUnpack: boolean;
  /** Decompression of gzip by one core, compressed bytes in per second. */
  readonly gzipBytesPerSecond: number;
  /** Decompression of zstd by one core, compressed bytes in per second. */
  readonly zstdBytesPerSecond: number;
  /** Attempts for one layer, and the wait before attempt n+1: n × this. */
  readonly layerAttempts: number;
  readonly layerBackoffSeconds: number;
}

export interface InitialImage {
  /** A reference as a container would write it: `api:live` or `api@sha256:…`. */
  readonly image: string;
  /** Whether the agent itself pulled it (what `once` trusts) or it was there before (a baked AMI). */
  readonly pulledByAgent: boolean;
  readonly ageSeconds: number;
}

export interface MachineSpec {
  /** Catalogue name, or null when the scenario gave `machine:`. */
  readonly instanceType: string | null;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly nicBytesPerSecond: number;
  /** What reads and writes of the image store share: the smaller of volume and instance limit. */
  readonly diskBytesPerSecond: number;
  readonly diskBytes: number;
  /** In use before any image. */
  readonly diskUsedBytes: number;
  readonly architecture: 'X86_64' | 'ARM64';
}

export interface Ec2CapacitySpec {
  readonly launchType: 'EC2';
  readonly name: string;
  readonly region: string;
  readonly machine: MachineSpec;
  readonly count: number;
  /** From the decision to scale until the instance is registered. */
  readonly launchSeconds: Distribution;
  readonly agent: AgentSettings;
  readonly runtime: RuntimeSpec;
  readonly initialImages: readonly InitialImage[];
}

export interface FargateCapacitySpec {
  readonly launchType: 'FARGATE';
  readonly name: string;
  readonly region: string;
  readonly architecture: 'X86_64' | 'ARM64';
  readonly runtime: RuntimeSpec;
  readonly nicBytesPerSecond: number;
  readonly diskBytesPerSecond: number;
  /** Created → pull starts (placement, micro host, network interface). */
  readonly provisionSeconds: Distribution;
  /** Pull stopped → container started. */
  readonly createSeconds: Distribution;
}

export type CapacitySpec = Ec2CapacitySpec | FargateCapacitySpec;

// ── tasks ─────────────────────────────────────────────────────────────────────────────────────

export type DependencyCondition = 'START' | 'CREATE' | 'COMPLETE' | 'SUCCESS' | 'HEALTHY';

export interface ContainerSpec {
  readonly name: string;
  /** The literal reference: what `once` keys on. */
  readonly image: string;
  readonly essential: boolean;
  readonly dependsOn: readonly { readonly container: string; readonly condition: DependencyCondition }[];
  /** From container start until the application is ready (healthy), seconds. */
  readonly ready: Distribution;
  /** How long the container itself runs, or null while the task does. Only non-essential ones may end before the task. */
  readonly runs: Distribution | null;
  readonly versionConsistency: boolean;
}

export interface TaskDefinitionSpec {
  readonly family: string;
  readonly networkMode: 'awsvpc' | 'bridge' | 'host' | 'none';
  /** vCPU × 1024. */
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  readonly cpuArchitecture: 'X86_64' | 'ARM64';
  readonly ephemeralStorageBytes: number;
  readonly containers: readonly ContainerSpec[];
  /** How long a task lives after it is ready, or null for ever. */
  readonly lifetime: Distribution | null;
  readonly stopTimeoutSeconds: number;
}

// ── timeline ──────────────────────────────────────────────────────────────────────────────────

export type Schedule =
  | { readonly kind: 'at'; readonly atSeconds: number }
  /** First at `fromSeconds`, then each period, last before `untilSeconds`. */
  | {
      readonly kind: 'every';
      readonly periodSeconds: number;
      readonly fromSeconds: number;
      readonly untilSeconds: number;
    }
  | {
      readonly kind: 'poisson';
      readonly ratePerSecond: number;
      readonly fromSeconds: number;
      readonly untilSeconds: number;
    };

export interface TimelineEntry {
  readonly id: string;
  readonly schedule: Schedule;
  readonly action: TimelineAction;
}

export interface ServiceSettings {
  readonly name: string;
  readonly taskDefinition: string;
  readonly capacity: string;
  readonly desiredCount: number;
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  readonly placementStrategy: 'spread' | 'binpack' | 'random';
}

export type TimelineAction =
  | ({ readonly kind: 'createService' } & ServiceSettings)
  | {
      readonly kind: 'updateService';
      readonly service: string;
      readonly forceNewDeployment: boolean;
      readonly desiredCount: number | null;
    }
  | {
      readonly kind: 'runTask';
      readonly taskDefinition: string;
      readonly capacity: string;
      readonly count: number;
    }
  | { readonly kind: 'push'; readonly image: string; readonly tag: string; readonly sameDigest: boolean }
  | { readonly kind: 'scaleCapacity'; readonly capacity: string; readonly count: number }
  | {
      readonly kind: 'outage';
      readonly registry: string;
      readonly fault: RegistryFault;
      readonly forSeconds: number;
      /** Share of the requests that fail, 0…1. */
      readonly share: number;
    }
  | { readonly kind: 'pruneImages'; readonly capacity: string };

// ── parameters ────────────────────────────────────────────────────────────────────────────────

/**
 * Every cost of the model that is not a property of something the scenario names. The catalogue
 * (`catalog/costs.ts`) holds the default, unit and source of each; the names here are its names.
 */
export interface ModelParameters {
  /** Draw each distribution's median instead of sampling it. */
  readonly jitter: boolean;
  /** A service's wish for a task → `createdAt` (scheduler). */
  readonly schedulerDelay: Distribution;
  /** RunTask call → `createdAt`. */
  readonly runTaskDelay: Distribution;
  /** awsvpc on EC2: pause container and network interface. */
  readonly ec2AwsvpcProvision: Distribution;
  /** bridge and host mode on EC2: payload to first container transition. */
  readonly ec2BridgeProvision: Distribution;
  /** docker create and start of one container. */
  readonly containerCreate: Distribution;
  /** A wish to stop a task → its resources are free. */
  readonly taskStop: Distribution;
  /** Inspecting a local image, one Docker API call. */
  readonly imageInspect: Distribution;
  /** Local re-tag and bookkeeping after a pull by digest. */
  readonly imageTag: Distribution;
  /** Removing one image from disk. */
  readonly imageRemove: Distribution;
  /** TCP connection set-up, round trips. */
  readonly tcpRoundTrips: number;
  /** TLS handshake, round trips. */
  readonly tlsRoundTrips: number;
  /** Before an unanswered request gives up. */
  readonly unreachableTimeoutSeconds: number;
  /** Fixed cost of registering one layer: mount, metadata, tar-split. */
  readonly layerOverheadSeconds: number;
  /** SHA-256 by one core, bytes per second. */
  readonly sha256BytesPerSecond: number;
  /** TLS decryption and copying of downloaded bytes by one core. */
  readonly downloadCpuBytesPerSecond: number;
  /** Untar (parse, copy, write system calls) by one core, uncompressed bytes per second. */
  readonly untarBytesPerSecond: number;
  /** Creating one file while unpacking, core-seconds. */
  readonly fileCpuSeconds: number;
  /** What a file takes of the disk beyond its bytes: the rest of its last block, inode, journal. */
  readonly fileDiskBytes: number;
  /** An index grows by this with each platform. */
  readonly indexBytesPerPlatform: number;
  readonly manifestBytes: number;
}
