/**
 * What a snapshotter fetches without being asked for: one fetch for a host, a span in each period, round robin over its
 * mounted layers, each from span 0 on; a span that is there takes its turn all the same. It is silent for some time after
 * an image is mounted (SOCI), or while files are read that are not there and some time after that (stargz). A layer whose
 * registry does not answer is dropped. Sources: soci-snapshotter fs/backgroundfetcher (rate limiter, pause, resolver),
 * stargz-snapshotter task/task.go and fs/layer/layer.go (BackgroundFetch). SOCI's leaves spans compressed on disk.
 *
 * So that it costs few events, up to 32 turns are one flow with the pace for a bound, which shares network and disk; when
 * somebody looks, the turns that its progress comes to are done. A span is there at the end of its period.
 * Left out: that SOCI queues 300 layers at most, and drops the newest beyond.
 * Simplified: the spans of such a flow move as many bytes a second, in steps of 64 KiB; one that is in somebody's hand is
 * passed over; two spans that follow each other at once after a silence (a burst of the limiter) are not.
 */
import type { Transfer } from '../../kernel/fluid/fluid.js';
import type { Body } from '../../kernel/process.js';
import { Signal } from '../../kernel/signal.js';
import type { BackgroundFetch as Settings } from '../spec.js';
import type { Daemon } from './daemon.js';
import type { LazyHost } from './lazy-host.js';
import type { MountedLayer } from './mounted-layer.js';
import { paceType, secondsOfByte, usualSpanBytes } from './span-flows.js';

const TURNS = 32;
const STEP_BYTES = 65_536;

/** Whose turn it is. */
interface Turn {
  readonly layer: MountedLayer;
  readonly span: number;
}

interface Queued {
  readonly layer: MountedLayer;
  next: number;
}

export class BackgroundFetch {
  readonly #daemon: Daemon;
  readonly #lazy: LazyHost;
  readonly #settings: Settings;
  readonly #queue: Queued[] = [];
  #silentUntil = 0;
  /** Reads that fetch now. */
  #readers = 0;
  #turns: readonly Turn[] = [];
  /** Of these, done. */
  #done = 0;
  #periodSeconds = 0;
  #flow: Transfer | null = null;
  /** Fires when something is to be looked at anew; null while no process runs. */
  #changed: Signal | null = null;
  #isRunning = false;
  #stopped = false;

  constructor(daemon: Daemon, lazy: LazyHost, settings: Settings) {
    this.#daemon = daemon;
    this.#lazy = lazy;
    this.#settings = settings;
  }

  /** A layer is mounted: its spans come last in turn. */
  add(layer: MountedLayer): void {
    this.#queue.push({ layer, next: 0 });
    if (this.#isRunning || this.#stopped) return;
    this.#isRunning = true;
    this.#daemon.environment.simulation.start(this.#run());
  }

  /** No image has the layer any more. */
  remove(layer: MountedLayer): void {
    this.#dequeue(layer);
    if (this.#turns.some((turn) => turn.layer === layer)) this.#interrupt();
  }

  #dequeue(layer: MountedLayer): void {
    const position = this.#queue.findIndex((each) => each.layer === layer);
    if (position >= 0) this.#queue.splice(position, 1);
  }

  /** An image was mounted. */
  imageMounted(): void {
    if (this.#settings.silencedBy === 'mount') this.#silence();
  }

  /** Somebody begins to fetch what is read, or ends. */
  reading(begins: boolean): void {
    if (this.#settings.silencedBy !== 'read') return;
    this.#readers += begins ? 1 : -1;
    this.#silence();
  }

  /** The host has ended. */
  stop(): void {
    this.#stopped = true;
    this.#interrupt();
  }

  /** Spans that have come by now are there. */
  look(): void {
    const flow = this.#flow;
    if (flow === null) return;
    this.#settle(Math.floor((flow.work - flow.left) / this.#periodSeconds + 1e-6));
  }

  #silence(): void {
    this.#silentUntil = this.#daemon.environment.now + this.#settings.silenceSeconds;
    this.#interrupt();
  }

  #interrupt(): void {
    this.look();
    const flow = this.#flow;
    this.#flow = null;
    if (flow !== null) this.#lazy.interrupt(flow);
    this.#changed?.fire();
  }

  *#run(): Body<void> {
    const { environment } = this.#daemon;
    while (this.#queue.length > 0 && !this.#stopped) {
      const silence = this.#readers > 0 ? Infinity : this.#silentUntil - environment.now;
      if (silence > 0) yield* this.#wait(silence);
      else yield* this.#fetchSome();
    }
    this.#isRunning = false;
  }

