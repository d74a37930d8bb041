/**
 * What presets of container runtimes are made of: their type, and the settings of the two families, Docker's graph driver
 * and containerd's content store. Where the rules come from is named with each; the decoders' rates are in
 * capacity-costs.ts.
 */
import { decoderCosts } from './capacity-costs.js';
import type { Evidence } from './cost.js';

/** Structurally the model's `LazyLoading`. */
export interface Lazy {
  readonly format: 'soci' | 'estargz';
  readonly indexVersions: readonly ('v1' | 'v2')[];
  readonly indexesFirst: boolean;
  readonly mountSeconds: number;
  readonly indexedFileSeconds: number;
  readonly prefetchTimeoutSeconds: number;
  readonly background: {
    readonly periodSeconds: number;
    readonly streams: number;
    readonly silenceSeconds: number;
    readonly silencedBy: 'mount' | 'read';
  } | null;
  readonly readStreams: number;
  readonly fuseBytesPerSecond: number;
  readonly spanRetries: Runtime['layerRequestRetries'];
}

/** Structurally the model's `RuntimeSpec`. */
export interface Runtime {
  readonly name: string;
  readonly downloadSlots: number;
  readonly downloadSlotsPerPull: number;
  readonly slotUnit: 'layer' | 'request';
  readonly slotHeldInBackoff: boolean;
  readonly keepAlive: boolean;
  readonly idleConnections: number;
  readonly multiplexing: boolean;
  readonly requestAttempts: number;
  readonly requestBackoffSeconds: number;
  readonly layerRequestRetries: {
    readonly attempts: number;
    readonly backoffSeconds: number;
    readonly backoffFactor: number;
    readonly backoffJitterShare: number;
  };
  readonly readsRefusedHead: boolean;
  readonly retriesThrottledLayers: boolean;
  readonly layersWaitForConfig: boolean;
  readonly duplicates: 'shared' | 'locked' | 'polled' | 'none';
  readonly blobs: 'temporary' | 'kept' | 'discarded';
  readonly syncsBlobs: boolean;
  readonly chunkBytes: number;
  readonly chunksAskRegistry: boolean;
  readonly fetchesAllFirst: boolean;
  readonly unpackSlotsPerPull: number;
  readonly unpackSlots: number;
  readonly unpackSlotBeforeDownload: boolean;
  readonly pipelinedUnpack: boolean;
  readonly gzipBytesPerSecond: number;
  readonly zstdBytesPerSecond: number;
  readonly tarSplitBytesPerSecond: number;
  readonly layerAttempts: number;
  readonly layerBackoffSeconds: number;
  readonly layerBackoffGrows: boolean;
  readonly configAttempts: number;
  readonly configBackoffSeconds: number;
  readonly importBytesPerSecond: number;
  readonly lazy: Lazy | null;
}

/** Ways to decompress gzip, as scenarios name them. */
export const gzipDecoders = {
  unpigz: { cost: 'gzipUnpigzBytesPerSecond', ownProcess: true },
  igzip: { cost: 'gzipIgzipBytesPerSecond', ownProcess: true },
  go: { cost: 'gzipGoBytesPerSecond', ownProcess: false },
  klauspost: { cost: 'gzipKlauspostBytesPerSecond', ownProcess: false },
} as const satisfies Record<string, { cost: keyof typeof decoderCosts; ownProcess: boolean }>;

export type GzipDecoder = keyof typeof gzipDecoders;

export interface RuntimePreset {
  readonly runtime: Runtime;
  /** Names of the costs that its decoders' rates are, for who asks where they come from. */
  readonly decoders: {
    readonly gzipBytesPerSecond: `runtimes.${keyof typeof decoderCosts}`;
    readonly zstdBytesPerSecond: `runtimes.${keyof typeof decoderCosts}`;
  };
  readonly source: string;
  readonly asOf: string;
  readonly evidence: Evidence;
  readonly note: string;
}

export type Settings = Omit<
  Runtime,
  'name' | 'pipelinedUnpack' | 'gzipBytesPerSecond' | 'zstdBytesPerSecond'
>;

/** Docker's graph driver: moby `distribution/xfer`, `distribution/pull_v2.go`. */
export const graphDriver: Settings = {
  downloadSlots: 3,
  downloadSlotsPerPull: Infinity,
  slotUnit: 'layer',
  slotHeldInBackoff: true,
  keepAlive: false,
  // Go net/http: DefaultMaxIdleConnsPerHost, which moby and containerd leave as it is. Their transports have a dialler of
  // their own and no ForceAttemptHTTP2, so that they speak HTTP/1.1: moby daemon/internal/distribution/registry.go
  // (27e3a5d518), containerd core/remotes/docker/config/hosts.go (00774fef8d).
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
  tarSplitBytesPerSecond: decoderCosts.tarSplitBytesPerSecond.value,
  layerAttempts: 5,
  layerBackoffSeconds: 5,
  layerBackoffGrows: true,
  configAttempts: 5,
  configBackoffSeconds: 0.25,
  importBytesPerSecond: Infinity,
  lazy: null,
  requestAttempts: 1,
  requestBackoffSeconds: 0,
  // distribution registry/client/transport/http_reader.go: opened for its size, then read; what was refused is asked for twice.
  layerRequestRetries: { attempts: 2, backoffSeconds: 0, backoffFactor: 1, backoffJitterShare: 0 },
  // distribution registry/client/repository.go, tags.Get: GET for the details of an error.
  readsRefusedHead: true,
  // distribution/errors.go, retryOnError: too many requests are among what is not tried again, by layer or configuration.
  retriesThrottledLayers: false,
};

/** core/remotes/docker/resolver.go, retryRequest: after each of five refusals at once, whatever Retry-After says. */
const resolverRetries = {
  requestAttempts: 6,
  requestBackoffSeconds: 0,
  layerRequestRetries: { attempts: 6, backoffSeconds: 0, backoffFactor: 1, backoffJitterShare: 0 },
  readsRefusedHead: false,
} as const;

/** containerd's content store, without any limit: `client/pull.go`, `core/unpack`, `core/remotes/docker`. */
export const contentStore: Settings = {
  ...graphDriver,
  downloadSlots: Infinity,
  slotHeldInBackoff: false,
  keepAlive: true,
  layersWaitForConfig: true,
  duplicates: 'locked',
  blobs: 'kept',
  syncsBlobs: true,
  tarSplitBytesPerSecond: Infinity,
  // A pause after a transport error; none at all after a throttling answer.
  layerBackoffSeconds: 0.05,
  layerBackoffGrows: false,
  configBackoffSeconds: 0.05,
  ...resolverRetries,
};

export interface Origin {
  readonly source: string;
  readonly asOf?: string;
  readonly evidence?: Evidence;
  readonly note: string;
}

/** A preset that decodes gzip by this program; evidence is source code unless said otherwise. */
export function preset(
  name: string,
  settings: Settings,
  decoder: GzipDecoder,
  origin: Origin,
): RuntimePreset {
  const { cost, ownProcess } = gzipDecoders[decoder];
  return {
    runtime: {
      name,
      ...settings,
      pipelinedUnpack: ownProcess,
      gzipBytesPerSecond: decoderCosts[cost].value,
      zstdBytesPerSecond: decoderCosts.zstdBytesPerSecond.value,
    },
    decoders: {
      gzipBytesPerSecond: `runtimes.${cost}`,
      zstdBytesPerSecond: 'runtimes.zstdBytesPerSecond',
    },
    asOf: '2026-08-22',
    evidence: 'source code',
    ...origin,
  };
}
