/**
 * The pull pipeline of one container runtime on one host, by the settings of its `RuntimeSpec`.
 * Docker 25 on the ECS-optimized AMI: ping, manifest, early exit when the image is there, configuration
 * beside the layers, three download slots for the whole daemon, reuse along the contiguous chain of
 * layers that are present, downloads in flight shared by chain. Rules: moby `distribution/pull_v2.go`,
 * `distribution/xfer`; containerd `client/pull.go`, `core/unpack`. Tokens are the caller's business.
 */
import { Semaphore } from '../../kernel/semaphore.js';
import { Signal } from '../../kernel/signal.js';
import { entity, type Entity } from '../../kernel/random.js';
import type { Body } from '../../kernel/process.js';
import type { Environment } from '../environment.js';
import type { ImageStore } from '../host/image-store.js';
import type { LocalImage } from '../host/local-image.js';
import type { Machine } from '../host/machine.js';
import type { ChainId } from '../image/chain-table.js';
import type { Release } from '../image/release.js';
import { parseReference, type Reference } from '../image/reference.js';
import type { Route } from '../network/route.js';
import { faultMessage, type Caller, type Registry } from '../registry/registry.js';
import type { ModelParameters, RuntimeSpec } from '../spec.js';
import { Connections } from './connections.js';
import { downloadType } from './layer-flows.js';
import { LayerJob, type PullContext } from './layer-job.js';
import type { PullProgress } from './pull-progress.js';

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
}

export interface PullResult {
  /** The image, now in the store; null when the pull failed. */
  readonly local: LocalImage | null;
  readonly error: string | null;
  readonly requests: number;
  readonly downloadedBytes: number;
  readonly layersPulled: number;
  readonly layersReused: number;
}

/** Attempts for the configuration, and the wait before the second, which doubles (moby `pullSchema2Config`). */
const CONFIG_ATTEMPTS = 5;
const CONFIG_BACKOFF_SECONDS = 0.25;

/** Puts the words of a missing platform together as Amazon ECS reports them. */
export function missingPlatform(platform: string): string {
  return `image Manifest does not contain descriptor matching platform '${platform}'`;
}

export class Puller {
  readonly #environment: Environment;
  readonly #machine: Machine;
  readonly #store: ImageStore;
  readonly #runtime: RuntimeSpec;
  readonly #daemonSlots: Semaphore;
  readonly #inFlight = new Map<ChainId, LayerJob>();
  /** How often each blob was fetched. */
  readonly #attempts = new Map<string, number>();

  constructor(environment: Environment, machine: Machine, store: ImageStore, runtime: RuntimeSpec) {
    this.#environment = environment;
    this.#machine = machine;
    this.#store = store;
    this.#runtime = runtime;
    this.#daemonSlots = new Semaphore(environment.simulation, runtime.downloadSlots);
  }

