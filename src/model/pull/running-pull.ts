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
import type { LocalImage } from '../host/local-image.js';
import type { ChainId } from '../image/chain-table.js';
import { parseReference } from '../image/reference.js';
import type { Release } from '../image/release.js';
import type { LazyMount } from '../lazy/lazy-mount.js';
import type { Route } from '../network/route.js';
import type { Caller, Registry } from '../registry/registry.js';
import { CANCELLED } from './blob-fetch.js';
import { connectionsOf } from './connections.js';
import type { Daemon } from './daemon.js';
import { fetchConfig } from './config-fetch.js';
import { FetchedBytes, type ByteCounts } from './fetched-bytes.js';
import { LayerJob, type LayerWatcher, type PullContext } from './layer-job.js';
import type { LazyFallback, ReadsSpec } from '../spec.js';
import type { PullProgress } from './pull-progress.js';
import { eagerSnapshotter } from './snapshotter-name.js';
import { resolveReference } from './resolve-reference.js';

export interface PullRequest {
  readonly registry: Registry;
  readonly route: Route;
  /** The name of the image in the scenario. */
  readonly image: string;
  /** What is pulled: by tag or by digest. */
  readonly reference: string;
  /** Number of the attempt of whoever pulls, from 1: faults can be aimed at it. */
  readonly attempt: number;
  /** Download every layer, even those on disk. */
  readonly anew: boolean;
  /** `os/architecture` of the host. */
  readonly platform: string;
  readonly entity: Entity;
  readonly progress: PullProgress;
  /** Why the platform and the task do not let the image be loaded lazily; '' where they do, or its host never does. */
  readonly lazyRefusal: LazyFallback | '';
  /** What its container reads at start, for what is fetched ahead; null: nobody reads. */
  readonly reads: ReadsSpec | null;
}

export interface PullResult extends ByteCounts {
  /** The image, now in the store; null when the pull failed. */
  readonly local: LocalImage | null;
  readonly error: string | null;
  readonly requests: number;
  /** Of these, refused by a quota or pull limit; and the limit that refused the latest of the pull's own, if it has a name. */
  readonly throttled: number;
  readonly refusedBy: string;
  readonly layersPulled: number;
  readonly layersReused: number;
  /** What the image is mounted by, as the task metadata endpoint says; '' when the pull failed. */
  readonly snapshotter: string;
  /** Why it was pulled whole although its host loads lazily. */
  readonly fallback: LazyFallback | '';
  /** The files of an image that is loaded lazily; null when all is on disk. */
  readonly mount: LazyMount | null;
}

/**
 * Layers of one image begin nearly in order, where each request queues for itself: goroutines are not a queue. How far
 * they overtake each other is ours, small enough to matter for nothing but the order.
 */
const START_SPACING_SECONDS = 50e-6;
const START_JITTER = 3;

const NO_IMAGE = {
  local: null,
  layersPulled: 0,
  layersReused: 0,
  snapshotter: '',
  fallback: '',
  mount: null,
} as const;

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
    return messages;
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
      yield* this.#beginLayers(release);
    } else {
      const config = simulation.start(this.#config(release));
      yield* this.#beginLayers(release);
      const error = yield* config.join();
      if (error !== null) return error;
    }
    if (this.#isOver) return CANCELLED;
    if (this.#unfinished > 0) yield* this.#settled.wait();
    return this.#jobs.find((job) => job.error !== null)?.error ?? null;
  }

  /**
   * Begins the layers that are not in the store, from the lowest missing one up. Those below it are held meanwhile.
   */
  *#beginLayers(release: Release): Body<void> {
    const { layers, chains } = release;
    const { environment, runtime } = this.#daemon;
    let first = 0;
    while (first < layers.length && (yield* this.#isThere(release, first))) {
      this.#daemon.store.holdLayer(chains[first]!);
      this.#present.push(chains[first]!);
      first++;
    }
    if (this.#isOver) return;
    this.#makeJobs(release, first);
    if (runtime.duplicates === 'locked' && first < layers.length)
      this.#daemon.layersInHand.set(chains[first]!, this.#jobs[0]!);
    const spread = runtime.slotUnit === 'request' && environment.parameters.jitter;
    this.#own.forEach((job, index) => {
      const life = spread ? this.#startLater(job, index) : job.run();
      environment.simulation.start(life);
    });
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
    const isOver = (): boolean => this.#isOver;
    const { progress } = this;
    return fetchConfig({ context: this.#context, caller: this.#caller, release, progress, isOver });
  }

  /** All is on disk: the image is there, under its names. */
  #record(release: Release, there: boolean): void {
    const { store, machine } = this.#daemon;
    const { name, tag } = parseReference(this.#request.reference);
    const local = store.addImage(release);
    if (!there) machine.markWritten(release.imageId);
    store.addRepoDigest(local, name);
    if (tag !== null) store.tag(local, `${name}:${tag}`);
    const missing = this.#jobs.filter((job) => !job.found).length;
    this.#result = {
      ...this.#counts(),
      local,
      error: null,
      layersPulled: this.#own.filter((job) => !job.found).length,
      layersReused: there ? release.layers.length : release.layers.length - missing,
      snapshotter: eagerSnapshotter(this.#daemon.runtime),
      fallback: '',
      mount: null,
    };
  }

  /** Lets go of everything: the image holds its layers now, or nobody does. */
  #end(error: string | null): void {
    if (this.ended.fired) return;
    for (const job of this.#jobs) job.leave(this);
    for (const chain of this.#present) this.#daemon.store.releaseLayer(chain);
    this.#result ??= { ...this.#counts(), ...NO_IMAGE, error };
    this.progress.end();
    this.begun.fire();
    this.ended.fire();
  }

  #counts(): Pick<PullResult, 'requests' | 'throttled' | 'refusedBy' | keyof ByteCounts> {
    let { requests, throttled, refusedBy = '' } = this.#caller;
    const bytes = new FetchedBytes();
    for (const job of this.#own) {
      requests += job.caller.requests;
      throttled += job.caller.throttled;
      refusedBy = job.caller.refusedBy ?? refusedBy;
      bytes.addAll(job.received);
    }
    return { requests, throttled, refusedBy, ...bytes };
  }

  #callerOf(who: Entity): Caller {
    const { image, attempt } = this.#request;
    return { entity: who, requests: 0, throttled: 0, draws: 0, image, stage: 'pull', attempt };
  }
}
