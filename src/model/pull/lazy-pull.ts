/**
 * The layers of a pull whose host loads lazily, from the lowest missing one up. SOCI: the index is looked for and fetched
 * with all its zTOCs, at once, before the first mount; the blobs of all indexed layers are found and their files entered
 * beside each other; then layer by layer is mounted, or, without a zTOC, pulled whole before the next one. An image
 * without an index is pulled whole by the runtime's ordinary rules, and so is one whose index cannot be fetched: that is
 * remembered, also where whoever asked first has given up. A layer that is not mounted in time is pulled whole.
 * eStargz: nothing is looked for; each layer has its table. What start-up reads may be fetched ahead.
 * Sources: soci-snapshotter fs/fs.go (Init, Mount, fetchSociIndex), snapshot/snapshot.go (Prepare), 2026-08;
 * stargz-snapshotter fs/fs.go.
 */
import type { Body } from '../../kernel/process.js';
import { Signal } from '../../kernel/signal.js';
import type { ChainId } from '../image/chain-table.js';
import type { Release } from '../image/release.js';
import { accessPattern } from '../lazy/access-pattern.js';
import { indexRefusal } from '../lazy/eligibility.js';
import { indexLayer, type LayerIndex } from '../lazy/ztoc.js';
import type { Caller } from '../registry/registry.js';
import type { LayerSpec, LazyFallback, LazyIndexSpec, ReadsSpec } from '../spec.js';
import { CANCELLED } from './blob-fetch.js';
import { FetchedBytes } from './fetched-bytes.js';
import { insist, LayerMount, type MountingPull } from './layer-mount.js';
import type { IndexInHand } from './lazy-host.js';
import { mountedImage } from './mounted-image.js';

/** The pull, as far as its lazy part needs it. */
export interface LazyOwner extends MountingPull {
  readonly release: Release;
  /** Counts requests for the index. */
  readonly caller: Caller;
  readonly reads: ReadsSpec | null;
  readonly isOver: () => boolean;
  readonly callerOf: (layer: LayerSpec) => Caller;
  /** A layer that is in the store is the pull's to let go of; `counts`: it had to be waited for. */
  readonly hold: (chain: ChainId, layer: LayerSpec) => void;
  /** A layer that was mounted: the store counts the pull as its user. */
  readonly mounted: (chain: ChainId) => void;
  readonly pullWhole: (layer: LayerSpec, chain: ChainId, why: string) => Body<string | null>;
}

/** What came of it: an error or null, or why all of the image is pulled whole. */
export interface LazyOutcome {
  readonly error: string | null;
  readonly fallback: LazyFallback | '';
}

export class LazyPull {
  /** What has come of indexes, and of what is fetched ahead. */
  readonly received = new FetchedBytes();
  readonly #owner: LazyOwner;
  readonly #mounts = new Map<ChainId, LayerMount>();
  /** All that were begun, also those that came to nothing. */
  readonly begun: LayerMount[] = [];
  /** Layers that others wait for. */
  readonly #claims = new Map<ChainId, Signal>();
  /** While others wait for what this pull looks for. */
  #index: IndexInHand | null = null;
  #hasMounted = false;

  constructor(owner: LazyOwner) {
    this.#owner = owner;
  }

  /** Grows with each message. */
  get reads(): number {
    let steps = 0;
    for (const mount of this.begun) steps += mount.reads;
    return steps;
  }

