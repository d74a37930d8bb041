/**
 * One layer on its way to be mounted before its bytes are there: its index (SOCI: a zTOC, a blob of its own; eStargz: a
 * table in the layer), the address of its blob in object storage with one small range, its files entered into the
 * snapshotter's database by one writer, the mount. Sources: soci-snapshotter fs/artifact_fetcher.go, fs/layer/layer.go
 * (Resolve), metadata/db; stargz-snapshotter fs/layer/layer.go. Requests that are refused or not answered are made again
 * as those for spans are. Left out: that writers of one database hold up readers.
 */
import type { Transfer } from '../../kernel/fluid/fluid.js';
import type { Body } from '../../kernel/process.js';
import { Signal } from '../../kernel/signal.js';
import type { ChainId } from '../image/chain-table.js';
import type { LayerIndex } from '../lazy/ztoc.js';
import { faultMessage, type Caller } from '../registry/registry.js';
import type { LayerSpec, RegistryFault, RequestKind } from '../spec.js';
import { CANCELLED, NO_SPACE } from './blob-fetch.js';
import { wayOf, type DownloadWay } from './download-way.js';
import { FetchedBytes } from './fetched-bytes.js';
import type { PullContext } from './layer-job.js';
import type { LayerLog } from './layer-log.js';
import type { LazyHost } from './lazy-host.js';
import { MountedLayer } from './mounted-layer.js';
import { stageOfSilence, type LayerStage, type PullProgress } from './pull-progress.js';

/** The pull that wants it mounted. */
export interface MountingPull {
  readonly context: PullContext;
  readonly lazy: LazyHost;
  readonly progress: PullProgress;
}

export class LayerMount {
  readonly layer: LayerSpec;
  readonly chain: ChainId;
  readonly caller: Caller;
  readonly received = new FetchedBytes();
  /** Fired when its files are known and its blob is found, or something has failed. */
  readonly resolved: Signal;
  error: string | null = null;
  /** Differs between two looks when something has happened. */
  steps = 0;
  readonly #pull: MountingPull;
  readonly #index: LayerIndex;
  readonly #log: LayerLog | null;
  #stage: LayerStage = 'requesting';
  #transfer: Transfer | null = null;
  #stopped = false;

