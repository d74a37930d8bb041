/** Plays one trial: the same function inline, in a worker thread and in a page. */
import type { RunResult } from '../model/record.js';
import { simulateRun } from '../model/simulate-run.js';
import type { Variant } from '../scenario/scenario.js';
import type { Trial } from './expand.js';

/**
 * Plays `trial` of `variants` and returns what it leaves behind.
 *
 * @throws Error that names the variant, run and seed, with the original error as its cause: these three
 * replay the failure.
 */
export function runTrial(variants: readonly Pick<Variant, 'name' | 'world'>[], trial: Trial): RunResult {
  const variant = variants[trial.variant];
  if (!variant) throw new RangeError(`unknown variant: ${trial.variant} of ${variants.length}`);
  try {
    return simulateRun(variant.world, trial.seed, trial.run);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`variant "${variant.name}", run ${trial.run}, seed "${trial.seed}": ${message}`, {
      cause,
    });
  }
}
