/**
 * The unpack of one layer: a slot, where there are any, then decompression and writing as one flow. The slot may be
 * waited for while the blob is on its way (containerd 2.2), or only then (SOCI). What is unpacked takes space of its
 * own until the layer is registered. Where the layer is larger than the room that there is when its unpack begins, that
 * goes on until the room is full, and fails unless more has become free by then. Left out: what others that unpack at
 * the same time have written so far.
 */
import type { Body, Process } from '../../kernel/process.js';
import type { FlowReading, Transfer } from '../../kernel/fluid/fluid.js';
import type { LayerSpec } from '../spec.js';
import { CANCELLED, NO_SPACE } from './blob-fetch.js';
import type { Daemon } from './daemon.js';
import type { DownloadSlots, Lease } from './download-slots.js';
import { unpackBinders, unpackType } from './layer-flows.js';
import { addInto, type BinderWeights, type LayerStage } from './pull-progress.js';

/** Who is told what an unpack does. */
export interface UnpackObserver {
  enter(stage: LayerStage): void;
  unpacked(weights: BinderWeights): void;
}

export class LayerUnpack {
  readonly #daemon: Daemon;
  readonly #slots: DownloadSlots;
  readonly #layer: LayerSpec;
  readonly #observer: UnpackObserver;
  #lease: Lease | null = null;
  /** Waits for the slot while the blob is on its way. */
  #turn: Process<void> | null = null;
  #wantsSlot = false;
  #transfer: Transfer | null = null;
  #transferSeconds = 0;
  /** Of the disk, unpacked and not yet registered. */
  #takenBytes = 0;
  #stopped = false;

  constructor(daemon: Daemon, slots: DownloadSlots, layer: LayerSpec, observer: UnpackObserver) {
    this.#daemon = daemon;
    this.#slots = slots;
    this.#layer = layer;
    this.#observer = observer;
  }

  /** Seconds in which bytes moved. */
  get movingSeconds(): number {
    return this.#transferSeconds + (this.#transfer?.peek().seconds ?? 0);
  }

  /** Whether the host has one more limit for what it unpacks. */
  get #isImported(): boolean {
    return this.#daemon.runtime.importBytesPerSecond < Infinity;
  }

  /** Adds what has bound the unpack that is going on. */
  addBoundSoFar(weights: BinderWeights): void {
    if (this.#transfer !== null) addInto(weights, this.#binders(this.#transfer.peek()));
  }

  /** Begins to wait for a slot, beside whatever else goes on. */
  queue(): void {
    this.#turn = this.#daemon.environment.simulation.start(this.#takeSlot());
  }

  /** Waits for a slot, unless it has one or there are none. */
  *awaitSlot(): Body<void> {
    const { unpackSlotsPerPull, unpackSlots } = this.#daemon.runtime;
    if (unpackSlotsPerPull === 1 && unpackSlots === Infinity) return;
    if (this.#stopped || this.#lease !== null) return;
    this.#observer.enter('unpack slot');
    this.#wantsSlot = true;
    if (this.#turn !== null && !this.#turn.done) yield* this.#turn.join();
    if (this.#lease === null && !this.#stopped) yield* this.#takeSlot();
  }

  /** Has no slot from now on, and gets none until it asks again. */
  giveSlotBack(): void {
    this.#wantsSlot = false;
    this.#lease?.giveBack();
    this.#lease = null;
  }

  /** Unpacks; the error, or null when what is unpacked is on disk. */
  *run(): Body<string | null> {
    const { store } = this.#daemon;
    const { compressedBytes, uncompressedBytes } = this.#layer;
    this.#observer.enter('unpacking');
    const { disk } = store;
    const roomShare = disk.fits(uncompressedBytes)
      ? 1
      : (disk.sizeBytes - disk.usedBytes) / uncompressedBytes;
    yield* this.#unpack(compressedBytes * roomShare);
    if (roomShare < 1 && disk.fits(uncompressedBytes)) yield* this.#unpack(compressedBytes * (1 - roomShare));
    if (this.#stopped) return CANCELLED;
    if (!disk.take(uncompressedBytes)) return NO_SPACE;
    this.#takenBytes = uncompressedBytes;
    return null;
  }

  /** Gives up the space of what is unpacked: it is registered now, or not wanted. */
  freeSpace(): void {
    this.#daemon.store.disk.free(this.#takenBytes);
    this.#takenBytes = 0;
  }

  /** Ends the unpack: slot and space are free at once. */
  stop(): void {
    this.#stopped = true;
    if (this.#transfer !== null) {
      this.#transfer.cancel();
      this.#book(this.#transfer);
    }
    this.giveSlotBack();
    this.freeSpace();
  }

  /** Decompresses and writes the next `bytes` of the blob. */
  *#unpack(bytes: number): Body<void> {
    if (this.#stopped || !(bytes > 0)) return;
    const { environment, machine, runtime } = this.#daemon;
    const { fluid, parameters } = environment;
    const imports = this.#isImported ? machine.capacity('import', runtime.importBytesPerSecond) : null;
    const type = unpackType(fluid, this.#layer, runtime, parameters, imports);
    const transfer = fluid.prepare(machine.site, type, bytes);
    this.#transfer = transfer;
    yield transfer;
    this.#book(transfer);
  }

  *#takeSlot(): Body<void> {
    this.#wantsSlot = true;
    const lease = yield* this.#slots.take(1);
    if (this.#wantsSlot) this.#lease = lease;
    else lease.giveBack();
  }

  #book(transfer: Transfer): void {
    if (this.#transfer !== transfer) return;
    this.#transfer = null;
    this.#transferSeconds += transfer.seconds;
    this.#observer.unpacked(this.#binders(transfer));
  }

  #binders(reading: FlowReading): BinderWeights {
    return unpackBinders(reading, this.#daemon.boundBy, this.#isImported);
  }
}
