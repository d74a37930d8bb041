/**
 * A container instance as plain data: the settings of its agent, its container runtime, its machine and disk.
 * Part of `WorldSpec`; seconds, bytes, bytes per second.
 */
import type { LazyLoading } from './lazy-spec.js';
import type { PullBehavior } from './policy/types.js';

/** The agent's settings after they were read as the agent reads them (minima and silent defaults applied). */
export interface AgentSettings {
  /** Release of the agent, as "1.105.1": rules follow its change log. */
  readonly version: string;
  readonly pullBehavior: PullBehavior;
  readonly pullDependentContainersUpfront: boolean;
  readonly disableImageCleanup: boolean;
  readonly imageCleanupIntervalSeconds: number;
  /** May be negative, which makes every age acceptable. */
  readonly imageMinimumCleanupAgeSeconds: number;
  readonly imagesDeletePerCycle: number;
  readonly taskCleanupWaitSeconds: number;
  readonly taskCleanupWaitJitterSeconds: number;
  readonly enableUntrackedImageCleanup: boolean;
  /** Exact names, for tracked images too. */
  readonly excludeUntrackedImages: readonly string[];
  /** Measured from the build of the image. */
  readonly nonEcsImageMinimumAgeSeconds: number;
  readonly nonEcsContainersDeletePerCycle: number;
  /** All attempts of one pull together. */
  readonly imagePullTimeoutSeconds: number;
  readonly imagePullInactivityTimeoutSeconds: number;
  readonly manifestPullTimeoutSeconds: number;
  readonly containerCreateTimeoutSeconds: number;
  readonly containerStartTimeoutSeconds: number;
  /** Unless the container has a `stopTimeout` of its own. */
  readonly containerStopTimeoutSeconds: number;
  readonly enableSpotInstanceDraining: boolean;
  /** Whether image states survive a restart of the agent. */
  readonly checkpoint: boolean;
}

/** How a runtime fetches and unpacks. Presets are in `catalog/runtimes.ts`. */
export interface RuntimeSpec {
  readonly name: string;
  /** Concurrent downloads of the whole daemon; Infinity for no limit. */
  readonly downloadSlots: number;
  /** Concurrent downloads of one pull; Infinity for no limit. Both limits hold. */
  readonly downloadSlotsPerPull: number;
  /** What takes a download slot: a layer from its request to its last byte, or each HTTP request (manifests and configuration too). */
  readonly slotUnit: 'layer' | 'request';
  /** Whether a layer keeps its slot while it waits to try again. */
  readonly slotHeldInBackoff: boolean;
  /** Whether requests reuse a connection. */
  readonly keepAlive: boolean;
  /** Idle connections to a host that are kept for the next request, where they are. */
  readonly idleConnections: number;
  /** HTTP/2: all requests to a host share one connection, and its rate. */
  readonly multiplexing: boolean;
  /** Whether layers wait for the configuration blob (containerd) or download beside it (Docker on Linux). */
  readonly layersWaitForConfig: boolean;
  /**
   * What a second pull of a layer in flight does: `shared` takes part in the download, keyed by the chain of
   * layers below it (moby); `locked` waits until the first is done and then finds it (containerd's
   * suppressor, keyed by blob and by chain); `polled` looks again after random waits (containerd's ingest
   * lock) and may unpack twice; `none` does everything again.
   */
  readonly duplicates: 'shared' | 'locked' | 'polled' | 'none';
  /** Compressed blobs on disk: `temporary` until unpacked, `kept` in a content store, or `discarded` from it after the unpack. */
  readonly blobs: 'temporary' | 'kept' | 'discarded';
  /** Whether a blob is forced to the volume before it is unpacked (containerd's commit). */
  readonly syncsBlobs: boolean;
  /** Size of the ranges that a layer is fetched in, in parallel; Infinity for one request a layer. */
  readonly chunkBytes: number;
  /** Whether each range asks the registry anew, or only the first does and the rest go to object storage at once. */
  readonly chunksAskRegistry: boolean;
  /** Whether no layer is unpacked before all that its pull fetches are on disk (containerd up to 1.2). */
  readonly fetchesAllFirst: boolean;
  /** Layers of one image that unpack at the same time; 1 is bottom to top, each after its parent. */
  readonly unpackSlotsPerPull: number;
  /** The same for the whole daemon. */
  readonly unpackSlots: number;
  /** Whether an unpack slot is taken in the order of layers before the download has ended (containerd 2.2), or after (SOCI). */
  readonly unpackSlotBeforeDownload: boolean;
  /** Whether decompression runs in a process of its own, beside hashing and writing (unpigz), or in one thread. */
  readonly pipelinedUnpack: boolean;
  /** Decompression of gzip by one core, compressed bytes in per second. */
  readonly gzipBytesPerSecond: number;
  /** Decompression of zstd by one core, compressed bytes in per second. */
  readonly zstdBytesPerSecond: number;
  /** What one core does of tar-split's checksums, uncompressed bytes per second; Infinity where there are none. */
  readonly tarSplitBytesPerSecond: number;
  /** Attempts for one layer, and the wait before attempt n+1: `layerBackoffSeconds`, times n where it grows. */
  readonly layerAttempts: number;
  readonly layerBackoffSeconds: number;
  readonly layerBackoffGrows: boolean;
  /** Attempts for the configuration; the wait doubles. */
  readonly configAttempts: number;
  readonly configBackoffSeconds: number;
  /** Whether those attempts are for what was throttled, too. */
  readonly retriesThrottledLayers: boolean;
  /** Attempts for a request of manifests or the configuration that is throttled, below those, and the wait between them. */
  readonly requestAttempts: number;
  readonly requestBackoffSeconds: number;
  /** The same for requests of layers. */
  readonly layerRequestRetries: RequestRetries;
  /** Whether a HEAD that is refused is asked once more, as GET. */
  readonly readsRefusedHead: boolean;
  /**
   * What all unpacks of a host together write of uncompressed bytes a second, beside disk and cores (Windows' import of
   * layers); Infinity: no such limit.
   */
  readonly importBytesPerSecond: number;
  /** How it starts containers before their images are there; null: it pulls them whole. */
  readonly lazy: LazyLoading | null;
}

