/**
 * The list of trials of an experiment: every variant in every run. Variants of one run share their
 * random streams (the seed and the run number name them, the variant does not), so that what differs
 * between them is the variant and not chance.
 */
import type { Scenario } from '../scenario/scenario.js';

/** One run of one variant, by its places in the scenario. */
export interface Trial {
  readonly variant: number;
  readonly run: number;
  readonly seed: string;
}

/**
 * All trials, run by run: an experiment that is interrupted has then played the same runs of every
 * variant, but for the last run.
 */
export function expand(scenario: Scenario): readonly Trial[] {
  const trials: Trial[] = [];
  for (let run = 0; run < scenario.runs; run++)
    for (let variant = 0; variant < scenario.variants.length; variant++)
      trials.push({ variant, run, seed: scenario.seed });
  return trials;
}
