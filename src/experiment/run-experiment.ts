/**
 * Plays a whole experiment in the calling thread: for pages, notebooks and small questions. On Node,
 * the function of the same name in `node/` spreads the trials over worker threads and gives the same
 * bytes.
 */
import type { PullPolicy } from '../model/policy/types.js';
import type { Scenario } from '../scenario/scenario.js';
import { collect } from './collect.js';
import { expand } from './expand.js';
import type { ExperimentResult } from './result.js';
import { runTrial } from './run-trial.js';

export interface ExperimentOptions {
  /** Replications, instead of the scenario's. */
  readonly runs?: number | undefined;
  /** Instead of the scenario's. */
  readonly seed?: string | undefined;
  /**
   * Called after each trial. Where it returns a promise the inline experiment waits for it, which is how
   * a page stays alive and how an abort is heard: wait for a frame or a timer in it.
   */
  readonly onProgress?: ((progress: Progress) => void | Promise<void>) | undefined;
  /** Stops the experiment between two trials. What is finished is kept. */
  readonly signal?: AbortSignal | undefined;
  /** What capacities name as their `policy` beside the built-in ones: name → policy. */
  readonly policies?: ReadonlyMap<string, PullPolicy> | undefined;
}

export interface Progress {
  readonly finished: number;
  readonly total: number;
  /** What was finished last. */
  readonly variant: string;
  readonly run: number;
}

/**
 * Plays all runs of all variants, one after the other. An abort does not throw: the result says that it
 * is not complete and holds what was finished.
 *
 * @throws RangeError where `runs` is no positive whole number, and TrialError where a simulation fails.
 */
export async function runExperiment(
  scenario: Scenario,
  options: ExperimentOptions = {},
): Promise<ExperimentResult> {
  const asked = withOptions(scenario, options);
  const trials = expand(asked);
  const collector = collect(asked);
  let finished = 0;
  for (const trial of trials) {
    if (options.signal?.aborted) break;
    collector.add(trial, runTrial(asked.variants, trial, { policies: options.policies }));
    finished += 1;
    const variant = asked.variants[trial.variant]?.name ?? '';
    await options.onProgress?.({ finished, total: trials.length, variant, run: trial.run });
  }
  return collector.result();
}

/** The scenario with the runs and the seed that were asked for. */
export function withOptions(scenario: Scenario, options: Pick<ExperimentOptions, 'runs' | 'seed'>): Scenario {
  const runs = options.runs ?? scenario.runs;
  if (!Number.isInteger(runs) || runs < 1)
    throw new RangeError(`invalid runs: ${runs} is not a positive whole number`);
  return { ...scenario, runs, seed: options.seed ?? scenario.seed };
}
