/**
 * Keeps the rates of a host's network interface and disk where its allowances and its page cache put them. What went
 * through is the exact integral of the fluid engine; it is read when the host becomes busy, at the earliest instant at
 * which a rate could change, and when somebody asks: no event on a host that does nothing, and few on a busy one,
 * because the bounds of its flows say how long nothing can happen. Between two readings the use counts as even, so a
 * slow spell that is followed by a fast one within a busy time may earn a little that was full, never more.
 */
import type { Fluid, Site, SiteWatcher } from '../../kernel/fluid/fluid.js';
import type { Handler } from '../../kernel/simulation.js';
import type { VariableRate } from './credit-rate.js';

/** A rate and the capacity of the site that it is the rate of. */
export interface Meter {
  readonly index: number;
  readonly rate: VariableRate;
}

interface Reading extends Meter {
  consumed: number;
  /** The most use that the timer allows for. */
  allowedUse: number;
}

export class MeteredRates implements SiteWatcher, Handler {
  readonly #fluid: Fluid;
  readonly #site: Site;
  readonly #readings: readonly Reading[];
  #since: number;
  #timer = 0;
  #timerAt = Infinity;

  constructor(fluid: Fluid, site: Site, meters: readonly Meter[]) {
    this.#fluid = fluid;
    this.#site = site;
    this.#readings = meters.map((meter) => ({ ...meter, consumed: 0, allowedUse: 0 }));
    this.#since = fluid.now;
    fluid.meter(site, this);
  }

  /** See {@link SiteWatcher}. */
  settled(wasIdle: boolean): void {
    if (!wasIdle && this.#isAllowedFor()) return;
    this.update();
    this.#arm(null);
  }

  /** The timer: a rate may change now. */
  handle(): void {
    this.#timerAt = Infinity;
    this.#fluid.settle();
    this.update();
    this.#arm(this.#fluid);
  }

  /** Brings everything up to date. */
  update(): void {
    const { now } = this.#fluid;
    const seconds = now - this.#since;
    this.#since = now;
    for (const reading of this.#readings) {
      const { index, rate } = reading;
      const consumed = this.#fluid.consumed(this.#site, index);
      rate.pass(seconds, Math.max(0, consumed - reading.consumed));
      reading.consumed = consumed;
      const { bytesPerSecond } = rate;
      if (this.#site.rates[index] !== bytesPerSecond) this.#site.setRate(index, bytesPerSecond);
    }
  }

  #isAllowedFor(): boolean {
    for (const { index, allowedUse } of this.#readings) {
      if (this.#site.mostUse(index) > allowedUse) return false;
    }
    return true;
  }

  /** Sees to it that nothing is missed. While the engine settles the present use is not known. */
  #arm(fluid: Fluid | null): void {
    const hasTimer = this.#timerAt < Infinity;
    for (const reading of this.#readings) {
      const most = this.#site.mostUse(reading.index);
      reading.allowedUse = hasTimer ? Math.max(reading.allowedUse, most) : most;
    }
    let horizon = Infinity;
    for (const { index, rate } of this.#readings) {
      const present = fluid === null ? Infinity : fluid.consumption(this.#site, index);
      horizon = Math.min(horizon, rate.horizonSeconds(this.#site.mostUse(index), present));
    }
    const at = this.#fluid.now + horizon;
    // A timer that was set for a greater use is early enough for this one.
    if (at >= this.#timerAt) return;
    const { simulation } = this.#fluid;
    if (this.#timerAt < Infinity) simulation.cancel(this.#timer);
    this.#timer = simulation.scheduleAt(at, this);
    this.#timerAt = at;
    for (const reading of this.#readings) reading.allowedUse = this.#site.mostUse(reading.index);
  }
}
