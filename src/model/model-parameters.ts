/** What the model costs where a scenario does not say otherwise: part of `WorldSpec`. */
import type { Distribution } from '../units/distribution.js';
import type { Inference } from './inferences.js';

/**
 * Every cost of the model that is not a property of something the scenario names. The catalogue
 * (`catalog/costs.ts`) holds the default, unit and source of each; the names here are its names.
 */
export interface ModelParameters {
  /** Inferred rules that are switched off. */
  readonly without: readonly Inference[];
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
  /** The same on an EC2 host with Windows. */
  readonly windowsContainerCreate: Distribution;
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
  /** What a connection has under way at most: it carries a window in each round trip. */
  readonly tcpWindowBytes: number;
  /** The same at its beginning; it doubles with each round trip. */
  readonly tcpInitialWindowBytes: number;
  /** An idle connection is closed after this. */
  readonly idleConnectionSeconds: number;
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
  /** Share of an image's bytes on disk that the start of a container reads; matters where blocks come from a snapshot first. */
  readonly startReadShare: number;
  /** Share of a host's unwritten bytes that the volume must take before a container can be created. */
  readonly createFlushShare: number;

  // The ECS agent's constants.
  /** Attempts of one image pull, and of one manifest. */
  readonly agentPullAttempts: number;
  readonly agentManifestAttempts: number;
  /** The first wait of each ramp, by what it grows, the longest wait of both, and the jitter on top of it. */
  readonly agentPullRetrySeconds: number;
  readonly agentPullRetryFactor: number;
  readonly agentManifestRetrySeconds: number;
  readonly agentManifestRetryFactor: number;
  readonly agentRetryLongestSeconds: number;
  readonly agentRetryJitterShare: number;
  /** An attempt whose first progress message has not come by then has failed. */
  readonly agentPullBeginTimeoutSeconds: number;
  /** How long the agent handles events before it looks at blocked containers again. */
  readonly agentDependencyPollSeconds: number;
  readonly ecrTokenLifetimeSeconds: number;
  /** A token is used until so long before its end, and a uniform share of the jitter more. */
  readonly ecrTokenRefreshSeconds: number;
  readonly ecrTokenRefreshJitterSeconds: number;
  /** Attempts of one call for a token, below the agent: the AWS SDK's. */
  readonly sdkAttempts: number;
  /** Its first wait is anywhere below this; the limit doubles, and where it would be longer than the longest, that is the wait. */
  readonly sdkRetrySeconds: number;
  readonly sdkRetryLongestSeconds: number;
  /** Before such a call gives up without an answer. */
  readonly ecrTokenTimeoutSeconds: number;

  // Fargate and the service scheduler.
  readonly fargatePullAttempts: number;
  /** The first wait; it doubles up to the longest. */
  readonly fargatePullRetrySeconds: number;
  readonly fargateRetryLongestSeconds: number;
  /** Pause of a service after starts that failed one after another: the first, doubling, and the longest. */
  readonly serviceThrottleSeconds: number;
  readonly serviceThrottleLongestSeconds: number;
  /** From the notice of a Spot interruption to the end of the instance. */
  readonly spotNoticeSeconds: number;

  /** How often lifecycle policies are applied. */
  readonly lifecycleEvaluationSeconds: number;

  // Lazy loading.
  /** The index of a layer (SOCI's zTOC), by its spans and files; the table of contents in an eStargz layer. */
  readonly ztocBytesPerSpan: number;
  readonly ztocBytesPerFile: number;
  readonly tocBytesPerFile: number;
  /** Compressed bytes of an eStargz layer that are asked for at least. */
  readonly smallestChunkBytes: number;
  /** eStargz is cut at files: those that are read are so many times as large as the mean of a layer. */
  readonly readFileRatio: number;
  /** A layer that cannot be mounted by then is pulled whole. */
  readonly lazyMountTimeoutSeconds: number;
  /** Before a snapshotter's request that is not answered fails. */
  readonly spanTimeoutSeconds: number;
}
