/**
 * One pull from its first request until the image is in the store, or has failed, or was cancelled. Docker (moby
 * `distribution/pull_v2.go`): early exit when the image is there, configuration beside the layers, whose failure ends
 * them. containerd (`core/unpack/unpacker.go`): configuration first, then from the first missing layer up; the first
 * error ends all; a chain that another pull has locked is waited for, and then found. Its messages are counted for
 * who watches over it.
 */
import { Signal } from '../../kernel/signal.js';
import type { Entity } from '../../kernel/random.js';
import type { Body } from '../../kernel/process.js';
import type { ChainId } from '../image/chain-table.js';
import { parseReference } from '../image/reference.js';
import type { Release } from '../image/release.js';
import type { Caller } from '../registry/registry.js';
import { CANCELLED } from './blob-fetch.js';
import { connectionsOf } from './connections.js';
import type { Daemon } from './daemon.js';
import { fetchConfig } from './config-fetch.js';
import { LayerJob, type LayerWatcher, type PullContext } from './layer-job.js';
import type { LayerSpec, LazyFallback } from '../spec.js';
import type { LazyHost } from './lazy-host.js';
import { LazyPull, type LazyOwner } from './lazy-pull.js';
import { mountedImage } from './mounted-image.js';
import type { PullProgress } from './pull-progress.js';
import { pullCounts, type PullCounts } from './pull-counts.js';
import { NO_IMAGE, type PullRequest, type PullResult } from './pull-request.js';
import { snapshotterName } from './snapshotter-name.js';
import { resolveReference } from './resolve-reference.js';

/**
 * Layers of one image begin nearly in order, where each request queues for itself: goroutines are not a queue. How far
 * they overtake each other is ours, small enough to matter for nothing but the order.
 */
const START_SPACING_SECONDS = 50e-6;
const START_JITTER = 3;

export class RunningPull implements LayerWatcher {
  /** Fired at its first message (its layers are known, or the image is there), and at its end at the latest. */
  readonly begun: Signal;
  readonly ended: Signal;
  readonly progress: PullProgress;
  readonly #daemon: Daemon;
  readonly #request: PullRequest;
  readonly #context: PullContext;
  readonly #caller: Caller;
  /** All layers have ended, or one has failed where that ends the others. */
  readonly #settled: Signal;
  /** Layers that were on disk, held. */
  readonly #present: ChainId[] = [];
  /** Layers that were not. */
  readonly #jobs: LayerJob[] = [];
  /** Those of them that this pull began. */
  readonly #own: LayerJob[] = [];
  #unfinished = 0;
  /** Its lazy part, where its host loads lazily; the layers that it has mounted; and why the rest is pulled whole. */
  #lazy: LazyPull | null = null;
  #mounted = 0;
  #fallback: LazyFallback | '' = '';
  #result: PullResult | null = null;

