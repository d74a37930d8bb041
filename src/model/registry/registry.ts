/**
 * A registry as the hosts see it: requests that take time and may be refused, repositories, and an
 * egress that all downloads share. Faults come and go with the timeline; they strike requests, not
 * bytes already on their way (a download that has begun comes from object storage with a signed URL), but for a
 * registry that is slow, which slows those too. What faults let through is counted against quotas and pull limits.
 */
import type { Capacity } from '../../kernel/fluid/fluid.js';
import type { Body } from '../../kernel/process.js';
import type { Environment } from '../environment.js';
import type { ChainTable } from '../image/chain-table.js';
import type { Release } from '../image/release.js';
import type { Reference } from '../image/reference.js';
import { connectSeconds, type Leg, type Route } from '../network/route.js';
import { TrafficCounter } from '../network/traffic.js';
import type { ImageSpec, RegistryFault, RegistrySpec, RequestKind } from '../spec.js';
import type { Caller, RequestOptions } from './caller.js';
import { Faults, type FaultSettings } from './faults.js';
import type { PullThroughCache } from './pull-through-cache.js';
import { RegistryContents } from './registry-contents.js';
import { RequestLimits } from './request-limits.js';

export type { Caller, RequestOptions } from './caller.js';
export { faultMessage, isThrottling } from './fault-message.js';

/** Who must know when the pace changes at which blobs come. */
export interface PaceWatcher {
  paceChanged(): void;
}

const NO_OPTIONS: RequestOptions = {};

export class Registry extends RegistryContents {
  readonly spec: RegistrySpec;
  /** The registry whose limits, faults, latencies and egress it has: that of the rule, for a pull-through cache of ECR. */
  readonly account: Registry;
  /** Set by who puts the registries of a world together. */
  cache: PullThroughCache | null = null;
  /** Shared by all downloads; null where nothing is known to bind. */
  readonly egress: Capacity | null;
  totalRequests = 0;
  failedRequests = 0;
  /** Of the failed ones, refused by a quota or a pull limit. */
  throttledRequests = 0;
  /** Of downloads that have ended. */
  downloadedBytes = 0;
  crossRegionBytes = 0;
  /** What was served, by Region of the hosts and way. */
  readonly traffic: TrafficCounter;
  readonly #environment: Environment;
  readonly #faults: Faults;
  readonly #limits: RequestLimits;
  /** Told when the pace changes at which blobs come. */
  readonly #paceWatchers: Set<PaceWatcher>;

  /** `images`: those that are pushed to it. */
  constructor(
    spec: RegistrySpec,
    images: readonly ImageSpec[],
    chains: ChainTable,
    environment: Environment,
    account: Registry | null = null,
  ) {
    super(images, chains, environment);
    this.spec = spec;
    this.account = account ?? this;
    this.#environment = environment;
    this.#faults = account === null ? new Faults(environment) : account.#faults;
    this.#limits =
      account === null ? new RequestLimits(spec.name, spec.limits, environment) : account.#limits;
    this.#paceWatchers = account === null ? new Set() : account.#paceWatchers;
    this.traffic = new TrafficCounter(spec.name);
    this.egress = account === null ? makeEgress(spec, environment) : account.egress;
  }

  /** Whether who pulls must bring a token of ECR, which is not asked of the registry's own API. */
  get needsEcrToken(): boolean {
    return this.account.spec.type === 'ecr';
  }

  /** Whether a runtime must fetch a bearer token itself after the first answer; a proxy of one's own wants none. */
  get needsBearerToken(): boolean {
    const { type } = this.account.spec;
    return type !== 'ecr' && type !== 'ideal' && type !== 'mirror';
  }

  /**
   * What a reference names here, once the registry knows: a cache asks upstream first. Undefined: it names nothing;
   * text: why the registry cannot tell.
   */
  *lookUp(image: string, reference: Reference, caller: Caller): Body<Release | string | undefined> {
    if (this.cache === null) return this.resolve(image, reference);
    return yield* this.cache.lookUp(image, reference, caller);
  }

  /** Waits until a blob can be downloaded: whether it was not here when it was asked for; text: it cannot be had. */
  *awaitBlob(image: string, digest: string): Body<boolean | string> {
    return this.cache === null ? false : yield* this.cache.awaitBlob(image, digest);
  }

  /** Begins a fault, beside those that hold already; what is returned ends it. */
  fail(fault: FaultSettings): () => void {
    const end = this.#faults.begin(fault);
    if (fault.kind === 'slow') this.#changePace();
    return () => {
      end();
      if (fault.kind === 'slow') this.#changePace();
    };
  }

  /** How many times as slowly as usual the blob comes that a request asked for; `index` is that of its draw. */
  slowness(caller: Caller, index: number): number {
    return this.#faults.slowness('blob', caller, index);
  }

  /** Whether the layer that a request asked for comes with wrong bytes. */
  corrupts(caller: Caller, index: number): boolean {
    return this.#faults.corrupts(caller, index);
  }

  /**
   * What keeps a range of a blob from coming whose address in object storage is known, or null: it is no request to the
   * API, so that only silence does.
   */
  rangeFault(leg: Leg, caller: Caller): RegistryFault | null {
    if (leg.path === null) return 'unreachable';
    const fault = this.#faults.striking('blob', caller, caller.draws++);
    return fault === 'unreachable' ? fault : null;
  }