  *#wait(seconds: number): Body<void> {
    this.#changed = new Signal(this.#daemon.environment.simulation);
    if (seconds === Infinity) yield* this.#changed.wait();
    else yield* this.#changed.waitFor(seconds);
    this.#changed = null;
  }

  /** As many turns as one flow takes, or as there are until somebody interrupts. */
  *#fetchSome(): Body<void> {
    this.#turns = this.#nextTurns();
    this.#done = 0;
    const [first] = this.#turns;
    if (first === undefined) return;
    const { layer } = first;
    this.#periodSeconds = this.#period(layer);
    const bytes = this.#turns.reduce((sum, turn) => sum + missingBytes(turn), 0);
    const perTurn = Math.ceil(bytes / this.#turns.length / STEP_BYTES) * STEP_BYTES;
    const type = paceType(this.#daemon, layer, perTurn / this.#periodSeconds);
    const { fluid } = this.#daemon.environment;
    const flow = fluid.prepare(this.#daemon.machine.site, type, this.#turns.length * this.#periodSeconds);
    this.#flow = flow;
    const left = yield* this.#lazy.move(flow);
    this.#flow = null;
    if (left === 0) this.#settle(this.#turns.length);
    this.#giveBack();
  }

  /** SOCI's pace is a setting; without one, spans follow each other as fast as they come. */
  #period(layer: MountedLayer): number {
    const { periodSeconds, streams } = this.#settings;
    if (periodSeconds > 0) return periodSeconds;
    return (secondsOfByte(this.#daemon, layer, 'ahead') * usualSpanBytes(layer)) / streams;
  }

  /** Layers of one registry whose turn it is, in turn; a layer leaves the queue with its last span. */
  #nextTurns(): readonly Turn[] {
    const turns: Turn[] = [];
    while (turns.length < TURNS && this.#queue.length > 0) {
      const queued = this.#queue[0]!;
      const { layer, next } = queued;
      if (turns.length > 0 && layer.origin.route !== turns[0]!.layer.origin.route) break;
      this.#queue.shift();
      if (layer.origin.registry.rangeFault(layer.origin.route.blobs, layer.origin.caller) !== null) continue;
      turns.push({ layer, span: next });
      queued.next++;
      if (queued.next < layer.index.spans) this.#queue.push(queued);
    }
    return turns;
  }

  /** Turns that were not taken come first, in their order. */
  #giveBack(): void {
    for (let turn = this.#turns.length - 1; turn >= this.#done; turn--) {
      const { layer, span } = this.#turns[turn]!;
      this.#dequeue(layer);
      if (!layer.gone) this.#queue.unshift({ layer, next: span });
    }
    this.#turns = [];
  }

  /** So many of the turns are done. */
  #settle(turns: number): void {
    for (; this.#done < Math.min(turns, this.#turns.length); this.#done++) {
      const turn = this.#turns[this.#done]!;
      const bytes = missingBytes(turn);
      if (bytes === 0) continue;
      const { layer, span } = turn;
      const { registry, route } = layer.origin;
      layer.keep(span, this.#lazy.settings.format === 'soci' ? 'compressed' : 'local');
      registry.served(bytes, route, route.blobs);
    }
  }
}

/** What a turn fetches: nothing where the span is there, or in somebody's hand. */
function missingBytes({ layer, span }: Turn): number {
  return layer.spans.state(span) === 'missing' ? layer.compressedOf(span) : 0;
}
