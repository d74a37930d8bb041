/**
 * One missing layer on its way into a host's store: slot, request, download (with retries), wait for
 * the layer below, unpack, register. Rules: moby `distribution/xfer/{download,transfer}.go`:
 * the slot is taken before the request, kept through back-off, and given back when the download has
 * ended, before the unpack; a layer is unpacked only when its parent is registered, so that one image
 * unpacks one layer at a time; the back-off before attempt n+1 is n × 5 s; a full disk is not retried
 * (`distribution/errors.go`, `retryOnError`).
 */
import type { Semaphore } from '../../kernel/semaphore.js';
import { Signal } from '../../kernel/signal.js';
import type { Body } from '../../kernel/process.js';
import type { FlowType } from '../../kernel/fluid/fluid.js';
import type { Environment } from '../environment.js';
import type { ImageStore } from '../host/image-store.js';
import type { Machine } from '../host/machine.js';
import type { ChainId } from '../image/chain-table.js';
import type { Route } from '../network/route.js';
import { faultMessage, type Caller, type Registry } from '../registry/registry.js';
import type { LayerSpec, RuntimeSpec } from '../spec.js';
import type { Connections } from './connections.js';
import { downloadBinders, unpackBinders, unpackType } from './layer-flows.js';
import type { LayerStage, PullProgress } from './pull-progress.js';

/** What the layers of one pull have in common. */
export interface PullContext {
  readonly environment: Environment;
  readonly machine: Machine;
  readonly store: ImageStore;
  readonly runtime: RuntimeSpec;
  readonly registry: Registry;
  readonly route: Route;
  readonly slots: Semaphore;
  readonly connections: Connections;
  readonly download: FlowType;
  /** Fired when layers may start (at once, or when the configuration is there). */
  readonly gate: Signal;
  readonly reference: string;
}

export class LayerJob {
  readonly layer: LayerSpec;
  readonly chain: ChainId;
  /** Fired when the layer is in the store, or has failed. */
  readonly finished: Signal;
  /** Fired when the blob is on disk, or has failed. */
  readonly downloaded: Signal;
  error: string | null = null;
  downloadedBytes = 0;
  readonly #context: PullContext;
  readonly #parent: LayerJob | null;
  /** The same blob elsewhere in the same image: fetched once, registered twice. */
  readonly #twin: LayerJob | null;
  readonly #watchers: PullProgress[] = [];
  readonly #caller: Caller;
  #stage: LayerStage = 'slot';

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
    this.#caller = caller;
    this.finished = new Signal(context.environment.simulation);
    this.downloaded = new Signal(context.environment.simulation);
  }

  get requests(): number {
    return this.#caller.requests;
  }

  /** How many pulls wait for it: each will hold the layer once it is registered. */
  get watchers(): number {
    return this.#watchers.length;
  }

  /** A pull (another one, where downloads are shared) takes part in this job. */
  watch(progress: PullProgress): void {
    this.#watchers.push(progress);
    progress.begin(this.#stage);
  }

  /** The whole way of the layer, as a process. */
  *run(): Body<void> {
    yield* this.#context.gate.wait();
    if (this.#twin === null) yield* this.#download();
    else yield* this.#awaitTwin(this.#twin);
    this.downloaded.fire();
    if (this.error === null) yield* this.#register();
    this.#enter('done');
    this.finished.fire();
  }

  *#awaitTwin(twin: LayerJob): Body<void> {
    this.#enter('parent');
    yield* twin.downloaded.wait();
    this.error = twin.error;
  }

  *#download(): Body<void> {
    const { environment, runtime, slots } = this.#context;
    yield* slots.acquire();
    for (let attempt = 1; ; attempt++) {
      this.error = yield* this.#attempt();
      if (this.error === null || this.error === NO_SPACE || attempt >= runtime.layerAttempts) break;
      this.#enter('backoff');
      yield* environment.simulation.delay(attempt * runtime.layerBackoffSeconds);
    }
    slots.release();
    if (this.error === null) this.downloadedBytes = this.layer.compressedBytes;
  }

  /** One attempt: ask for the blob, connect to object storage, transfer. Returns an error or null. */
  *#attempt(): Body<string | null> {
    const { environment, machine, registry, route, connections, store, reference } = this.#context;
    this.#enter('requesting');
    const fault = yield* registry.request('blob', route, connections.toRegistry(), this.#caller);
    if (fault !== null) return faultMessage(fault, reference);
    yield* registry.firstByte(route, connections.toStorage(), this.#caller);
    if (!store.disk.take(this.layer.compressedBytes)) return NO_SPACE;
    this.#enter('transferring');
    const flow = environment.fluid.transfer(machine.site, this.#context.download, this.layer.compressedBytes);
    const weights = downloadBinders(route, yield* flow);
    for (const watcher of this.#watchers) watcher.addFetch(weights);
    registry.served(this.layer.compressedBytes, route);
    return null;
  }

  *#register(): Body<void> {
    this.#enter('parent');
    if (this.#parent !== null) {
      yield* this.#parent.finished.wait();
      this.error = this.#parent.error;
    }
    const { environment, machine, store, runtime } = this.#context;
    if (this.error === null) {
      this.#enter('unpacking');
      const type = unpackType(environment.fluid, this.layer, runtime, environment.parameters);
      const flow = environment.fluid.transfer(machine.site, type, this.layer.compressedBytes);
      const weights = unpackBinders(yield* flow);
      for (const watcher of this.#watchers) watcher.addUnpack(weights);
      yield* this.#fixedWork();
      const stored = store.addLayer(this.chain, this.layer.uncompressedBytes, this.watchers);
      if (!stored) this.error = NO_SPACE;
    }
    if (this.downloadedBytes > 0) store.disk.free(this.layer.compressedBytes);
  }

  /** What a layer costs whatever its size: mount, metadata. */
  *#fixedWork(): Body<void> {
    const { environment } = this.#context;
    const { layerOverheadSeconds } = environment.parameters;
    yield* environment.simulation.delay(layerOverheadSeconds);
    for (const watcher of this.#watchers) watcher.addUnpackSeconds('layer', layerOverheadSeconds);
  }

  #enter(stage: LayerStage): void {
    for (const watcher of this.#watchers) watcher.move(this.#stage, stage);
    this.#stage = stage;
  }
}

const NO_SPACE = 'write: no space left on device';
