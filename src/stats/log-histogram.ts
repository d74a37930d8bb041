/**
 * A sketch of a sample of any size: counts in bins whose edges grow by a constant factor, so that any quantile
 * is known to a relative error (default 1 %) in a few hundred numbers. Sketches of parts add up to the sketch
 * of the whole, exactly and in any order.
 * Bin i holds (γ^(i−1), γ^i] with γ = (1 + e)/(1 − e) and is read as 2γ^i/(γ + 1): Masson, Rim and Lee,
 * "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees", VLDB 2019.
 */
import { exp } from '../math/exp.js';
import { log } from '../math/log.js';
import { assert } from '../units/assert.js';

/** A sketch as plain data, for messages between workers and for files. */
export interface LogHistogramData {
  readonly relativeError: number;
  readonly zeros: number;
  readonly infinite: number;
  /** Index and count of each bin, by ascending index. */
  readonly bins: readonly (readonly [index: number, count: number])[];
}

export class LogHistogram {
  readonly relativeError: number;
  readonly #logGamma: number;
  readonly #counts = new Map<number, number>();
  #zeros = 0;
  #infinite = 0;
  #count = 0;

  constructor(relativeError = 0.01) {
    assert(relativeError > 0 && relativeError < 1, 'a relative error lies between 0 and 1');
    this.relativeError = relativeError;
    this.#logGamma = log((1 + relativeError) / (1 - relativeError));
  }

  /** A sketch from plain data. */
  static from(data: LogHistogramData): LogHistogram {
    const sketch = new LogHistogram(data.relativeError);
    sketch.#include(data);
    return sketch;
  }

  /** How many values it has seen. */
  get count(): number {
    return this.#count;
  }

  /** Counts a value from 0 to 1e300, or +Infinity, `times` times. */
  add(value: number, times = 1): void {
    assert(value >= 0, 'a sketch holds values from zero on');
    this.#count += times;
    if (value === 0) this.#zeros += times;
    else if (value === Infinity) this.#infinite += times;
    else this.#addToBin(Math.ceil(log(value) / this.#logGamma), times);
  }

  /** Takes in all that `other`, of the same relative error, has seen. */
  merge(other: LogHistogram): void {
    this.#include(other.toJSON());
  }

  #include(data: LogHistogramData): void {
    assert(data.relativeError === this.relativeError, 'sketches of one relative error can be merged');
    this.#zeros += data.zeros;
    this.#infinite += data.infinite;
    this.#count += data.zeros + data.infinite;
    for (const [index, count] of data.bins) {
      this.#count += count;
      this.#addToBin(index, count);
    }
  }

  #addToBin(index: number, times: number): void {
    this.#counts.set(index, (this.#counts.get(index) ?? 0) + times);
  }

  /**
   * The value at rank ⌊p·(n − 1)⌋ of the ascending sample, to the relative error; +Infinity where that one is,
   * NaN of an empty sketch. There is no interpolation between neighbours.
   */
  quantile(p: number): number {
    assert(p >= 0 && p <= 1, 'a quantile is asked for between 0 and 1');
    if (this.#count === 0) return NaN;
    const rank = Math.floor(p * (this.#count - 1));
    let seen = this.#zeros;
    if (rank < seen) return 0;
    for (const [index, count] of this.#sortedBins()) {
      seen += count;
      if (rank < seen) return (1 - this.relativeError) * exp(index * this.#logGamma);
    }
    return Infinity;
  }

  #sortedBins(): (readonly [index: number, count: number])[] {
    return [...this.#counts].sort((a, b) => a[0] - b[0]);
  }

  /** The sketch as plain data; equal samples give equal data, whatever the order of values and merges. */
  toJSON(): LogHistogramData {
    return {
      relativeError: this.relativeError,
      zeros: this.#zeros,
      infinite: this.#infinite,
      bins: this.#sortedBins(),
    };
  }
}