  /** Use {@link Puller.begin}. */
  constructor(daemon: Daemon, request: PullRequest) {
    const { simulation } = daemon.environment;
    this.progress = request.progress;
    this.progress.onTheirWay = (fetch, unpack) => {
      for (const job of this.#jobs) job.addBoundSoFar(fetch, unpack);
    };
    this.#daemon = daemon;
    this.#request = request;
    this.begun = new Signal(simulation);
    this.ended = new Signal(simulation);
    this.#settled = new Signal(simulation);
    this.#caller = {
      ...this.#callerOf(request.entity),
      unanswered: (why) => request.progress.unanswered(why),
      copying: () => request.progress.awaitingCache(),
    };
    const { registry, route, reference, anew } = request;
    const slots = daemon.downloadSlots();
    this.#context = {
      daemon,
      registry,
      route,
      reference,
      anew,
      slots,
      fetched: this.#own,
      requestSlots: daemon.runtime.slotUnit === 'request' ? slots : null,
      unpackSlots: daemon.unpackSlots(),
      connections: connectionsOf(daemon, registry),
    };
  }

  /** Null until it has ended. */
  get result(): PullResult | null {
    return this.#result;
  }

  /** Differs between two looks when a message has come between. */
  reads(): number {
    let messages = (this.begun.fired ? 1 : 0) + (this.ended.fired ? 1 : 0);
    for (const job of this.#jobs) messages += job.reads;
    return messages + (this.#lazy?.reads ?? 0);
  }

  /**
   * Ends the pull with this error. Layers that only it watches are given up: slots and space are free at once; others
   * go on. A pull that has ended stays as it is.
   */
  cancel(reason: string): void {
    this.#end(reason);
  }

  /** The pull as a process. */
  *run(): Body<void> {
    this.progress.resolving();
    const { image, platform } = this.#request;
    const isOver = (): boolean => this.#isOver;
    const lookUp = { context: this.#context, caller: this.#caller, image, platform, isOver };
    const release = yield* resolveReference({ ...lookUp, progress: this.progress });
    if (this.#isOver) return;
    if (typeof release === 'string') return this.#end(release);
    this.begun.fire();
    const there = !this.#request.anew && this.#daemon.store.image(release.imageId) !== undefined;
    const error = there ? null : yield* this.#fetch(release);
    if (error === null && !this.#isOver) this.#record(release, there);
    this.#end(error);
  }

  /** See {@link LayerWatcher}. */
  layerFinished(job: LayerJob): void {
    this.#unfinished--;
    if (this.#unfinished === 0 || (job.error !== null && this.#daemon.keepsBlobs)) this.#settled.fire();
  }

  get #isOver(): boolean {
    return this.#result !== null;
  }

  /** Configuration and layers. Returns an error or null. */
  *#fetch(release: Release): Body<string | null> {
    const { simulation } = this.#daemon.environment;
    this.progress.update();
    if (this.#daemon.runtime.layersWaitForConfig) {
      const error = yield* this.#config(release);
      if (error !== null) return error;
      yield* this.#holdPresent(release);
      const outcome = yield* this.#mountLayers(release);
      if (outcome !== undefined) return outcome;
      if (this.#isOver) return CANCELLED;
      this.#beginLayers(release);
    } else {
      const config = simulation.start(this.#config(release));
      yield* this.#holdPresent(release);
      if (!this.#isOver) this.#beginLayers(release);
      const error = yield* config.join();
      if (error !== null) return error;
    }
    if (this.#isOver) return CANCELLED;
    if (this.#unfinished > 0) yield* this.#settled.wait();
    return this.#jobs.find((job) => job.error !== null)?.error ?? null;
  }

  /** Holds the layers that are in the store, below the lowest missing one. */
  *#holdPresent(release: Release): Body<void> {
    const { layers, chains } = release;
    let first = 0;
    while (first < layers.length && (yield* this.#isThere(release, first))) {
      this.#daemon.store.holdLayer(chains[first]!);
      this.#present.push(chains[first]!);
      first++;
    }
  }

  /** Begins the layers from the lowest missing one up. */
  #beginLayers(release: Release): void {
    const { layers, chains } = release;
    const { environment, runtime } = this.#daemon;
    const first = this.#present.length;
    this.#makeJobs(release, first);
    if (runtime.duplicates === 'locked' && first < layers.length)
      this.#daemon.layersInHand.set(chains[first]!, this.#jobs[0]!);
    const spread = runtime.slotUnit === 'request' && environment.parameters.jitter;
    this.#own.forEach((job, index) => {
      const life = spread ? this.#startLater(job, index) : job.run();
      environment.simulation.start(life);
    });
  }

  /** What came of mounting the missing layers, an error or null; undefined: they are to be pulled whole. */
  *#mountLayers(release: Release): Body<string | null | undefined> {
    const { lazy } = this.#daemon;
    const { anew, lazyRefusal } = this.#request;
    const first = this.#present.length;
    if (lazy === null || anew || this.#isOver || first === release.layers.length) return undefined;
    this.#fallback = lazyRefusal;
    if (lazyRefusal !== '') return undefined;
    this.#lazy = new LazyPull(this.#lazyOwner(release, lazy));
    const { error, fallback } = yield* this.#lazy.run(first);
    this.#fallback = fallback;
    return fallback === '' ? error : undefined;
  }

  #lazyOwner(release: Release, lazy: LazyHost): LazyOwner {
    return {
      context: this.#context,
      lazy,
      release,
      progress: this.progress,
      caller: this.#caller,
      reads: this.#request.reads,
      isOver: () => this.#isOver,
      callerOf: ({ digest }) => this.#callerOf(this.#daemon.layerEntity(digest)),
      hold: (chain) => {
        this.#daemon.store.holdLayer(chain);
        this.#present.push(chain);
      },
      mounted: (chain) => {
        this.#present.push(chain);
        this.#mounted++;
      },
      pullWhole: (layer, chain, why) => this.#pullWhole(layer, chain, why),
    };
  }

  /** One layer of an image that is loaded lazily, from its request until it is unpacked. */
  *#pullWhole(layer: LayerSpec, chain: ChainId, why: string): Body<string | null> {
    const job = new LayerJob(
      this.#context,
      layer,
      chain,
      null,
      null,
      this.#callerOf(this.#daemon.layerEntity(layer.digest)),
    );
    this.#own.push(job);
    this.#jobs.push(job);
    this.#unfinished++;
    job.watch(this, 'own', why);
    this.#daemon.environment.simulation.start(job.run());
    yield* job.finished.wait();
    return job.error;
  }

  /** Whether a layer is on disk; with containerd's suppressor, after who has it in hand is done. */
  *#isThere(release: Release, index: number): Body<boolean> {
    const { store, layersInHand, runtime } = this.#daemon;
    const chain = release.chains[index]!;
    const layer = release.layers[index]!;
    if (this.#request.anew) return false;
    if (store.hasLayer(chain)) {
      this.progress.present(layer);
      return true;
    }
    if (runtime.duplicates !== 'locked' || !layersInHand.has(chain)) return false;
    const log = this.progress.begin('duplicate', layer, 'other pull');
    for (let other = layersInHand.get(chain); other !== undefined; other = layersInHand.get(chain))
      yield* other.finished.wait();
    this.progress.move('duplicate', 'done', log);
    return !this.#isOver && store.hasLayer(chain);
  }

  #makeJobs({ layers, chains }: Release, first: number): void {
    const { runtime, layersInHand } = this.#daemon;
    const byDigest = new Map<string, LayerJob>();
    let parent: LayerJob | null = null;
    for (let index = first; index < layers.length; index++) {
      const layer = layers[index]!;
      const chain = chains[index]!;
      const shared = runtime.duplicates === 'shared' ? layersInHand.get(chain) : undefined;
      const twin = byDigest.get(layer.digest) ?? null;
      const caller = this.#callerOf(this.#daemon.layerEntity(layer.digest));
      const job: LayerJob = shared ?? new LayerJob(this.#context, layer, chain, parent, twin, caller);
      if (shared === undefined) this.#own.push(job);
      if (shared === undefined && runtime.duplicates === 'shared') layersInHand.set(chain, job);
      this.#jobs.push(job);
      this.#unfinished++;
      job.watch(this, shared === undefined ? 'own' : 'other pull');
      byDigest.set(layer.digest, job);
      parent = job;
    }
  }

  *#startLater(job: LayerJob, index: number): Body<void> {
    const { environment } = this.#daemon;
    const late = index + START_JITTER * environment.extra('start of a layer', this.#request.entity, index);
    yield* environment.simulation.delay(late * START_SPACING_SECONDS);
    if (!job.finished.fired) yield* job.run();
  }

  #config(release: Release): Body<string | null> {
    const [context, caller, { progress }] = [this.#context, this.#caller, this];
    return fetchConfig({ context, caller, release, progress, isOver: () => this.#isOver });
  }

  /** All is on disk: the image is there, under its names. */
  #record(release: Release, there: boolean): void {
    const { store, runtime, lazy } = this.#daemon;
    const { name, tag } = parseReference(this.#request.reference);
    const local = store.addImage(release);
    store.addRepoDigest(local, name);
    if (tag !== null) store.tag(local, `${name}:${tag}`);
    const missing = this.#jobs.filter((job) => !job.found).length + this.#mounted;
    const mount = mountedImage(this.#daemon, release);
    this.#remember(release, there);
    const fallback = lazy?.fallbacks.get(release.imageId) ?? '';
    this.#result = {
      ...this.counts(),
      local,
      error: null,
      layersPulled: this.#own.filter((job) => !job.found).length + this.#mounted,
      layersReused: there ? release.layers.length : release.layers.length - missing,
      snapshotter: snapshotterName(runtime, mount, fallback),
      fallback,
      mount,
    };
  }

  /** Why the image was pulled whole, for those who find it on disk. */
  #remember({ imageId }: Release, there: boolean): void {
    const fallbacks = this.#daemon.lazy?.fallbacks;
    if (fallbacks === undefined || there) return;
    if (this.#fallback === '') fallbacks.delete(imageId);
    else fallbacks.set(imageId, this.#fallback);
  }

  /** Lets go of everything: the image holds its layers now, or nobody does. */
  #end(error: string | null): void {
    if (this.ended.fired) return;
    this.#lazy?.stop();
    for (const job of this.#jobs) job.leave(this);
    for (const chain of this.#present) this.#daemon.store.releaseLayer(chain);
    this.#result ??= { ...this.counts(), ...NO_IMAGE, error };
    this.progress.end();
    this.begun.fire();
    this.ended.fire();
  }

  /** What it has asked for and received so far, but for transfers on their way. */
  counts(): PullCounts {
    const mounts = this.#lazy?.begun ?? [];
    return pullCounts(this.#caller, [...this.#own, ...mounts], this.#lazy?.received);
  }

  #callerOf(who: Entity): Caller {
    const { image, attempt } = this.#request;
    return { entity: who, requests: 0, throttled: 0, draws: 0, image, stage: 'pull', attempt };
  }
}