  constructor(pull: MountingPull, layer: LayerSpec, chain: ChainId, index: LayerIndex, caller: Caller) {
    this.#pull = pull;
    this.layer = layer;
    this.chain = chain;
    this.#index = index;
    this.caller = caller;
    caller.unanswered = (why) => this.#enter(stageOfSilence(why));
    this.resolved = new Signal(pull.context.daemon.environment.simulation);
    this.#log = pull.progress.begin(this.#stage, layer, 'own');
    if (this.#log !== null) this.#log.indexBytes = index.indexBytes;
  }

  /** Seconds in which bytes of its index moved, as a message. */
  get reads(): number {
    return this.steps + (this.#transfer?.peek().seconds ?? 0);
  }

  /** Brings the zTOC, unless it is on disk; an error or null. */
  *fetchTable(): Body<string | null> {
    if (this.#pull.lazy.tables.has(this.layer.digest)) return this.#wait(null);
    const error = (yield* this.#open()) ?? (yield* this.#receive(this.#index.indexBytes));
    return this.#wait(this.#stopped ? CANCELLED : error);
  }

  /** Finds the blob, and enters the files: `error` tells what has failed, when `resolved` has fired. */
  *resolve(): Body<void> {
    this.error = yield* this.#resolve();
    this.#wait(this.error);
    this.resolved.fire();
  }

  /** Mounts it where its turn has come: the layer, an error, or null where a pull of another image has brought all of it. */
  *mount(): Body<MountedLayer | string | null> {
    const { context, lazy, progress } = this.#pull;
    const { environment, machine, store } = context.daemon;
    const { mountSeconds } = lazy.settings;
    this.#enter('unpacking');
    yield* environment.simulation.delay(mountSeconds);
    if (this.#stopped) return CANCELLED;
    progress.addUnpackSeconds('layer', mountSeconds, this.#log);
    if (store.hasLayer(this.chain)) {
      this.#enter('done');
      return null;
    }
    if (!store.addLayer(this.chain, this.#index.indexBytes, 1)) return this.fail(NO_SPACE);
    machine.markWritten(this.chain);
    const { registry, route } = context;
    const { entity, image } = this.caller;
    // What is asked later is no part of this pull.
    const caller: Caller = {
      entity,
      requests: 0,
      throttled: 0,
      draws: this.caller.draws,
      image,
      stage: 'pull',
      attempt: 1,
    };
    const mounted = new MountedLayer(context.daemon, this.layer, this.chain, this.#index, {
      registry,
      route,
      caller,
    });
    this.#enter('done');
    return mounted;
  }

  /** It is not mounted: why. */
  fail(error: string): string {
    if (this.#log !== null) this.#log.error = error;
    this.#enter('done');
    return error;
  }

  /** Nobody wants it any more. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.error ??= CANCELLED;
    if (this.#transfer !== null) this.#pull.lazy.interrupt(this.#transfer);
    this.resolved.fire();
  }

  *#resolve(): Body<string | null> {
    const { context, lazy } = this.#pull;
    const { registry } = context;
    const error = yield* this.#open();
    if (error !== null) return error;
    const missed = yield* registry.awaitBlob(this.caller.image, this.layer.digest);
    if (typeof missed === 'string') return missed;
    if (!lazy.settings.indexesFirst) {
      const lost = (yield* this.#firstByte()) ?? (yield* this.#receive(this.#index.indexBytes));
      if (lost !== null) return lost;
    }
    return this.#stopped ? CANCELLED : yield* this.#enterFiles();
  }

  /** The files of the layer, in the database of the host. */
  *#enterFiles(): Body<string | null> {
    const { context, lazy, progress } = this.#pull;
    this.#enter('parent');
    yield* lazy.writer.acquire();
    const seconds = this.layer.files * lazy.settings.indexedFileSeconds;
    if (!this.#stopped) {
      this.#enter('unpacking');
      yield* context.daemon.environment.simulation.delay(seconds);
    }
    lazy.writer.release();
    if (this.#stopped) return CANCELLED;
    progress.addUnpackSeconds('layer', seconds, this.#log);
    return null;
  }

  /** Asks the registry for a blob, and waits for its first byte from object storage. */
  *#open(): Body<string | null> {
    this.#enter('requesting');
    const fault = yield* insist(this.#pull, 'blob', this.caller, 0, () => this.#stopped);
    if (this.#stopped) return CANCELLED;
    this.#enter('requesting');
    return fault === null ? yield* this.#firstByte() : faultMessage(fault, this.#pull.context.reference);
  }

  *#firstByte(): Body<string | null> {
    const { registry, route, connections, reference } = this.#pull.context;
    const way = this.#way;
    const bytes = this.#index.indexBytes;
    const lost = yield* connections.firstByte(registry, route, way, this.caller, this.caller.draws, bytes);
    if (lost !== null) return faultMessage(lost, reference);
    connections.blobDone(way, this.caller);
    return null;
  }

  /** So many bytes of an index. */
  *#receive(bytes: number): Body<string | null> {
    const { context, lazy, progress } = this.#pull;
    const { daemon, registry, route } = context;
    if (this.#stopped) return CANCELLED;
    this.#enter('transferring');
    const way = this.#way;
    const type = way.type(1, registry.slowness(this.caller, this.caller.draws));
    const transfer = daemon.environment.fluid.prepare(daemon.machine.site, type, bytes);
    this.#transfer = transfer;
    const left = yield* lazy.move(transfer);
    this.#transfer = null;
    this.received.add(bytes - left, way.leg.path);
    registry.served(bytes - left, route, way.leg);
    progress.addFetch(way.binders(transfer), this.#log);
    this.steps += 1 + transfer.seconds;
    return left > 0 ? CANCELLED : null;
  }

  get #way(): DownloadWay {
    const { daemon, registry, route } = this.#pull.context;
    return wayOf(daemon, registry, route, route.blobs);
  }

  /** Its next step comes later: what has been said so far. */
  #wait(error: string | null): string | null {
    this.#enter('parent');
    return error;
  }

  #enter(stage: LayerStage): void {
    if (stage === this.#stage || this.#stage === 'done') return;
    this.#pull.progress.move(this.#stage, stage, this.#log);
    this.#stage = stage;
    this.steps++;
  }
}

/** One request, and again after it was refused by a limit or not answered; what came of it. */
export function* insist(
  { context, lazy }: MountingPull,
  kind: RequestKind,
  caller: Caller,
  answerBytes: number,
  isOver: () => boolean,
): Body<RegistryFault | null> {
  const { registry, route, connections, daemon } = context;
  const { environment } = daemon;
  const { attempts, backoffSeconds, backoffFactor, backoffJitterShare } = lazy.settings.spanRetries;
  const options = { answerBytes, timeoutSeconds: environment.parameters.spanTimeoutSeconds };
  let wait = backoffSeconds;
  for (let attempt = 1; ; attempt++) {
    const fault = yield* connections.request(registry, kind, route, caller, options);
    const again = fault === 'throttled' || fault === 'unreachable';
    if (!again || isOver() || attempt >= attempts) return fault;
    const jitter = backoffJitterShare * environment.extra('ask again', caller.entity, caller.draws++);
    yield* environment.simulation.delay(wait * (1 + jitter));
    if (isOver()) return fault;
    wait *= backoffFactor;
  }
}