/** How often one request is made while it is throttled. */
export interface RequestRetries {
  readonly attempts: number;
  /** Before the second attempt; the wait grows by the factor, and a uniform share of it comes on top. */
  readonly backoffSeconds: number;
  readonly backoffFactor: number;
  readonly backoffJitterShare: number;
}

/** An allowance to go faster than `baseline`, in bytes: spent above it, earned below it. */
export interface Credits {
  readonly baselineBytesPerSecond: number;
  /** The most that can be saved. */
  readonly capacityBytes: number;
  /** Share of that at launch, 0…1. */
  readonly initialShare: number;
}

/** Memory between writers and the volume. */
export interface PageCache {
  /** Unwritten bytes that it holds at most; beyond that, writers go at the volume's rate. */
  readonly dirtyBytes: number;
  /** How fast it takes them. */
  readonly bytesPerSecond: number;
  /** Nothing is written before so many bytes are unwritten, or the first of them so many seconds old; absent: at once. */
  readonly background?: { readonly bytes: number; readonly afterSeconds: number };
}

export interface MachineSpec {
  /** Catalogue name, or null when the scenario gave `machine:`. */
  readonly instanceType: string | null;
  /** Hardware threads (vCPU): what tasks are placed by. */
  readonly cores: number;
  /** Work that all threads do together, in threads that run alone: less than `cores` where two share a core. */
  readonly coreCapacity: number;
  readonly memoryBytes: number;
  /** While there are credits, where there are any. */
  readonly nicBytesPerSecond: number;
  readonly nicCredits: Credits | null;
  /** One TCP connection. */
  readonly flowBytesPerSecond: number;
  /** What reads and writes of the image store share: the smaller of volume and instance limit, with credits. */
  readonly diskBytesPerSecond: number;
  /** Of the volume (gp2) and of the instance's EBS bandwidth; a disk is as fast as the slowest of them. */
  readonly diskCredits: readonly Credits[];
  /** Null: writes go at the disk's rate. */
  readonly pageCache: PageCache | null;
  /** First read of a block of a volume made from a snapshot; null when it was initialised, or began empty. */
  readonly snapshotBytesPerSecond: number | null;
  /** A data volume: images stay on it when its host goes, and the next host gets it. */
  readonly diskOutlivesHost: boolean;
  readonly diskBytes: number;
  /** In use before any image. */
  readonly diskUsedBytes: number;
  readonly architecture: 'X86_64' | 'ARM64';
}
