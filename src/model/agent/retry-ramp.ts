/**
 * The agent's exponential back-off. One object serves a whole agent process and nobody resets it, so
 * the short first waits happen once; later retries, of whichever task, wait the longest time.
 * Source: amazon-ecs-agent `docker_client.go` (constants), `ecs-agent/utils/retry` (1.105.1).
 */
export interface RampSettings {
  readonly firstSeconds: number;
  readonly factor: number;
  readonly longestSeconds: number;
  /** Added on top: uniform in [0, share) of the base. */
  readonly jitterShare: number;
}

/** Image pulls: 1.1, 2.2, 4.4, 5, 5 … s. */
export const PULL_RAMP: RampSettings = { firstSeconds: 1.1, factor: 2, longestSeconds: 5, jitterShare: 0.2 };
export const PULL_ATTEMPTS = 5;

/** Manifests: 10, 30, 90, 270, 810, 2430, 5000 … ms. */
export const MANIFEST_RAMP: RampSettings = {
  firstSeconds: 0.01,
  factor: 3,
  longestSeconds: 5,
  jitterShare: 0.2,
};
export const MANIFEST_ATTEMPTS = 9;

export class RetryRamp {
  readonly #settings: RampSettings;
  #nextSeconds: number;

  constructor(settings: RampSettings) {
    this.#settings = settings;
    this.#nextSeconds = settings.firstSeconds;
  }

  /** The next wait; `uniform` in (0, 1) draws its jitter. */
  next(uniform: number): number {
    const base = this.#nextSeconds;
    this.#nextSeconds = Math.min(base * this.#settings.factor, this.#settings.longestSeconds);
    return base * (1 + this.#settings.jitterShare * uniform);
  }
}
