/** Plays one trial: the same function inline, in a worker thread and in a page. */
import { PolicyError } from '../model/policy/policy-error.js';
import type { RunResult } from '../model/record.js';
import type { RunOptions } from '../model/run-options.js';
import { simulateRun } from '../model/simulate-run.js';
import type { Variant } from '../scenario/scenario.js';
import type { Trial } from './expand.js';

/** A trial that failed: the message names variant, run (from 1, as `--run` does) and seed, which replay it. */
export class TrialError extends Error {
  /** Name of the user's policy whose mistake it is; null where it is one of ours. */
  readonly policy: string | null;

  constructor(message: string, policy: string | null, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TrialError';
    this.policy = policy;
  }
}

/**
 * Plays `trial` of `variants` and returns what it leaves behind.
 *
 * @throws TrialError with the original error as its cause.
 */
export function runTrial(
  variants: readonly Pick<Variant, 'name' | 'world'>[],
  trial: Trial,
  options: RunOptions = {},
): RunResult {
  const variant = variants[trial.variant];
  if (!variant) throw new RangeError(`unknown variant: ${trial.variant} of ${variants.length}`);
  try {
    return simulateRun(variant.world, trial.seed, trial.run, options);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new TrialError(
      `variant "${variant.name}", run ${trial.run + 1}, seed "${trial.seed}": ${message}`,
      cause instanceof PolicyError ? cause.policy : null,
      { cause },
    );
  }
}
