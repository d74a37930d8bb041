/** What one layer of one pull did when, for the story of the start (`LayerStory`); kept only where somebody listens. */
import { BINDERS, type Binder } from '../record.js';
import type { LayerSpec } from '../spec.js';
import type { LayerStory } from '../story.js';

type Bound = Partial<Record<Binder, number>>;

export class LayerLog {
  origin: LayerStory['origin'];
  error = '';
  /** Of its index, where it is mounted before its bytes are there; null where it is pulled whole. */
  indexBytes: number | null = null;
  /** Why it is pulled whole although its host loads lazily. */
  whole = '';
  readonly #layer: LayerSpec;
  readonly #spans: { stage: string; from: number; to: number }[] = [];
  readonly #fetchBound: Bound = {};
  readonly #unpackBound: Bound = {};
  #stage = '';
  #since = NaN;

  constructor(layer: LayerSpec, origin: LayerStory['origin']) {
    this.#layer = layer;
    this.origin = origin;
  }

  /** The layer is in `stage` from now on; '' ends the last one. */
  enter(stage: string, now: number): void {
    if (this.#stage !== '' && now > this.#since)
      this.#spans.push({ stage: this.#stage, from: this.#since, to: now });
    this.#stage = stage;
    this.#since = now;
  }

  addFetch(weights: Float64Array): void {
    add(this.#fetchBound, weights);
  }

  addUnpack(weights: Float64Array): void {
    add(this.#unpackBound, weights);
  }

  addUnpackSeconds(binder: Binder, seconds: number): void {
    if (seconds > 0) this.#unpackBound[binder] = (this.#unpackBound[binder] ?? 0) + seconds;
  }

  story(): LayerStory {
    const { digest, compressedBytes } = this.#layer;
    return {
      digest,
      compressedBytes,
      origin: this.origin,
      spans: this.#spans,
      fetchBound: this.#fetchBound,
      unpackBound: this.#unpackBound,
      error: this.error,
      ...(this.indexBytes === null ? {} : { indexBytes: this.indexBytes }),
      ...(this.whole === '' ? {} : { whole: this.whole }),
    };
  }
}

function add(bound: Bound, weights: Float64Array): void {
  BINDERS.forEach((binder, index) => {
    const seconds = weights[index]!;
    if (seconds > 0) bound[binder] = (bound[binder] ?? 0) + seconds;
  });
}