  /** One pull from the first request until the image is in the store, or has failed. */
  *pull(request: PullRequest): Body<PullResult> {
    const unanswered = (): void => request.progress.unanswered();
    const caller = callerOf(request, request.entity, unanswered);
    const connections = new Connections(this.#runtime.keepAlive);
    const reference = parseReference(request.reference);
    request.progress.resolving();
    const release = yield* this.#resolve(request, reference, connections, caller);
    if (typeof release === 'string') {
      request.progress.end();
      return failure(release, caller.requests);
    }
    const present = this.#store.image(release.imageId);
    if (present !== undefined) {
      request.progress.end();
      return this.#record(release, reference, caller.requests, [], 0);
    }
    const result = yield* this.#fetch(request, release, connections, caller);
    request.progress.end();
    return result;
  }

  /** Ping and manifests: what the reference names, or an error. */
  *#resolve(
    request: PullRequest,
    reference: Reference,
    connections: Connections,
    caller: Caller,
  ): Body<Release | string> {
    const { registry, route } = request;
    const ping = yield* registry.request('ping', route, connections.toRegistry(), caller);
    if (ping !== null) return faultMessage(ping, request.reference);
    if (registry.needsBearerToken) {
      const token = yield* registry.request('token', route, true, caller);
      if (token !== null) return faultMessage(token, request.reference);
    }
    const known = reference.digest === null ? undefined : registry.resolve(request.image, reference);
    const local = known === undefined ? undefined : this.#store.image(known.imageId);
    if (local !== undefined) return local.release;
    const byTag = reference.digest === null ? 1 : 0;
    const release = registry.resolve(request.image, reference);
    const lookUps = byTag + 1 + (release?.indexed === true ? 1 : 0);
    for (let i = 0; i < lookUps; i++) {
      const bytes = i === byTag ? indexBytes(release, this.#environment.parameters) : 0;
      const fault = yield* registry.request('manifest', route, connections.toRegistry(), caller, bytes);
      if (fault !== null) return faultMessage(fault, request.reference);
      if (release === undefined) return faultMessage('not-found', request.reference);
    }
    if (release === undefined) return faultMessage('not-found', request.reference);
    return release.platforms.includes(request.platform) ? release : missingPlatform(request.platform);
  }

  *#fetch(
    request: PullRequest,
    release: Release,
    connections: Connections,
    caller: Caller,
  ): Body<PullResult> {
    const { simulation } = this.#environment;
    const gate = new Signal(simulation);
    const context = this.#context(request, connections, gate);
    const own: LayerJob[] = [];
    const jobs = this.#plan(request, release, context, own);
    for (const job of own) simulation.start(this.#lifeOf(job));
    if (!this.#runtime.layersWaitForConfig) gate.fire();
    const config = simulation.start(this.#config(request, release.configBytes, connections, caller, gate));
    const configError = yield* config.join();
    for (const job of jobs) yield* job.finished.wait();
    const requests = caller.requests + own.reduce((sum, job) => sum + job.requests, 0);
    const error = configError ?? jobs.find((job) => job.error !== null)?.error ?? null;
    const result =
      error === null
        ? this.#record(release, parseReference(request.reference), requests, own, jobs.length)
        : null;
    this.#release(release, jobs);
    const downloadedBytes = own.reduce((sum, job) => sum + job.downloadedBytes, 0);
    return result ?? { ...failure(error!, requests), downloadedBytes };
  }

  #context(request: PullRequest, connections: Connections, gate: Signal): PullContext {
    const { fluid, simulation, parameters } = this.#environment;
    const { downloadSlotsPerPull } = this.#runtime;
    const perStream = request.registry.spec.perStreamBytesPerSecond;
    return {
      environment: this.#environment,
      machine: this.#machine,
      store: this.#store,
      runtime: this.#runtime,
      registry: request.registry,
      route: request.route,
      slots:
        downloadSlotsPerPull === Infinity
          ? this.#daemonSlots
          : new Semaphore(simulation, downloadSlotsPerPull),
      connections,
      download: downloadType(fluid, request.route, perStream, parameters),
      gate,
      reference: request.reference,
    };
  }

  /**
   * The jobs of all layers that are not in the store, base first; `own` receives those that this pull
   * began itself. Layers that are present (a contiguous chain from the base) are held meanwhile.
   */
  #plan(request: PullRequest, release: Release, context: PullContext, own: LayerJob[]): LayerJob[] {
    const jobs: LayerJob[] = [];
    const byDigest = new Map<string, LayerJob>();
    let parent: LayerJob | null = null;
    release.layers.forEach((layer, index) => {
      const chain = release.chains[index]!;
      if (parent === null && this.#store.hasLayer(chain)) {
        this.#store.holdLayer(chain);
        return;
      }
      let job = this.#runtime.duplicates === 'shared' ? this.#inFlight.get(chain) : undefined;
      if (job === undefined) {
        const caller = callerOf(request, this.#layerEntity(layer.digest));
        job = new LayerJob(context, layer, chain, parent, byDigest.get(layer.digest) ?? null, caller);
        if (this.#runtime.duplicates === 'shared') this.#inFlight.set(chain, job);
        own.push(job);
      }
      job.watch(request.progress);
      byDigest.set(layer.digest, job);
      parent = job;
      jobs.push(job);
    });
    return jobs;
  }

  *#lifeOf(job: LayerJob): Body<void> {
    yield* job.run();
    this.#inFlight.delete(job.chain);
  }

  *#config(
    request: PullRequest,
    configBytes: number,
    connections: Connections,
    caller: Caller,
    gate: Signal,
  ): Body<string | null> {
    const { registry, route } = request;
    const ask = () => registry.request('blob', route, connections.toRegistry(), caller);
    let fault = yield* ask();
    let backoffSeconds = CONFIG_BACKOFF_SECONDS;
    for (let attempt = 1; fault !== null && attempt < CONFIG_ATTEMPTS; attempt++) {
      yield* this.#environment.simulation.delay(backoffSeconds);
      backoffSeconds *= 2;
      fault = yield* ask();
    }
    if (fault === null) {
      yield* registry.firstByte(route, connections.toStorage(), caller);
      yield* this.#environment.simulation.delay(configBytes / registry.spec.perStreamBytesPerSecond);
    }
    if (!gate.fired) gate.fire();
    return fault === null ? null : faultMessage(fault, request.reference);
  }

  /** `missing`: layers that were not on disk, whoever fetched them. */
  #record(
    release: Release,
    reference: Reference,
    requests: number,
    own: readonly LayerJob[],
    missing: number,
  ): PullResult {
    const local = this.#store.addImage(release);
    this.#store.addRepoDigest(local, reference.name);
    if (reference.tag !== null) this.#store.tag(local, `${reference.name}:${reference.tag}`);
    const downloadedBytes = own.reduce((sum, job) => sum + job.downloadedBytes, 0);
    const layersReused = release.layers.length - missing;
    return { local, error: null, requests, downloadedBytes, layersPulled: own.length, layersReused };
  }

  /** Drops this pull's hold on the layers: the image holds them now, or nobody does. */
  #release(release: Release, jobs: readonly LayerJob[]): void {
    const failed = new Set(jobs.filter((job) => job.error !== null).map((job) => job.chain));
    for (const chain of release.chains) if (!failed.has(chain)) this.#store.releaseLayer(chain);
  }

  /** Each time that this runtime fetches a blob has draws of its own: a retry can do better. */
  #layerEntity(digest: string): Entity {
    const attempt = (this.#attempts.get(digest) ?? 0) + 1;
    this.#attempts.set(digest, attempt);
    return entity(`${this.#machine.name}/${digest}/${attempt}`);
  }
}

function callerOf({ image, attempt }: PullRequest, who: Entity, unanswered?: () => void): Caller {
  const caller: Caller = { entity: who, requests: 0, draws: 0, image, stage: 'pull', attempt };
  return unanswered === undefined ? caller : { ...caller, unanswered };
}

/** An index grows with its platforms; a lone manifest has the size of one. */
function indexBytes(release: Release | undefined, parameters: ModelParameters): number {
  if (release?.indexed !== true) return parameters.manifestBytes;
  return release.platforms.length * parameters.indexBytesPerPlatform;
}

function failure(error: string, requests: number): PullResult {
  return { local: null, error, requests, downloadedBytes: 0, layersPulled: 0, layersReused: 0 };
}
