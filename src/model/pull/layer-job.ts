/**
 * One missing layer on its way into a host's store: its blob, its turn to unpack, its place in the chain. Rules:
 * moby `distribution/xfer/download.go`: a layer is unpacked only when its parent is registered, so that one image
 * unpacks one layer at a time. containerd `core/unpack/unpacker.go`: with parallel unpack (2.2), layers unpack
 * beside each other, in as many slots as there are, and are committed in order; a slot is taken in the order of
 * layers before the blob is there. SOCI `fs/unpacker`: the slot is taken after that. A blob in the content store is
 * not fetched again, and a layer that another pull has registered meanwhile is not unpacked again.
 *
 * Several pulls may watch a layer (moby); it is given up when the last of them has left.
 */
import { Signal } from '../../kernel/signal.js';
import type { Body } from '../../kernel/process.js';
import type { ChainId } from '../image/chain-table.js';
import type { Caller } from '../registry/registry.js';
import type { LayerSpec } from '../spec.js';
import type { LayerStory } from '../story.js';
import { awaitBlobInHand } from './await-blob.js';
import { BlobFetch, CANCELLED, NO_SPACE } from './blob-fetch.js';
import type { BlobSource, FetchObserver } from './blob-source.js';
import type { FetchedBytes } from './fetched-bytes.js';
import type { DownloadSlots } from './download-slots.js';
import type { LayerLog } from './layer-log.js';
import { LayerUnpack, type UnpackObserver } from './layer-unpack.js';
import { isBackoff, type BinderWeights, type LayerStage, type PullProgress } from './pull-progress.js';

/** What the layers of one pull have in common. */
export interface PullContext extends BlobSource {
  /** For manifests and the configuration; null where they take no slot. */
  readonly requestSlots: DownloadSlots | null;
  readonly unpackSlots: DownloadSlots;
  /** The layers that the pull fetches itself. */
  readonly fetched: readonly LayerJob[];
  /** Fetch and unpack what is there, too. */
  readonly anew: boolean;
}

/** A pull that waits for layers. */
export interface LayerWatcher {
  readonly progress: PullProgress;
  /** A layer that it watches is in the store, or has failed. */
  layerFinished(job: LayerJob): void;
}

interface Watch {
  readonly watcher: LayerWatcher;
  readonly log: LayerLog | null;
}

export class LayerJob implements FetchObserver, UnpackObserver {
  readonly layer: LayerSpec;
  readonly chain: ChainId;
  /** Counts what it asks. */
  readonly caller: Caller;
  /** Fired when the layer is in the store, or has failed. */
  readonly finished: Signal;
  /** Fired when the blob is on disk, or has failed. */
  readonly downloaded: Signal;
  error: string | null = null;
  /** It was there when its turn came: nothing was unpacked. */
  found = false;
  readonly #context: PullContext;
  readonly #parent: LayerJob | null;
  /** The same blob elsewhere in the same image: fetched once, registered twice. */
  readonly #twin: LayerJob | null;
  readonly #watches: Watch[] = [];
  readonly #fetch: BlobFetch;
  readonly #unpack: LayerUnpack;
  #stage: LayerStage = 'slot';
  /** Changes of stage that the runtime reports. */
  #messages = 0;
  #stageSince = 0;
  #backoffSeconds = 0;
  /** Who pays for the blob on disk: nobody (none there, or a twin), this layer, or the content store. */
  #blob: 'none' | 'temporary' | 'stored' = 'none';
  #dropped = false;

  constructor(
    context: PullContext,
    layer: LayerSpec,
    chain: ChainId,
    parent: LayerJob | null,
    twin: LayerJob | null,
    caller: Caller,
  ) {
    this.#context = context;
    this.layer = layer;
    this.chain = chain;
    this.#parent = parent;
    this.#twin = twin;
    this.caller = caller;
    this.#fetch = new BlobFetch(context, layer.digest, layer.compressedBytes, caller, this);
    this.#unpack = new LayerUnpack(context.daemon, context.unpackSlots, layer, this);
    const { simulation } = context.daemon.environment;
    this.#stageSince = simulation.now;
    this.finished = new Signal(simulation);
    this.downloaded = new Signal(simulation);
  }

  /** Adds what has bound the bytes that are on their way, for a start that is over before its pull. */
  addBoundSoFar(fetch: BinderWeights, unpack: BinderWeights): void {
    this.#fetch.addBoundSoFar(fetch);
    this.#unpack.addBoundSoFar(unpack);
  }

  /** What has come over the network. */
  get received(): FetchedBytes {
    return this.#fetch.received;
  }

