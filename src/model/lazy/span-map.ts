/**
 * Which spans of a layer are on disk. A span is missing, then in somebody's hand, then there: compressed, as SOCI's
 * background fetch leaves it, or as files are read. Who wants a span that somebody has in hand waits for that one
 * fetch. Rule: soci-snapshotter fs/span-manager/span_manager.go (states of a span under its lock).
 */
import type { Signal } from '../../kernel/signal.js';

export type SpanState = 'missing' | 'in hand' | 'compressed' | 'local';

const STATES: readonly SpanState[] = ['missing', 'in hand', 'compressed', 'local'];
const MISSING = 0;
const IN_HAND = 1;
const COMPRESSED = 2;
const LOCAL = 3;

export class SpanMap {
  readonly #states: Uint8Array;
  /** Fired when the fetch has ended that has a span in hand. */
  readonly #fetches = new Map<number, Signal>();
  #there = 0;

  constructor(spans: number) {
    this.#states = new Uint8Array(spans);
  }

  get spans(): number {
    return this.#states.length;
  }

  /** Spans on disk, compressed or not. */
  get there(): number {
    return this.#there;
  }

  state(span: number): SpanState {
    return STATES[this.#states[span]!]!;
  }

  /** Fired when the fetch has ended that has the span in hand; undefined where nobody has. */
  fetchOf(span: number): Signal | undefined {
    return this.#fetches.get(span);
  }

  /** A fetch that ends with `done` has these spans in hand, which were not there as files are read. */
  take(spans: readonly number[], done: Signal): void {
    for (const span of spans) {
      this.#set(span, IN_HAND);
      this.#fetches.set(span, done);
    }
  }

  /** What came of a span; `missing` where it could not be had, or not be kept. */
  settle(span: number, state: 'missing' | 'compressed' | 'local'): void {
    this.#fetches.delete(span);
    this.#set(span, state === 'missing' ? MISSING : state === 'local' ? LOCAL : COMPRESSED);
  }

  #set(span: number, state: number): void {
    const before = this.#states[span]!;
    if (before >= COMPRESSED) this.#there--;
    if (state >= COMPRESSED) this.#there++;
    this.#states[span] = state;
  }
}
