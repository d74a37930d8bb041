/**
 * The world as plain data: everything a simulation needs to know, complete and in SI units
 * (seconds, bytes, bytes per second). `scenario/` builds one of these for each variant; a test or
 * a notebook may write one by hand. It can be structured-cloned, so it travels to workers as it is.
 */
import type { Distribution } from '../units/distribution.js';
import type { BaseSpec, HostBasesSpec } from './base-spec.js';
import type { FargateCapacitySpec } from './fargate-spec.js';
import type { AgentSettings, MachineSpec, RuntimeSpec } from './host-spec.js';
import type { LazyIndexSpec, LazyRules, ReadsSpec } from './lazy-spec.js';
import type { ModelParameters } from './model-parameters.js';
import type { NetworkSpec, PeersSpec } from './network-spec.js';
import type { LifecycleRule, RegistryFault, RegistrySpec } from './registry-spec.js';

export type * from './base-spec.js';
export type * from './fargate-spec.js';
export type * from './host-spec.js';
export type * from './lazy-spec.js';
export type * from './model-parameters.js';
export type * from './network-spec.js';
export type * from './registry-spec.js';

export interface WorldSpec {
  /** The date of simulated time zero, in milliseconds since 1970 (UTC). */
  readonly epochMs: number;
  readonly durationSeconds: number;
  readonly images: readonly ImageSpec[];
  readonly registries: readonly RegistrySpec[];
  readonly networks: readonly NetworkSpec[];
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
  /** The key of the registry that pushes go to. */
  readonly registry: string;
  /** Repository path within that registry. */
  readonly repository: string;
  /** The registry that a bare name is pulled from: `registry`, or a cache of it. */
  readonly pulledFrom: string;
  /** Other names (without tag) under which task definitions name it, and the registry that each leads to. */
  readonly names: readonly ImageName[];
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
  /** How long before time zero release 0 was built; a push is built when it is pushed. */
  readonly builtSecondsBefore: number;
  /** In the order of their priority. */
  readonly lifecycle: readonly LifecycleRule[];
  /** Null: it cannot be loaded in parts. */
  readonly lazyIndex: LazyIndexSpec | null;
  /** What is below `layers`; null: nothing. */
  readonly base: BaseSpec | null;
}

/** A name of an image, such as `cache/library/nginx` or `public.ecr.aws/team/api`. */
export interface ImageName {
  readonly name: string;
  readonly registry: string;
}

// ── capacity ──────────────────────────────────────────────────────────────────────────────────

export interface InitialImage {
  /** A reference as a container would write it: `api:live` or `api@sha256:…`. */
  readonly image: string;
  /** Whether the agent itself pulled it (what `once` trusts) or it was there before (a baked AMI). */
  readonly pulledByAgent: boolean;
  readonly ageSeconds: number;
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
  /** Name of a built-in policy, or the path of a module that exports one. */
  readonly policy: string;
  readonly runtime: RuntimeSpec;
  readonly initialImages: readonly InitialImage[];
  /** Name of a network, or null: a public address, and nothing on the way that binds. */
  readonly network: string | null;
  /** How its hosts help each other, or null. */
  readonly peers: PeersSpec | null;
  /** What its volume costs; null where that is not known. */
  readonly volume: VolumeBill | null;
  readonly operatingSystem: 'LINUX' | 'WINDOWS';
  /** Null: its runtime has no lazy loading. */
  readonly lazyRules: LazyRules | null;
  /** What an AMI holds of base images when an instance is launched; null: nothing. */
  readonly hostBases: HostBasesSpec | null;
  /** Amazon ECS Managed Instances; null: yours. */
  readonly managed: ManagedInstancesSpec | null;
}

/** What ECS does with instances that it manages. */
export interface ManagedInstancesSpec {
  /** An image that no task uses is removed after this. */
  readonly unusedImageSeconds: number;
  /** An image that is there is used without another pull, where its digest is known. */
  readonly usesCachedImages: boolean;
  /** The first task of a deployment starts alone, and resolves the digest for the others. */
  readonly firstTaskAlone: boolean;
  /** Instances at most; one is launched where a task has no room. */
  readonly maximumCount: number;
  /** An instance without tasks ends after this; Infinity: never. */
  readonly idleInstanceSeconds: number;
}

