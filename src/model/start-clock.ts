/**
 * Where the time of one start goes. At each instant the start is in exactly one phase, bound by
 * exactly one thing, so phases add up to the whole. What binds a download or an unpack is known only
 * when the flow has ended: until then its seconds are pending, and `settleFlows` shares them out in
 * proportion to what bound the flows of the pull. With its journal on, a clock also keeps what it was in
 * when, for the story of the start.
 */
import { BINDERS, PHASES, type Binder, type Phase } from './record.js';
import type { Span } from './story.js';

const PHASE_INDEX = Object.fromEntries(PHASES.map((phase, index) => [phase, index])) as Record<Phase, number>;
export const BINDER_INDEX = Object.fromEntries(BINDERS.map((binder, index) => [binder, index])) as Record<
  Binder,
  number
>;

const NOTHING = new Float64Array(BINDERS.length);

/** `flow`: bound by what the fluid engine will tell. */
export type ClockBinder = Binder | 'flow';

/** A pull that goes on: what has bound its downloads and its unpacks so far, weights by binder. */
export interface FlowsOnTheirWay {
  boundSoFar(): { readonly fetch: Float64Array; readonly unpack: Float64Array };
}

export class StartClock {
  /** Seconds by phase, in the order of `PHASES`. */
  readonly phaseSeconds = new Float64Array(PHASES.length);
  /** Seconds by binder, in the order of `BINDERS`. */
  readonly boundSeconds = new Float64Array(BINDERS.length);
  #phase: Phase | null = null;
  #binder: ClockBinder = 'fixed';
  #since = 0;
  /** The pull whose seconds are pending. */
  flows: FlowsOnTheirWay | null = null;
  #pendingFetch = 0;
  #pendingUnpack = 0;
  #closedAt = NaN;
  /** Null where nobody will tell the story. */
  readonly #journal: Span[] | null;
  #note = '';

  constructor(journal = false) {
    this.#journal = journal ? [] : null;
  }

  /** When the start was over; NaN while it goes on. */
  get closedAt(): number {
    return this.#closedAt;
  }

  /** From now on the start is in `phase`, bound by `binder`; `note` says what for, where there is a journal. */
  enter(phase: Phase, binder: ClockBinder, now: number, note = ''): void {
    if (!Number.isNaN(this.#closedAt)) return;
    const same = phase === this.#phase && binder === this.#binder;
    if (same && (this.#journal === null || note === this.#note)) return;
    this.stop(now);
    this.#phase = phase;
    this.#binder = binder;
    this.#since = now;
    this.#note = note;
  }

  /** What the journal holds up to `end`, the span that still lasts included. */
  spansUntil(end: number): readonly Span[] {
    const spans = (this.#journal ?? []).filter(({ from }) => from < end);
    if (this.#phase !== null) spans.push(...this.#spanUntil(end, this.#phase));
    return spans.map((span) => (span.to > end ? { ...span, to: end } : span));
  }

  /** Books the time up to now; the clock stands still until the next `enter`. */
  stop(now: number): void {
    if (this.#phase === null) return;
    const seconds = now - this.#since;
    this.phaseSeconds[PHASE_INDEX[this.#phase]]! += seconds;
    if (this.#binder !== 'flow') this.boundSeconds[BINDER_INDEX[this.#binder]]! += seconds;
    else if (this.#phase === 'unpack') this.#pendingUnpack += seconds;
    else this.#pendingFetch += seconds;
    if (this.#journal !== null) this.#write(this.#journal, now, this.#phase);
    this.#phase = null;
  }

  /** The start is over: later changes (a pull that outlives it) count for nothing. */
  close(now: number): void {
    this.stop(now);
    const { fetch, unpack } = this.flows?.boundSoFar() ?? { fetch: NOTHING, unpack: NOTHING };
    this.settleFlows(fetch, unpack);
    this.#closedAt = now;
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

  /** A copy that goes on from here: the containers of a task share what came before them. Its journal begins here. */
  fork(now: number): StartClock {
    this.stop(now);
    const copy = new StartClock(this.#journal !== null);
    copy.phaseSeconds.set(this.phaseSeconds);
    copy.boundSeconds.set(this.boundSeconds);
    return copy;
  }

  /** Adds the span that ends now; one that goes on where the last one ended makes that longer. */
  #write(journal: Span[], now: number, phase: Phase): void {
    for (const span of this.#spanUntil(now, phase)) {
      const last = journal.at(-1);
      const goesOn =
        last?.to === span.from &&
        last.phase === phase &&
        last.binder === span.binder &&
        last.note === span.note;
      if (goesOn) journal[journal.length - 1] = { ...last, to: now };
      else journal.push(span);
    }
  }

  /** The span that lasts, if it has lasted at all. */
  #spanUntil(to: number, phase: Phase): readonly Span[] {
    const from = this.#since;
    return to > from ? [{ from, to, phase, binder: this.#binder, note: this.#note }] : [];
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
