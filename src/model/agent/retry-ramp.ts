/**
 * The agent's exponential back-off. One object serves a whole agent process and nobody resets it, so
 * the short first waits happen once; later retries, of whichever task, wait the longest time.
 * Source: amazon-ecs-agent `docker_client.go` (constants), `ecs-agent/utils/retry` (1.105.1).
 */
import type { ModelParameters } from '../spec.js';
import type { PullStage } from '../policy/types.js';

export interface RampSettings {
  readonly firstSeconds: number;
  readonly factor: number;
  readonly longestSeconds: number;
  /** Added on top: uniform in [0, share) of the base. */
  readonly jitterShare: number;
}

/** The ramp of a stage: by default 1.1, 2.2, 4.4, 5, 5 … s for pulls and 10, 30, 90, 270, 810, 2430, 5000 … ms for manifests. */
export function rampSettings(stage: PullStage, parameters: ModelParameters): RampSettings {
  const pull = stage === 'pull';
  return {
    firstSeconds: pull ? parameters.agentPullRetrySeconds : parameters.agentManifestRetrySeconds,
    factor: pull ? parameters.agentPullRetryFactor : parameters.agentManifestRetryFactor,
    longestSeconds: parameters.agentRetryLongestSeconds,
    jitterShare: parameters.agentRetryJitterShare,
  };
}

export class RetryRamp {
  readonly #settings: RampSettings;
  #nextSeconds: number;

  constructor(settings: RampSettings) {
    this.#settings = settings;
    this.#nextSeconds = settings.firstSeconds;
  }

  /** The next wait, seconds; `jitter` in [0, 1) is the share of its jitter. */
  peek(jitter: number): number {
    return this.#nextSeconds * (1 + this.#settings.jitterShare * jitter);
  }

  /** The wait was used: whoever comes next waits longer. */
  advance(): void {
    this.#nextSeconds = Math.min(this.#nextSeconds * this.#settings.factor, this.#settings.longestSeconds);
  }
}