/** What AWS bills for a volume of an instance. */
export interface VolumeBill {
  /** Volume type such as gp3, or instance-store. */
  readonly type: string;
  readonly sizeBytes: number;
  /** Provisioned, or null: what the type gives. */
  readonly iops: number | null;
  readonly throughputBytesPerSecond: number | null;
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
  /** How long the container itself runs, or null while the task does. An essential one that ends stops the task. */
  readonly runs: Distribution | null;
  /** With which it ends by itself. */
  readonly exitCode: number;
  /** Started again, without a pull, whenever it ends by itself. */
  readonly restarts: boolean;
  /** Before its dependencies must be complete or healthy, counted from their start; null for no limit. */
  readonly startTimeoutSeconds: number | null;
  readonly versionConsistency: boolean;
  /** What it reads of its image. */
  readonly reads: ReadsSpec;
  /** Not ready so long after its start, it is unhealthy; null: nobody looks. A service's grace period makes it longer. */
  readonly healthSeconds: number | null;
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
  /** Without it a stopped task runs on until `stopTimeout` and is killed. */
  readonly handlesSigterm: boolean;
  /** A role of the task's own for pulls: its tokens are shared with no other task. */
  readonly executionRole: boolean;
  /** Share of its CPU units that a running task uses, 0…1 or more. */
  readonly cpuUse: number;
  readonly operatingSystem: 'LINUX' | 'WINDOWS';
  /** EFS file systems that it mounts. */
  readonly efsVolumes: number;
  /** Whether containers get secrets of Secrets Manager or SSM. */
  readonly secrets: boolean;
  /** Whether the service's Service Connect proxy runs beside its containers. */
  readonly serviceConnect: boolean;
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
  /** How long after its start an unhealthy task is left alone; absent: not at all. */
  readonly healthCheckGraceSeconds?: number;
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
  | {
      readonly kind: 'push';
      readonly image: string;
      readonly tag: string;
      readonly sameDigest: boolean;
      /** On the newest base that is published then; absent: on the base that it has. */
      readonly rebase?: boolean;
      /** Whether an index is built for it, where the image has a builder; absent: yes. */
      readonly buildsIndex?: boolean;
    }
  /** The index of what a tag names is deleted from the repository; the image stays. */
  | { readonly kind: 'deleteIndex'; readonly image: string; readonly tag: string }
  | { readonly kind: 'scaleCapacity'; readonly capacity: string; readonly count: number }
  | {
      readonly kind: 'outage';
      readonly registry: string;
      readonly fault: RegistryFault;
      readonly forSeconds: number;
      /** Share of the requests that fail, 0…1. */
      readonly share: number;
      /** With `slow`: how many times as slow, 1 or more. */
      readonly factor?: number;
      readonly aim?: FaultAim;
    }
  | { readonly kind: 'pruneImages'; readonly capacity: string }
  /** StartTask: on the instance with this ordinal (from 1), whatever room it has. */
  | {
      readonly kind: 'startTask';
      readonly taskDefinition: string;
      readonly capacity: string;
      readonly instance: number;
    }
  /** Spot interruption notices; the instances end `spotNoticeSeconds` later. */
  | { readonly kind: 'interrupt'; readonly capacity: string; readonly count: number }
  /** Instances end at once, and their tasks with them. */
  | { readonly kind: 'terminate'; readonly capacity: string; readonly count: number }
  /** The agent of every instance stops, and runs again so much later. */
  | { readonly kind: 'restartAgent'; readonly capacity: string; readonly forSeconds: number };

/** Which requests a fault strikes; null: all. */
export interface FaultAim {
  /** Name of an image, whose repository it is. */
  readonly image: string | null;
  /** `manifest`: the agent's first stage. `pull`: the second, all of it. `layers`: only blobs. */
  readonly stage: 'manifest' | 'pull' | 'layers' | null;
  /** Attempt of the agent at this stage, from 1. */
  readonly attempt: number | null;
}
