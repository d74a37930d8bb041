/**
 * Lazy loading as plain data: what an image brings (an index beside it, or layers in a format of their own), how a
 * snapshotter works with it, who may use it, and what containers read. Part of `WorldSpec`; seconds, bytes, bytes per second.
 */
import type { Distribution } from '../units/distribution.js';
import type { RequestRetries } from './host-spec.js';

/** `soci`: an index beside ordinary layers. `estargz`: layers that are written so that they can be read in parts. */
export type LazyFormat = 'soci' | 'estargz';

/** What copies of an image in other repositories, or under other tags, take with them. */
export type IndexFollows = 'replication' | 'pull-through-cache' | 'retag';

/** How an image comes to be loadable in parts. */
export interface LazyIndexSpec {
  readonly format: LazyFormat;
  /** SOCI: v1 refers to the image, v2 is named by the image's index. */
  readonly version: 'v1' | 'v2';
  /** From a push until the builder has put the index beside it; null: a push gets none. eStargz layers are pushed as such: 0. */
  readonly buildSeconds: Distribution | null;
  /** Whether what is there at time zero has one. */
  readonly atStart: boolean;
  /** Layers of fewer compressed bytes have no index, and are fetched whole. */
  readonly minLayerBytes: number;
  /** Uncompressed bytes that are fetched together. */
  readonly spanBytes: number;
  /** Whether it tells what start-up reads, so that this can be fetched ahead (prefetch landmark, prefetch artefact). */
  readonly prefetches: boolean;
  readonly follows: readonly IndexFollows[];
}

/** How a snapshotter mounts layers before their bytes are there. */
export interface LazyLoading {
  readonly format: LazyFormat;
  /** Versions of an index that it looks for. */
  readonly indexVersions: readonly ('v1' | 'v2')[];
  /** Whether the indexes of all layers are fetched before the first mount (SOCI), or each with its layer, beside the others (eStargz). */
  readonly indexesFirst: boolean;
  /** Fixed work for a mount. */
  readonly mountSeconds: number;
  /** Entering one file of a layer into the snapshotter's database, one writer at a time. */
  readonly indexedFileSeconds: number;
  /** How long a container's creation waits for what is fetched ahead; 0: it does not. */
  readonly prefetchTimeoutSeconds: number;
  /** What is fetched without being asked for; null: nothing. */
  readonly background: BackgroundFetch | null;
  /** Spans of one file that are fetched at the same time. */
  readonly readStreams: number;
  /** Files that are there, read through FUSE by one reader. */
  readonly fuseBytesPerSecond: number;
  /** Requests for spans. */
  readonly spanRetries: RequestRetries;
}

export interface BackgroundFetch {
  /** From one span to the next, over all images of the host; 0: as fast as they come. */
  readonly periodSeconds: number;
  /** Spans that are fetched at the same time. */
  readonly streams: number;
  /** It pauses so long after each mount of an image, or after each read that had to fetch. */
  readonly silenceSeconds: number;
  readonly silencedBy: 'mount' | 'read';
}

/** Who may load lazily, beside what the image itself decides. */
export interface LazyRules {
  /** Only images in a private ECR repository. */
  readonly privateEcrOnly: boolean;
  /** Whether one image of the task that cannot has all of them pulled whole. */
  readonly allOrNothing: boolean;
  readonly operatingSystems: readonly ('LINUX' | 'WINDOWS')[];
  /** Platform versions of Fargate; null: not asked. */
  readonly platformVersions: readonly string[] | null;
  readonly architectures: readonly ('X86_64' | 'ARM64')[];
  /** Architectures that Spot has it for. */
  readonly spotArchitectures: readonly ('X86_64' | 'ARM64')[];
  /** The platform began to load lazily later than the scenario plays. */
  readonly notYet?: true;
}

/** Why an image is pulled whole although its host loads lazily. */
export const LAZY_FALLBACKS = [
  'operating system',
  'not yet',
  'platform version',
  'architecture',
  'Spot architecture',
  'other image of the task',
  'registry',
  'no index',
  'index version',
  'compression',
  'layers below minimum',
] as const;
export type LazyFallback = (typeof LAZY_FALLBACKS)[number];

/** What a container reads of its image. Where it was pulled whole the bytes are there and cost nothing. */
export interface ReadsSpec {
  /** Name of the access profile, for those who ask; '' for one of the scenario's own. */
  readonly profile: string;
  /** Of the image's bytes on disk, 0…1: what start-up reads until the container is ready. */
  readonly share: number;
  /** `sequential`: from the first layer on; `scattered`: runs of `runBytes`, anywhere. */
  readonly order: 'sequential' | 'scattered';
  /** Bytes that lie together. */
  readonly runBytes: number;
  /** In how many parts it reads, with work between them. */
  readonly bursts: number;
  /** Files that it reads at the same time. */
  readonly streams: number;
  /** What comes when it is ready; null: nobody asks how long requests take. */
  readonly requests: FirstRequestsSpec | null;
}

/** The first requests that a container serves. */
export interface FirstRequestsSpec {
  readonly count: number;
  readonly everySeconds: number;
  /** What one takes where all files are there. */
  readonly handlingSeconds: Distribution;
  /** Of the image's bytes on disk, 0…1: what all of them together read that start-up has not. */
  readonly share: number;
}
