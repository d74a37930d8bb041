/**
 * What a run leaves behind: one row a task start, in fixed columns, and a few totals. Rows are kept
 * column by column in typed arrays, so that a run of a million starts stays small and crosses
 * threads without copying. Text columns hold indexes into `labels`.
 *
 * Instants are simulated seconds; NaN where the instant was not reached (or where ECS leaves it
 * absent, as the pull instants of a cache hit). The eight phases of a start add up to
 * `readyAt − requestedAt` (`readyAt`: or the moment it failed, or the end of the run).
 */

import type { PathKind } from './network-spec.js';

/** Phases of a start, in the order in which charts stack them. */
export const PHASES = [
  'capacity',
  'provision',
  'resolve',
  'wait',
  'fetch',
  'unpack',
  'create',
  'ready',
] as const;
export type Phase = (typeof PHASES)[number];

/** What a second of a start was bound by, in the order in which reports list them. */
export const BINDERS = [
  'scheduler', // ECS creates the task
  'capacity', // no host had room: others had to stop, or an instance had to launch
  'quota', // Fargate's launch rate
  'queue', // the agent's queue for CPU, memory and ports of its host: first come, first served
  'fixed', // costs that image size does not touch: network interface, create, inspect
  'latency', // round trips and server time of requests
  'timeout', // requests that nobody answers
  'stream', // one connection's own limit
  'registry', // the registry's aggregate limit
  'cache', // a pull-through cache that fetches the image itself
  'gateway', // a NAT gateway, NAT instance or endpoint, or no port at one
  'peer', // hosts that others fetch from
  'nic', // the host's network interface
  'disk', // the host's volume
  'core', // one core of decompression: a layer unpacks in one thread
  'cores', // the host's cores, shared by several unpacks and downloads
  'import', // what Windows does to import a layer, which all unpacks of a host share
  'layer', // fixed work a layer: mount, metadata
  'slot', // a download or unpack slot of the runtime
  'duplicate', // another pull has the same layer in hand
  'snapshot', // blocks of a volume that come from its snapshot when they are first read
  'lock', // the agent's pull/delete lock
  'dependency', // a container it depends on
  'throttle', // waiting to retry what a quota or a pull limit refused
  'backoff', // waiting to retry anything else
  'lazy', // files of the image that are fetched when they are read
  'application', // the application's own initialisation
  'unknown', // a download or unpack that had not ended when the start did: what binds it is told at its end
] as const;
export type Binder = (typeof BINDERS)[number];

/** Text columns: values are indexes into `StartTable.labels[column]`. */
export const LABEL_COLUMNS = [
  'task', // its stable name: service/deployment/slot/attempt, or id/ordinal for RunTask
  'service', // service, or the id of the runTask entry
  'capacity',
  'host',
  'outcome', // started | failed | unfinished | stopped (superseded before it was ready: in no quantile)
  'cause', // AWS error name of a failure, '' otherwise
  'stopCode', // why the task stopped, in ECS's words: TaskFailedToStart, EssentialContainerExited, …; '' while it runs
  'cache', // cold | partial | warm: of the image of the container that was ready last
  'image', // name@digest that ran
  'snapshotter', // overlayfs | soci | stargz | windowsfilter, as the task metadata endpoint says; '' where nothing was mounted
  'fallback', // why that image, or else another of the task, was pulled whole although its host loads lazily; '' otherwise
] as const;
export type LabelColumn = (typeof LABEL_COLUMNS)[number];

