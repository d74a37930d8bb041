/**
 * A rate that is as high as all of its allowances permit: an interface with its network credits, a volume with its own
 * credits and those of the instance's EBS bandwidth.
 */
import type { Credits } from '../spec.js';
import { Allowance } from './allowance.js';

/** A rate that depends on what was used before. */
export interface VariableRate {
  /** What holds now. */
  readonly bytesPerSecond: number;
  /** Lets time pass in which so many bytes went through. */
  pass(seconds: number, bytes: number): void;
  /** Seconds until the rate could be another, where the use will be `most` bytes per second at most and is `present` now. */
  horizonSeconds(most: number, present: number): number;
}

export class CreditRate implements VariableRate {
  readonly #burst: number;
  readonly #allowances: readonly Allowance[];

  constructor(burstBytesPerSecond: number, credits: readonly Credits[]) {
    this.#burst = burstBytesPerSecond;
    this.#allowances = credits.map((each) => new Allowance(each));
  }

  get bytesPerSecond(): number {
    let rate = this.#burst;
    for (const allowance of this.#allowances) {
      if (allowance.isEmpty) rate = Math.min(rate, allowance.baselineBytesPerSecond);
    }
    return rate;
  }

  pass(seconds: number, bytes: number): void {
    for (const allowance of this.#allowances) allowance.pass(seconds, bytes);
  }

  horizonSeconds(most: number, present: number): number {
    const rate = this.bytesPerSecond;
    let horizon = Infinity;
    for (const allowance of this.#allowances) {
      const one = allowance.horizonSeconds(Math.min(most, rate), Math.min(present, rate));
      horizon = Math.min(horizon, one);
    }
    return horizon;
  }
}
