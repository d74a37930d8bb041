/**
 * An allowance to go faster than a baseline, as EC2 networks, EBS bandwidth and gp2 volumes have it: a bucket of bytes
 * that is spent above the baseline and earned below it. While something is in it the burst rate holds, else the
 * baseline. Once empty it must hold a second's worth of baseline before it counts again; without that, a use just
 * below the baseline would switch at every event. Sources: EC2 user guide, network bandwidth and EBS optimisation;
 * EBS user guide, general purpose volumes. How AWS rounds and how often it looks is not published.
 */
import type { Credits } from '../spec.js';

/** Less than this share of the capacity is nothing: sums of bytes are rounded. */
const EMPTY_SHARE = 1e-6;
/** Seconds of baseline that an empty bucket must have earned before it counts again. */
const RESTORE_SECONDS = 1;
/** How often an empty bucket in use is looked at. */
const LOOK_SECONDS = 10;
/** Near its end the present use decides when it is looked at next, but never later than this. */
const FINE_SECONDS = 1;

export class Allowance {
  #baseline: number;
  readonly #capacity: number;
  #level: number;
  #isEmpty = false;

  constructor({ baselineBytesPerSecond, capacityBytes, initialShare }: Credits) {
    this.#baseline = baselineBytesPerSecond;
    this.#capacity = capacityBytes;
    this.#level = capacityBytes * initialShare;
    this.pass(0, 0);
  }

  /** Whether only the baseline holds. */
  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  get baselineBytesPerSecond(): number {
    return this.#baseline;
  }

  /** Bytes in it, as last brought up to date; a little under zero where it was looked at late. */
  get levelBytes(): number {
    return this.#level;
  }

  /** Lets time pass in which so many bytes were used. */
  pass(seconds: number, bytes: number): void {
    this.#level = Math.min(this.#capacity, this.#level + this.#baseline * seconds - bytes);
    if (this.#level <= EMPTY_SHARE * this.#capacity) this.#isEmpty = true;
    else if (this.#isEmpty) this.#isEmpty = this.#level < this.#restoreLevel;
  }

  /** Seconds until it must be looked at, where the use will be `most` bytes per second at most and is `present` now. */
  horizonSeconds(most: number, present: number): number {
    if (most === 0) return Infinity;
    if (this.#isEmpty) return LOOK_SECONDS;
    return secondsUntilUsedUp(this.#level, most - this.#baseline, present - this.#baseline);
  }

  get #restoreLevel(): number {
    return Math.min(this.#capacity, RESTORE_SECONDS * this.#baseline);
  }
}

/**
 * When something could be used up that is used at `most` at most and at `present` now: never late by more than a
 * second's use, exact where `most` is what is used, or where the present use goes on.
 */
export function secondsUntilUsedUp(bytes: number, most: number, present: number): number {
  if (most <= 0) return Infinity;
  const earliest = bytes / most;
  if (earliest >= FINE_SECONDS) return earliest;
  return present > 0 ? Math.max(earliest, Math.min(FINE_SECONDS, bytes / present)) : FINE_SECONDS;
}