  /** Grows with each message: steadily while bytes move or it counts the seconds until it tries again. */
  get reads(): number {
    const { now } = this.#context.daemon.environment;
    const backoff = isBackoff(this.#stage) ? now - this.#stageSince : 0;
    const moving = this.#fetch.movingSeconds + this.#unpack.movingSeconds;
    return this.#messages + moving + this.#backoffSeconds + backoff;
  }

  /** A pull (another one, where downloads are shared) takes part in this job; `whole`: why the layer is not mounted. */
  watch(watcher: LayerWatcher, origin: LayerStory['origin'], whole = ''): void {
    const log = watcher.progress.begin(this.#stage, this.layer, origin);
    if (log !== null) log.whole = whole;
    this.#watches.push({ watcher, log });
  }

  /** A pull that has watched ends or gives up: its hold on the layer goes, and the job with the last one. */
  leave(watcher: LayerWatcher): void {
    const position = this.#watches.findIndex((each) => each.watcher === watcher);
    if (position < 0) return;
    const isLast = this.#watches.length === 1;
    if (this.finished.fired && this.error === null) this.#context.daemon.store.releaseLayer(this.chain);
    else if (isLast && !this.finished.fired) this.#drop();
    this.#watches.splice(position, 1);
    if (isLast) this.#releaseBlob();
  }

  /** The whole way of the layer, as a process. */
  *run(): Body<void> {
    const { daemon } = this.#context;
    if (daemon.unpacksInParallel && daemon.runtime.unpackSlotBeforeDownload) this.#unpack.queue();
    this.error = yield* this.#bring();
    if (this.#dropped) return;
    this.downloaded.fire();
    yield* this.#awaitAllFetched();
    this.error ??= yield* this.#register();
    if (this.#dropped) return;
    this.#finish();
  }

  /** See {@link FetchObserver}. */
  enter(stage: LayerStage): void {
    if (stage === this.#stage) return;
    const { now } = this.#context.daemon.environment;
    if (isBackoff(this.#stage)) this.#backoffSeconds += now - this.#stageSince;
    for (const { watcher, log } of this.#watches) watcher.progress.move(this.#stage, stage, log);
    this.#stage = stage;
    this.#stageSince = now;
    // Who begins to wait says nothing.
    if (stage === 'transferring' || stage === 'unpacking' || stage === 'done') this.#messages++;
  }

  /** See {@link FetchObserver}. */
  fetched(weights: BinderWeights): void {
    for (const { watcher, log } of this.#watches) watcher.progress.addFetch(weights, log);
  }

  /** See {@link UnpackObserver}. */
  unpacked(weights: BinderWeights): void {
    for (const { watcher, log } of this.#watches) watcher.progress.addUnpack(weights, log);
  }

  // ── the blob ────────────────────────────────────────────────────────────────────────────────

  /** Sees to it that the blob is on disk. Returns an error or null. */
  *#bring(): Body<string | null> {
    if (this.#twin !== null) return yield* this.#awaitTwin(this.#twin);
    const { daemon, anew } = this.#context;
    const { digest } = this.layer;
    if (!daemon.keepsBlobs) return yield* this.#download();
    const there = (): boolean => !anew && (daemon.store.hasBlob(digest) || daemon.store.hasLayer(this.chain));
    if (!there()) yield* awaitBlobInHand(daemon, digest, this.caller, () => this.enter('duplicate'), there);
    if (this.#dropped) return CANCELLED;
    if (there()) {
      this.#holdBlob();
      return null;
    }
    if (daemon.blobsInHand.has(digest)) return yield* this.#download();
    daemon.blobsInHand.set(digest, this.downloaded);
    const error = yield* this.#download();
    this.#letGoOfBlob();
    return error;
  }

  *#awaitTwin(twin: LayerJob): Body<string | null> {
    this.enter('parent');
    yield* twin.downloaded.wait();
    return twin.error;
  }

  *#download(): Body<string | null> {
    const { daemon } = this.#context;
    const error = yield* this.#fetch.run(() => this.#parentError());
    if (error !== null) return error;
    this.#blob = 'temporary';
    if (daemon.runtime.syncsBlobs) {
      this.enter('syncing');
      yield* daemon.machine.sync(this.layer.compressedBytes);
      if (this.#dropped) return CANCELLED;
    }
    if (daemon.keepsBlobs) {
      daemon.store.keepBlob(this.layer.digest, this.layer.compressedBytes);
      this.#blob = 'stored';
    }
    return null;
  }

  /** The layer below has failed: nobody needs this one. */
  #parentError(): string | null {
    return this.#parent?.finished.fired === true ? this.#parent.error : null;
  }

  #holdBlob(): void {
    const { store } = this.#context.daemon;
    if (!store.hasBlob(this.layer.digest)) return;
    store.holdBlob(this.layer.digest);
    this.#blob = 'stored';
  }

  #releaseBlob(): void {
    const { store } = this.#context.daemon;
    if (this.#blob === 'temporary') store.disk.free(this.layer.compressedBytes);
    if (this.#blob === 'stored') store.releaseBlob(this.layer.digest);
    this.#blob = 'none';
  }

  // ── unpack and registration ─────────────────────────────────────────────────────────────────

  /** Unpacks the layer, and puts it on top of its parent. Returns an error or null. */
  *#register(): Body<string | null> {
    const { daemon } = this.#context;
    const inParallel = daemon.unpacksInParallel;
    let error = inParallel ? null : yield* this.#awaitParent();
    if (error === null) {
      yield* this.#awaitOtherPull();
      yield* this.#unpack.awaitSlot();
      error = this.#dropped ? CANCELLED : yield* this.#unpackUnlessThere();
    }
    this.#unpack.giveSlotBack();
    if (inParallel && error === null && !this.#dropped) error = yield* this.#awaitParent();
    if (this.#dropped) return CANCELLED;
    return error ?? (yield* this.#commit());
  }

  /** Where no layer is unpacked before all are on disk. */
  *#awaitAllFetched(): Body<void> {
    const { daemon, fetched } = this.#context;
    if (!daemon.runtime.fetchesAllFirst) return;
    this.enter('parent');
    for (const other of fetched) yield* other.downloaded.wait();
  }

  *#awaitParent(): Body<string | null> {
    const parent = this.#parent;
    if (parent === null) return null;
    this.enter('parent');
    yield* parent.finished.wait();
    return this.#dropped ? CANCELLED : parent.error;
  }

  /** With containerd's suppressor, one pull at a time has a layer in hand. Who waits for that has no slot. */
  *#awaitOtherPull(): Body<void> {
    const { runtime, layersInHand } = this.#context.daemon;
    if (runtime.duplicates !== 'locked') return;
    for (;;) {
      const other = layersInHand.get(this.chain);
      if (other === undefined || other === this) break;
      this.#unpack.giveSlotBack();
      this.enter('duplicate');
      yield* other.finished.wait();
    }
    if (!this.#dropped) layersInHand.set(this.chain, this);
  }

  *#unpackUnlessThere(): Body<string | null> {
    const { daemon, anew } = this.#context;
    this.found = !anew && daemon.store.hasLayer(this.chain);
    return this.found ? null : yield* this.#unpack.run();
  }

  /** The layer takes its place in the chain; what that costs, whatever its size: mount, metadata. */
  *#commit(): Body<string | null> {
    const { environment, machine, store } = this.#context.daemon;
    const { layerOverheadSeconds } = environment.parameters;
    if (!this.found) {
      this.enter('unpacking');
      yield environment.simulation.after(layerOverheadSeconds);
      if (this.#dropped) return CANCELLED;
      for (const { watcher, log } of this.#watches)
        watcher.progress.addUnpackSeconds('layer', layerOverheadSeconds, log);
    }
    this.#unpack.freeSpace();
    const stored = store.addLayer(this.chain, this.layer.uncompressedBytes, this.#watches.length);
    if (!this.found) machine.markWritten(this.chain);
    return stored ? null : NO_SPACE;
  }

  // ── the end ─────────────────────────────────────────────────────────────────────────────────

  #finish(): void {
    this.#unpack.freeSpace();
    if (this.error !== null || this.#context.daemon.runtime.blobs !== 'kept') this.#releaseBlob();
    for (const { log } of this.#watches) {
      if (log === null) continue;
      if (this.found) log.origin = 'other pull';
      log.error = this.error ?? '';
    }
    this.enter('done');
    this.#letGo();
    for (const { watcher } of this.#watches) watcher.layerFinished(this);
  }

  /** Nobody waits for it any more: all that it holds is free at once; its process ends when it wakes. */
  #drop(): void {
    this.#dropped = true;
    this.error = CANCELLED;
    this.#fetch.stop();
    this.#unpack.stop();
    this.#releaseBlob();
    this.#letGo();
  }

  #letGo(): void {
    const { layersInHand } = this.#context.daemon;
    this.#unpack.giveSlotBack();
    if (layersInHand.get(this.chain) === this) layersInHand.delete(this.chain);
    this.#letGoOfBlob();
    this.downloaded.fire();
    this.finished.fire();
  }

  /** Another pull may have it in hand by now. */
  #letGoOfBlob(): void {
    const { blobsInHand } = this.#context.daemon;
    if (blobsInHand.get(this.layer.digest) === this.downloaded) blobsInHand.delete(this.layer.digest);
  }
}
