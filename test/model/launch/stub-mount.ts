/** A mount of which tests say what a span costs, and that keeps who read what when. */
import type { Body } from '../../../src/kernel/process.js';
import type { Environment } from '../../../src/model/environment.js';
import type { LazyMount, ReadOutcome, SpanRef } from '../../../src/model/lazy/lazy-mount.js';
import { MB } from '../tiny-world.js';

export const NOTHING: ReadOutcome = {
  fetchedBytes: 0,
  natBytes: 0,
  endpointBytes: 0,
  crossRegionBytes: 0,
  requests: 0,
  throttled: 0,
  misses: 0,
  error: null,
};

export class StubMount implements LazyMount {
  readonly snapshotter = 'soci';
  readonly spansByLayer = [100];
  readonly spanBytes = [2 * MB];
  /** When each read began, and how many spans it asked for. */
  readonly reads: { readonly at: number; readonly spans: number; readonly streams: number }[] = [];
  /** Why reads fail from a read on, counted from 0. */
  failure: { readonly from: number; readonly error: string } | null = null;
  readonly #environment: Environment;
  readonly #secondsASpan: number;
  readonly #local = new Set<number>();

  constructor(environment: Environment, secondsASpan = 1) {
    this.#environment = environment;
    this.#secondsASpan = secondsASpan;
  }

  get localShare(): number {
    return this.#local.size / 100;
  }

  /** Spans that are fetched ahead, before a container is created. */
  ahead = 0;

  *awaitAhead(): Body<ReadOutcome> {
    yield* this.#environment.simulation.delay(this.ahead * this.#secondsASpan);
    const fetchedBytes = this.ahead * MB;
    return { ...NOTHING, fetchedBytes, requests: 1, misses: this.ahead };
  }

  /** One span after another, each a megabyte. */
  *read(spans: readonly SpanRef[], streams: number): Body<ReadOutcome> {
    const index = this.reads.length;
    this.reads.push({ at: this.#environment.now, spans: spans.length, streams });
    if (this.failure !== null && index >= this.failure.from) {
      yield* this.#environment.simulation.delay(this.#secondsASpan);
      return { ...NOTHING, misses: spans.length, requests: 1, error: this.failure.error };
    }
    const missing = spans.filter(({ span }) => !this.#local.has(span));
    yield* this.#environment.simulation.delay(missing.length * this.#secondsASpan);
    for (const { span } of missing) this.#local.add(span);
    const fetchedBytes = missing.length * MB;
    const ways = { fetchedBytes, natBytes: fetchedBytes, crossRegionBytes: fetchedBytes };
    return { ...NOTHING, ...ways, misses: missing.length, requests: 1 };
  }
}