export const NUMBER_COLUMNS = [
  'requestedAt',
  'createdAt',
  'pullStartedAt',
  'pullStoppedAt',
  'startedAt',
  'readyAt',
  'stoppedAt',
  ...PHASES,
  'bytes', // downloaded for this start by this start (a shared download counts for the pull that began it)
  'crossRegionBytes',
  'natBytes', // of `bytes`, through a NAT gateway or NAT instance
  'endpointBytes', // of `bytes`, through interface endpoints
  'peerBytes', // of `bytes`, from other hosts
  'lazyBytes', // of `bytes`, fetched when they were read or ahead of that, after the containers were created
  'requests', // registry requests it made, retries included
  'throttled', // of these, refused by a quota or a pull limit
  'layersPulled',
  'layersReused',
  /** Seconds that it ran an image older than the one its tag named when its deployment (or RunTask call) began. */
  'staleSeconds',
  /** vCPU-seconds that Fargate bills before the application is ready: pull start → ready. */
  'billedPullSeconds',
  /** Of the first requests after it was ready: what the first of them took, and the slowest; NaN where nobody asks. */
  'firstRequestSeconds',
  'slowestRequestSeconds',
] as const;
export type NumberColumn = (typeof NUMBER_COLUMNS)[number];

export interface StartTable {
  readonly rows: number;
  readonly labels: Readonly<Record<LabelColumn, readonly string[]>>;
  readonly text: Readonly<Record<LabelColumn, Uint32Array>>;
  readonly number: Readonly<Record<NumberColumn, Float64Array>>;
  /** rows × BINDERS.length, row-major: seconds of the start bound by each. */
  readonly bound: Float64Array;
}

/** A step curve: `value` from `at` on. */
export interface Series {
  readonly name: string;
  readonly unit: 'tasks' | 'bytes' | 'pulls' | 'requests';
  readonly at: readonly number[];
  readonly value: readonly number[];
}

export interface RunTotals {
  readonly downloadedBytes: number;
  readonly crossRegionBytes: number;
  readonly registryRequests: number;
  readonly failedRequests: number;
  /** Of the failed ones, refused by a quota or a pull limit. */
  readonly throttledRequests: number;
  /** Of `downloadedBytes`, by the way they took. */
  readonly bytesByPath: Readonly<Record<PathKind, number>>;
  /** What hosts fetched from registries, by registry, Region of the hosts and way; sorted by these. */
  readonly traffic: readonly Traffic[];
  /** To a NAT gateway in another zone, from a mirror there, and between hosts that help each other. */
  readonly interZoneBytes: number;
  /** What each registry did beside serving hosts. */
  readonly registries: readonly RegistryTotals[];
  readonly imagesRemoved: number;
  readonly cleanupCycles: number;
  readonly rejectedPushes: number;
  /** Largest share of a host's disk in use, 0…1, over hosts and time. */
  readonly diskPeakShare: number;
  readonly diskPeakBytes: number;
  readonly hostSeconds: number;
  /** The same by the name of the capacity. */
  readonly hostSecondsByCapacity: Readonly<Record<string, number>>;
  readonly fargateVcpuSeconds: number;
  readonly fargateGibSeconds: number;
  /** Time in which at least one service ran two digests at once. */
  readonly versionSkewSeconds: number;
  /** Time in which at least one task ran an image older than its deployment's tag. */
  readonly staleSeconds: number;
  readonly eventsProcessed: number;
}

/** Bytes of blobs on their way from a registry to the hosts of a Region. */
export interface Traffic {
  readonly registry: string;
  /** Where the hosts are. */
  readonly region: string;
  readonly path: PathKind;
  readonly bytes: number;
}

export interface RegistryTotals {
  readonly name: string;
  readonly requests: number;
  readonly throttledRequests: number;
  /** Pulls from upstream that a cache was granted, those that it was refused, and what it copied. */
  readonly upstreamPulls: number;
  readonly upstreamRefusals: number;
  readonly copiedBytes: number;
  /** Bytes that replication brought here. */
  readonly replicatedBytes: number;
  /** Integral of what is stored over the run, each blob once a repository; of a cache: what it has copied. */
  readonly storedByteSeconds: number;
  /** At the end. */
  readonly storedBytes: number;
  /** By lifecycle rules. */
  readonly expiredImages: number;
}

/** One run of one variant. */
export interface RunResult {
  readonly starts: StartTable;
  readonly totals: RunTotals;
  /** Curves for the report: running and desired tasks per service, disk use, pulls in flight. */
  readonly series: readonly Series[];
}
