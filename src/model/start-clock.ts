/**
 * Where the time of one start goes. At each instant the start is in exactly one phase, bound by
 * exactly one thing, so phases add up to the whole. What binds a download or an unpack is known only
 * when the flow has ended: until then its seconds are pending, and `settleFlows` shares them out in
 * proportion to what bound the flows of the pull.
 */
import { BINDERS, PHASES, type Binder, type Phase } from './record.js';

const PHASE_INDEX = Object.fromEntries(PHASES.map((phase, index) => [phase, index])) as Record<Phase, number>;
export const BINDER_INDEX = Object.fromEntries(BINDERS.map((binder, index) => [binder, index])) as Record<
  Binder,
  number
>;

const NOTHING = new Float64Array(BINDERS.length);

/** `flow`: bound by what the fluid engine will tell. */
export type ClockBinder = Binder | 'flow';

export class StartClock {
  /** Seconds by phase, in the order of `PHASES`. */
  readonly phaseSeconds = new Float64Array(PHASES.length);
  /** Seconds by binder, in the order of `BINDERS`. */
  readonly boundSeconds = new Float64Array(BINDERS.length);
  #phase: Phase | null = null;
  #binder: ClockBinder = 'fixed';
  #since = 0;
  #pendingFetch = 0;
  #pendingUnpack = 0;
  #closed = false;

  /** From now on the start is in `phase`, bound by `binder`. */
  enter(phase: Phase, binder: ClockBinder, now: number): void {
    if (this.#closed || (phase === this.#phase && binder === this.#binder)) return;
    this.stop(now);
    this.#phase = phase;
    this.#binder = binder;
    this.#since = now;
  }

  /** Books the time up to now; the clock stands still until the next `enter`. */
  stop(now: number): void {
    if (this.#phase === null) return;
    const seconds = now - this.#since;
    this.phaseSeconds[PHASE_INDEX[this.#phase]]! += seconds;
    if (this.#binder !== 'flow') this.boundSeconds[BINDER_INDEX[this.#binder]]! += seconds;
    else if (this.#phase === 'unpack') this.#pendingUnpack += seconds;
    else this.#pendingFetch += seconds;
    this.#phase = null;
  }

  /** The start is over: later changes (a pull that outlives it) count for nothing. */
  close(now: number): void {
    this.stop(now);
    this.settleFlows(NOTHING, NOTHING);
    this.#closed = true;
  }

  /**
   * Shares the pending seconds of the pull that has ended among what bound its downloads and its
   * unpacks (weights by binder, in the order of `BINDERS`).
   */
  settleFlows(fetchWeights: Float64Array, unpackWeights: Float64Array): void {
    this.#share(this.#pendingFetch, fetchWeights);
    this.#share(this.#pendingUnpack, unpackWeights);
    this.#pendingFetch = 0;
    this.#pendingUnpack = 0;
  }

  /** A copy that goes on from here: the containers of a task share what came before them. */
  fork(now: number): StartClock {
    this.stop(now);
    const copy = new StartClock();
    copy.phaseSeconds.set(this.phaseSeconds);
    copy.boundSeconds.set(this.boundSeconds);
    return copy;
  }

  #share(seconds: number, weights: Float64Array): void {
    if (seconds === 0) return;
    let total = 0;
    for (const weight of weights) total += weight;
    if (total === 0) {
      this.boundSeconds[BINDER_INDEX.unknown]! += seconds;
      return;
    }
    for (let i = 0; i < weights.length; i++) this.boundSeconds[i]! += (seconds * weights[i]!) / total;
  }
}
