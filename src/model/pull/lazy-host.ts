/**
 * What all images that one host loads lazily share: the mounts of layers, the indexes that were fetched or could not be,
 * the one writer of the snapshotter's database, and the background fetch. Everything ends with the host.
 * Sources: soci-snapshotter fs/fs.go (an index is fetched once for an image; an error is remembered as long as the
 * snapshotter runs), metadata/db (bbolt has one writer). Left out: that a snapshotter is restarted.
 */
import type { Transfer } from '../../kernel/fluid/fluid.js';
import type { Body } from '../../kernel/process.js';
import { Semaphore } from '../../kernel/semaphore.js';
import type { Signal } from '../../kernel/signal.js';
import type { ChainId } from '../image/chain-table.js';
import type { LazyFallback, LazyLoading } from '../spec.js';
import { BackgroundFetch } from './background-fetch.js';
import type { Daemon } from './daemon.js';
import type { MountedImage } from './mounted-image.js';
import type { MountedLayer } from './mounted-layer.js';

/** The index of an image, which is fetched once. */
export interface IndexInHand {
  readonly done: Signal;
  /** Known when it is done: whether the image can be loaded lazily. */
  found: boolean;
}

export class LazyHost {
  readonly settings: LazyLoading;
  readonly mounted = new Map<ChainId, MountedLayer>();
  /** Layers that a pull is mounting, for others that want them. */
  readonly inHand = new Map<ChainId, Signal>();
  /** By image ID. */
  readonly indexes = new Map<string, IndexInHand>();
  readonly images = new Map<string, MountedImage>();
  /** Why images were pulled whole. */
  readonly fallbacks = new Map<string, LazyFallback>();
  /** Digests of layers whose indexes are on disk. */
  readonly tables = new Map<string, number>();
  readonly writer: Semaphore;
  readonly background: BackgroundFetch | null;
  stopped = false;
  readonly #moving = new Set<Transfer>();
  /** Of those that were ended before their time. */
  readonly #left = new Map<Transfer, number>();

  constructor(daemon: Daemon, settings: LazyLoading) {
    const { simulation } = daemon.environment;
    this.settings = settings;
    this.writer = new Semaphore(simulation, 1);
    this.background =
      settings.background === null ? null : new BackgroundFetch(daemon, this, settings.background);
    daemon.store.whenLayerGone = (chain) => this.#unmount(chain);
  }

  /** A layer is mounted from now on. */
  mount(layer: MountedLayer): void {
    const { digest } = layer.layer;
    this.mounted.set(layer.chain, layer);
    this.tables.set(digest, (this.tables.get(digest) ?? 0) + 1);
    this.background?.add(layer);
  }

  /** Waits until a transfer has ended, or the host has: the work that is left then. */
  *move(transfer: Transfer): Body<number> {
    if (this.stopped) return transfer.work;
    this.#moving.add(transfer);
    yield transfer;
    this.#moving.delete(transfer);
    const left = this.#left.get(transfer) ?? 0;
    this.#left.delete(transfer);
    return left;
  }

  /** Ends one of them before its time. */
  interrupt(transfer: Transfer): void {
    if (this.#moving.delete(transfer)) this.#left.set(transfer, transfer.cancel());
  }

  /** The host has ended: nothing moves any more. */
  stop(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.background?.stop();
    for (const transfer of [...this.#moving]) this.interrupt(transfer);
  }

  #unmount(chain: ChainId): void {
    const layer = this.mounted.get(chain);
    if (layer === undefined) return;
    layer.gone = true;
    this.mounted.delete(chain);
    const { digest } = layer.layer;
    const left = this.tables.get(digest)! - 1;
    if (left > 0) this.tables.set(digest, left);
    else this.tables.delete(digest);
    this.background?.remove(layer);
  }
}
