/**
 * The pauses of a service whose starts keep failing: a first one, twice as long after each further round of starts
 * of which none came to run its containers, up to a longest one; it forgets them with the first that does. Starts
 * that fail together count once. Source: Amazon ECS developer guide, "Service throttle logic", which tells the
 * longest pause and not the steps; a task that has run and then dies is replaced at once.
 */
import type { Environment } from '../environment.js';

export class ServiceThrottle {
  readonly #environment: Environment;
  /** The pause after the next round that fails. */
  #nextSeconds: number;
  #pausedUntil = 0;

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#nextSeconds = environment.parameters.serviceThrottleSeconds;
  }

  get paused(): boolean {
    return this.#environment.now < this.#pausedUntil;
  }

  /** The containers of a task have run. */
  succeeded(): void {
    this.#nextSeconds = this.#environment.parameters.serviceThrottleSeconds;
  }

  /** A start that was asked for at this instant has failed. Returns when the pause that this begins ends, or null. */
  failed(requestedAt: number): number | null {
    if (requestedAt < this.#pausedUntil) return null;
    const seconds = Math.min(this.#nextSeconds, this.#environment.parameters.serviceThrottleLongestSeconds);
    this.#nextSeconds = 2 * seconds;
    this.#pausedUntil = this.#environment.now + seconds;
    return this.#pausedUntil;
  }
}
