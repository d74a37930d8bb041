/**
 * What the pulls of one container runtime on one host share: slots, layers and blobs in hand, partial downloads, and
 * the number of times each blob was asked for. A download that was cut off leaves what it has where there is a content
 * store, and goes on from there (containerd `core/content/helpers.go`); Docker's graph driver drops the temporary
 * file with the last pull that watches (moby `distribution/xfer/download.go`).
 */
import { Semaphore } from '../../kernel/semaphore.js';
import { entity, type Entity } from '../../kernel/random.js';
import type { Signal } from '../../kernel/signal.js';
import type { Environment } from '../environment.js';
import type { ImageStore } from '../host/image-store.js';
import type { Machine } from '../host/machine.js';
import type { ChainId } from '../image/chain-table.js';
import type { Leg } from '../network/route.js';
import type { Peer } from '../peer/peer.js';
import type { RuntimeSpec } from '../spec.js';
import type { Connections } from './connections.js';
import { SlotPair, type DownloadSlots } from './download-slots.js';
import type { DownloadWay } from './download-way.js';
import type { LayerJob } from './layer-job.js';
import { LazyHost } from './lazy-host.js';
import { makeBinderWeights } from './pull-progress.js';
import { StreamPool } from './stream-pool.js';

export class Daemon {
  readonly environment: Environment;
  readonly machine: Machine;
  readonly store: ImageStore;
  readonly runtime: RuntimeSpec;
  /** Other hosts that help; null: none do. */
  readonly peer: Peer | null;
  /** Layers on their way, for pulls that take part (`shared`), or that wait for their end (`locked`). */
  readonly layersInHand = new Map<ChainId, LayerJob>();
  /** Blobs on their way into the content store; each fires when it is there, or has failed. */
  readonly blobsInHand = new Map<string, Signal>();
  /** Bytes of blobs whose download was cut off. */
  readonly partialBytes = new Map<string, number>();
  /** The ways that its blobs take. */
  readonly ways = new Map<Leg, DownloadWay>();
  /** Connections that its pulls share, by registry. */
  readonly connections = new Map<string, Connections>();
  /** Null where it pulls all images whole. */
  readonly lazy: LazyHost | null;
  /** What has bound the flow that was looked at last: rewritten for the next, so that it is made once. */
  readonly boundBy = makeBinderWeights();
  readonly #downloads: Semaphore | StreamPool;
  readonly #unpacks: Semaphore;
  readonly #attempts = new Map<string, number>();

  constructor(
    environment: Environment,
    machine: Machine,
    store: ImageStore,
    runtime: RuntimeSpec,
    peer: Peer | null = null,
  ) {
    this.environment = environment;
    this.machine = machine;
    this.store = store;
    this.runtime = runtime;
    this.peer = peer;
    const { downloadSlots, unpackSlots, chunkBytes, slotUnit } = runtime;
    const { simulation } = environment;
    this.#downloads =
      chunkBytes === Infinity
        ? new Semaphore(simulation, downloadSlots)
        : new StreamPool(simulation, downloadSlots, slotUnit === 'request');
    this.#unpacks = new Semaphore(simulation, unpackSlots);
    this.lazy = runtime.lazy === null ? null : new LazyHost(this, runtime.lazy);
  }

  /** Whether there is a content store, through which blobs go. */
  get keepsBlobs(): boolean {
    return this.runtime.blobs !== 'temporary';
  }

  /** Layers of one image unpack beside each other. */
  get unpacksInParallel(): boolean {
    return this.runtime.unpackSlotsPerPull > 1;
  }

  /** Download slots as one pull sees them. */
  downloadSlots(): DownloadSlots {
    const { downloadSlotsPerPull } = this.runtime;
    if (this.#downloads instanceof StreamPool) return this.#downloads.forPull(downloadSlotsPerPull);
    return new SlotPair(new Semaphore(this.environment.simulation, downloadSlotsPerPull), this.#downloads);
  }

  unpackSlots(): DownloadSlots {
    const { unpackSlotsPerPull } = this.runtime;
    return new SlotPair(new Semaphore(this.environment.simulation, unpackSlotsPerPull), this.#unpacks);
  }

  /** Each time that this runtime fetches a blob has draws of its own: a retry can do better. */
  layerEntity(digest: string): Entity {
    const attempt = (this.#attempts.get(digest) ?? 0) + 1;
    this.#attempts.set(digest, attempt);
    return entity(`${this.machine.name}/${digest}/${attempt}`);
  }
}
