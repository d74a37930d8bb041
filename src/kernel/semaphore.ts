/**
 * A counting semaphore: so many permits, and a queue, first come, first served. A permit that is released while
 * somebody waits is handed to the first in the queue; nobody who comes in between can take it.
 */
import { Fifo } from './fifo.js';
import type { Body, Suspension, Waiter } from './process.js';
import type { Simulation } from './simulation.js';

export class Semaphore implements Suspension {
  readonly permits: number;
  #simulation: Simulation;
  #available: number;
  #queue = new Fifo<Waiter>();

  /** `permits`: a whole number, zero or more, or Infinity. */
  constructor(simulation: Simulation, permits: number) {
    if (!(permits >= 0) || (permits !== Infinity && !Number.isInteger(permits))) {
      throw new RangeError(`permits must be a whole number or Infinity: ${permits}`);
    }
    this.#simulation = simulation;
    this.permits = permits;
    this.#available = permits;
  }

  /** Permits that are free. */
  get available(): number {
    return this.#available;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Takes a permit if one is free at once. */
  tryAcquire(): boolean {
    if (this.#available === 0) return false;
    this.#available--;
    return true;
  }

  /** Takes a permit, waiting for it if need be. */
  *acquire(): Body<void> {
    if (!this.tryAcquire()) yield this;
  }

  /** Gives a permit back. Throws when none was taken. */
  release(): void {
    const next = this.#queue.shift();
    if (next !== undefined) {
      this.#simulation.schedule(0, next);
      return;
    }
    if (this.#available >= this.permits && this.permits !== Infinity) {
      throw new Error('a permit was released that nobody had taken');
    }
    this.#available++;
  }

  begin(waiter: Waiter): void {
    this.#queue.push(waiter);
  }
}