  /** Tells `watcher` whenever {@link slowness} may have changed. */
  watchPace(watcher: PaceWatcher): void {
    this.#paceWatchers.add(watcher);
  }

  unwatchPace(watcher: PaceWatcher): void {
    this.#paceWatchers.delete(watcher);
  }

  #changePace(): void {
    this.egress?.setRate(this.account.spec.aggregateBytesPerSecond / this.#faults.commonSlowness);
    for (const watcher of [...this.#paceWatchers]) watcher.paceChanged();
  }

  /**
   * One request and its answer. Returns the fault that it met, or null when it was served: `throttled` at once where a
   * quota or pull limit has no room. A request on a new connection pays the connection's round trips first.
   */
  *request(
    kind: RequestKind,
    route: Route,
    newConnection: boolean,
    caller: Caller,
    options = NO_OPTIONS,
  ): Body<RegistryFault | null> {
    const { simulation, parameters } = this.#environment;
    this.totalRequests++;
    caller.requests++;
    const index = caller.draws++;
    const ports = route.api.connections;
    const hasPort = ports === null || ports.take();
    const fault = hasPort ? this.#answer(kind, route, caller, index, options) : 'unreachable';
    if (fault !== null) this.failedRequests++;
    if (fault === 'unreachable') {
      caller.unanswered?.(hasPort ? 'timeout' : 'gateway');
      yield* simulation.delay(options.timeoutSeconds ?? parameters.unreachableTimeoutSeconds);
      if (hasPort) ports?.giveBack();
      return fault;
    }
    if (fault === 'throttled') {
      this.throttledRequests++;
      caller.throttled++;
    }
    const connect = newConnection ? connectSeconds(route, parameters) : 0;
    const server = this.#environment.draw(
      'request latency',
      this.account.spec.requestLatency,
      caller.entity,
      index,
    );
    const transfer = (options.answerBytes ?? 0) / this.account.spec.perStreamBytesPerSecond;
    const slowness = this.#faults.slowness(kind, caller, index);
    yield simulation.after(connect + route.roundTripSeconds + (server + transfer) * slowness);
    ports?.giveBack();
    return fault;
  }

  /** What a request meets: no way, a fault that holds, or a limit without room, in this order; null: it is served. */
  #answer(
    kind: RequestKind,
    route: Route,
    caller: Caller,
    index: number,
    { limits = this.#limits, blobBytes = 0 }: RequestOptions,
  ): RegistryFault | null {
    if (route.api.path === null) return 'unreachable';
    const fault = this.#faults.striking(kind, caller, index);
    if (fault === 'throttled') caller.refusedBy = '';
    if (fault !== null) return fault;
    const limit = limits.refuses(kind, route.api.address, blobBytes);
    if (limit === null) return null;
    caller.refusedBy = limit;
    return 'throttled';
  }

  /** Whether a quota or pull limit counts the requests for a blob. */
  get limitsBlobs(): boolean {
    return this.#limits.countsRequests('blob');
  }

  /**
   * Counts so many requests for further ranges of a blob, made at once; how many of them a quota or pull limit
   * refuses. Who asks allows for the time of the answers.
   */
  askForRanges(count: number, route: Route, caller: Caller): number {
    let served = 0;
    let limit: string | null = null;
    if (!this.limitsBlobs) served = count;
    while (served < count && limit === null) {
      limit = this.#limits.refuses('blob', route.api.address);
      if (limit === null) served++;
      else caller.refusedBy = limit;
    }
    const refused = count - served;
    this.totalRequests += count;
    this.failedRequests += refused;
    this.throttledRequests += refused;
    caller.requests += count;
    caller.throttled += refused;
    return refused;
  }

  /**
   * From the answer with the blob's address to the blob's first byte: object storage, a host of its own, by the leg
   * that its bytes take. Returns `unreachable` where there is no way or no port, else null. `draw`: index of the draw
   * of the request for the blob, so that a fault strikes all of it or nothing. `rampSeconds`: what the connection takes to
   * come up to its rate.
   */
  *firstByte(
    leg: Leg,
    route: Route,
    newConnection: boolean,
    caller: Caller,
    draw: number,
    rampSeconds = 0,
  ): Body<RegistryFault | null> {
    const { simulation, parameters } = this.#environment;
    const index = caller.draws++;
    const ports = leg.connections;
    if (leg.path === null || ports?.take() === false) {
      caller.unanswered?.(leg.path === null ? 'timeout' : 'gateway');
      yield* simulation.delay(parameters.unreachableTimeoutSeconds);
      return 'unreachable';
    }
    const connect = newConnection ? connectSeconds(route, parameters) : 0;
    const server = this.#environment.draw(
      'first byte',
      this.account.spec.firstByteLatency,
      caller.entity,
      index,
    );
    yield simulation.after(
      connect + rampSeconds + route.roundTripSeconds + server * this.slowness(caller, draw),
    );
    ports?.giveBack();
    return null;
  }

  /** Counts a download that has ended, by the way that its bytes took. */
  served(bytes: number, route: Route, leg: Leg): void {
    this.downloadedBytes += bytes;
    if (route.crossRegion) this.crossRegionBytes += bytes;
    this.traffic.add(bytes, route, leg);
  }
}

function makeEgress(
  { name, aggregateBytesPerSecond }: RegistrySpec,
  environment: Environment,
): Capacity | null {
  if (!Number.isFinite(aggregateBytesPerSecond)) return null;
  return environment.fluid.capacity(`${name} egress`, aggregateBytesPerSecond);
}
