/**
 * How many tasks of services run, and the fewest that ran between two looks: a task that ends is replaced within
 * seconds or minutes, which samples of a long run would miss. What lasted no time does not count.
 */

export interface Dip {
  readonly at: number;
  readonly running: number;
}

export class RunningCount {
  #running = 0;
  #since = 0;
  #least: Dip | null = null;

  /** Ready tasks that their service has not told to stop. */
  get running(): number {
    return this.#running;
  }

  /** So many more run from `now` on, or fewer. */
  add(more: number, now: number): void {
    this.#look(now);
    this.#running += more;
    this.#since = now;
  }

  /** The fewest that ran since the last call, and since when; null where nothing has changed. */
  takeLeast(now: number): Dip | null {
    this.#look(now);
    const least = this.#least;
    this.#least = null;
    return least;
  }

  #look(now: number): void {
    if (now <= this.#since) return;
    if (this.#least === null || this.#running < this.#least.running)
      this.#least = { at: this.#since, running: this.#running };
  }
}