  /** Brings the layers from `first` on, as far as they can be mounted or have to be pulled whole. */
  *run(first: number): Body<LazyOutcome> {
    const { context, lazy, release } = this.#owner;
    const { registry } = context;
    // Looked up when the snapshotter asks, and not when it has the answer.
    const index = registry.lazyIndex(release.image, release);
    const refusal = indexRefusal(release, index, lazy.settings);
    const indexes =
      index === null || refusal !== ''
        ? []
        : release.layers.map((layer) => indexLayer(layer, index, context.daemon.environment.parameters));
    const found = yield* this.#fetchIndex(first, refusal === '' ? indexes : null);
    if (this.#owner.isOver()) return { error: CANCELLED, fallback: '' };
    if (!found) return { error: null, fallback: refusal === '' ? 'no index' : refusal };
    const error = yield* this.#bringLayers(first, indexes, index!);
    this.#letGo();
    return { error, fallback: '' };
  }

  /** Nobody wants it any more. */
  stop(): void {
    for (const mount of this.#mounts.values()) mount.stop();
    this.#letGo();
    // Whoever asked first has given up: the snapshotter remembers that as an error.
    this.#letGoOfIndex();
  }

  // ── the index ───────────────────────────────────────────────────────────────────────────────

  /** Whether there is an index that can be used; SOCI looks for one once as long as the host runs. */
  *#fetchIndex(first: number, indexes: readonly (LayerIndex | null)[] | null): Body<boolean> {
    const { lazy, isOver } = this.#owner;
    const isFound = lazy.settings.indexesFirst
      ? yield* this.#findOnce(indexes !== null)
      : yield* this.#lookAtLayer(indexes !== null);
    if (!isFound || indexes === null || isOver()) return false;
    this.#makeMounts(first, indexes);
    const isThere = !lazy.settings.indexesFirst || (yield* this.#fetchTables());
    if (this.#index !== null) this.#index.found = isThere && !isOver();
    this.#letGoOfIndex();
    return isThere;
  }

  /** Whether there is an index, as it was when somebody looked first. */
  *#findOnce(exists: boolean): Body<boolean> {
    const { lazy, release, context } = this.#owner;
    const known = lazy.indexes.get(release.imageId);
    if (known !== undefined) {
      yield* known.done.wait();
      return known.found;
    }
    this.#index = { done: new Signal(context.daemon.environment.simulation), found: false };
    lazy.indexes.set(release.imageId, this.#index);
    const isFound = yield* this.#lookUp(exists);
    if (!isFound) this.#letGoOfIndex();
    return isFound;
  }

  /** Others who want the index know now what came of it. */
  #letGoOfIndex(): void {
    this.#index?.done.fire();
    this.#index = null;
  }

  /** SOCI: the manifest again (v2) or the list of referrers (v1), then the index. */
  *#lookUp(exists: boolean): Body<boolean> {
    const { lazy } = this.#owner;
    const { manifestBytes } = this.#owner.context.daemon.environment.parameters;
    for (const version of ['v2', 'v1'] as const) {
      if (!lazy.settings.indexVersions.includes(version)) continue;
      if (!(yield* this.#ask(manifestBytes))) return false;
      if (exists) break;
    }
    return exists && (yield* this.#ask(manifestBytes));
  }

  /** eStargz: a layer of another format is known by its end. */
  *#lookAtLayer(exists: boolean): Body<boolean> {
    if (exists) return true;
    const { caller, isOver } = this.#owner;
    yield* insist(this.#owner, 'blob', caller, 0, isOver);
    return false;
  }

  *#ask(bytes: number): Body<boolean> {
    const { caller, progress, isOver } = this.#owner;
    const fault = yield* insist(this.#owner, 'manifest', caller, bytes, isOver);
    progress.configTried();
    return fault === null && !isOver();
  }

  /** All zTOCs of the image, beside each other; whether all have come. */
  *#fetchTables(): Body<boolean> {
    const { simulation } = this.#owner.context.daemon.environment;
    const mounts = [...this.#mounts.values()];
    const fetches = mounts.map((mount) => simulation.start(mount.fetchTable()));
    let failed: string | null = null;
    for (const fetch of fetches) failed = (yield* fetch.join()) ?? failed;
    if (failed === null || this.#owner.isOver()) return failed === null;
    for (const mount of mounts) mount.fail(failed);
    this.#letGo();
    this.#mounts.clear();
    return false;
  }

  // ── layers ──────────────────────────────────────────────────────────────────────────────────

  /** The layers that are missing and that nobody else has in hand. */
  #makeMounts(first: number, indexes: readonly (LayerIndex | null)[]): void {
    const { release, context, lazy } = this.#owner;
    for (let position = first; position < release.layers.length; position++) {
      const layer = release.layers[position]!;
      const chain = release.chains[position]!;
      if (context.daemon.store.hasLayer(chain) || lazy.inHand.has(chain)) continue;
      this.#claim(chain);
      const index = indexes[position] ?? null;
      if (index !== null) this.#makeMount(layer, chain, index);
    }
  }

  #makeMount(layer: LayerSpec, chain: ChainId, index: LayerIndex): LayerMount {
    const mount = new LayerMount(this.#owner, layer, chain, index, this.#owner.callerOf(layer));
    this.#mounts.set(chain, mount);
    this.begun.push(mount);
    return mount;
  }

  *#bringLayers(
    first: number,
    indexes: readonly (LayerIndex | null)[],
    index: LazyIndexSpec,
  ): Body<string | null> {
    const { release, context, isOver } = this.#owner;
    const { simulation } = context.daemon.environment;
    for (const mount of this.#mounts.values()) simulation.start(mount.resolve());
    for (let position = first; position < release.layers.length; position++) {
      const error = yield* this.#bring(
        release.layers[position]!,
        release.chains[position]!,
        indexes[position] ?? null,
      );
      if (isOver()) return CANCELLED;
      if (error !== null) return error;
    }
    if (index.prefetches) yield* this.#fetchAhead();
    return isOver() ? CANCELLED : null;
  }

  /** One layer in its turn: an error or null. */
  *#bring(layer: LayerSpec, chain: ChainId, index: LayerIndex | null): Body<string | null> {
    const { context, lazy, hold, isOver, progress } = this.#owner;
    const { store, environment } = context.daemon;
    for (;;) {
      if (store.hasLayer(chain)) {
        progress.present(layer);
        hold(chain, layer);
        return null;
      }
      const other = this.#claims.has(chain) ? undefined : lazy.inHand.get(chain);
      if (other === undefined) break;
      yield* other.wait();
      if (isOver()) return CANCELLED;
    }
    this.#claim(chain);
    if (index !== null && !this.#mounts.has(chain))
      environment.simulation.start(this.#makeMount(layer, chain, index).resolve());
    const error = yield* this.#mountOrPull(layer, chain);
    if (!isOver()) this.#release(chain);
    return error;
  }

  *#mountOrPull(layer: LayerSpec, chain: ChainId): Body<string | null> {
    const { context, lazy, pullWhole, isOver } = this.#owner;
    const mount = this.#mounts.get(chain);
    if (mount === undefined) return yield* pullWhole(layer, chain, whyWhole(layer));
    const { lazyMountTimeoutSeconds } = context.daemon.environment.parameters;
    const inTime = yield* mount.resolved.waitFor(lazyMountTimeoutSeconds);
    if (isOver()) return CANCELLED;
    if (!inTime || mount.error !== null) {
      mount.fail(mount.error ?? 'timeout waiting for layer to resolve');
      mount.stop();
      this.#mounts.delete(chain);
      return yield* pullWhole(layer, chain, 'could not be mounted');
    }
    const mounted = yield* mount.mount();
    if (typeof mounted === 'string') return mounted;
    if (mounted === null) {
      this.#owner.hold(chain, layer);
      return null;
    }
    this.#owner.mounted(chain);
    if (!this.#hasMounted) lazy.background?.imageMounted();
    this.#hasMounted = true;
    lazy.mount(mounted);
    return null;
  }

  /** What start-up reads, as far as the image tells it: SOCI's mounts wait for it, creation does with eStargz. */
  *#fetchAhead(): Body<void> {
    const { context, lazy, release, reads } = this.#owner;
    const image = mountedImage(context.daemon, release);
    if (reads === null || image === null) return;
    const life = image.fetchAhead(accessPattern(release, image, reads).bursts.flat());
    if (lazy.settings.indexesFirst) this.received.addAll(yield* life);
    else context.daemon.environment.simulation.start(life);
  }

  #claim(chain: ChainId): void {
    if (this.#claims.has(chain)) return;
    const signal = new Signal(this.#owner.context.daemon.environment.simulation);
    this.#claims.set(chain, signal);
    this.#owner.lazy.inHand.set(chain, signal);
  }

  #release(chain: ChainId): void {
    const claim = this.#claims.get(chain);
    if (claim === undefined) return;
    this.#claims.delete(chain);
    this.#owner.lazy.inHand.delete(chain);
    claim.fire();
  }

  #letGo(): void {
    for (const chain of [...this.#claims.keys()]) this.#release(chain);
  }
}

function whyWhole({ compression }: LayerSpec): string {
  return compression === 'zstd' ? 'zstd has no index' : 'below the minimum size';
}
