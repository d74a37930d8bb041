/**
 * Plays an experiment on worker threads: one trial at a time on each, results put together by run
 * number, so the answer does not depend on how many threads there are or which of them was faster. A
 * small question is played inline: starting threads takes longer than answering it. So is one with policies
 * that are functions of the caller: they cannot go to a thread, modules can. Modules do, however small the
 * question is: a rule that never comes back must not keep an abort from being heard.
 */
import { availableParallelism } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { collect } from '../experiment/collect.js';
import { type Trial, expand } from '../experiment/expand.js';
import { expectedStarts } from '../experiment/expected-starts.js';
import type { ExperimentResult } from '../experiment/result.js';
import {
  type ExperimentOptions,
  runExperiment as runInline,
  withOptions,
} from '../experiment/run-experiment.js';
import { TrialError } from '../experiment/run-trial.js';
import type { RunResult } from '../model/record.js';
import type { Scenario } from '../scenario/scenario.js';
import { type PolicyModule, policiesByReference } from './policy-modules.js';
import type { WorkerAnswer, WorkerData } from './worker.js';

/** Below so many starts in all, threads cost more than they give: starting one takes about 0.1 s. */
const INLINE_STARTS = 500;

export interface ThreadedOptions extends ExperimentOptions {
  /** Worker threads; 0 plays inline. By default one a core, no more than trials, and 0 for a small question without modules. */
  readonly threads?: number | undefined;
  /** What capacities name as their `policy`, from `loadPolicies`: each thread loads them once. */
  readonly policyModules?: readonly PolicyModule[] | undefined;
}

/**
 * Plays all runs of all variants. An abort stops the threads at once; the result then says that it is
 * not complete, and holds the runs that were finished.
 *
 * @throws RangeError where `runs` is no positive whole number, and Error where a simulation fails:
 * TrialError with the name of the policy where the mistake is in a policy of the user.
 */
export async function runExperiment(
  scenario: Scenario,
  options: ThreadedOptions = {},
): Promise<ExperimentResult> {
  const asked = withOptions(scenario, options);
  const trials = expand(asked);
  const { policies, policyModules = [] } = options;
  const wanted = policies?.size ? 0 : (options.threads ?? defaultThreads(asked, policyModules));
  const threads = Math.min(trials.length, wanted);
  if (threads > 0) return onThreads(asked, trials, threads, options);
  const onProgress = async (
    progress: Parameters<NonNullable<ExperimentOptions['onProgress']>>[0],
  ): Promise<void> => {
    await options.onProgress?.(progress);
    await turn(); // lets a Ctrl-C be heard
  };
  const all = new Map([...policiesByReference(policyModules), ...(policies ?? [])]);
  return runInline(asked, { signal: options.signal, onProgress, policies: all });
}

function defaultThreads(scenario: Scenario, modules: readonly PolicyModule[]): number {
  if (modules.length > 0) return availableParallelism();
  const starts =
    scenario.variants.reduce((sum, variant) => sum + expectedStarts(variant.world), 0) * scenario.runs;
  return starts < INLINE_STARTS ? 0 : availableParallelism();
}

async function onThreads(
  scenario: Scenario,
  trials: readonly Trial[],
  threads: number,
  { onProgress, signal, policyModules = [] }: ThreadedOptions,
): Promise<ExperimentResult> {
  const collector = collect(scenario);
  if (signal?.aborted) return collector.result();
  const pool = openPool(scenario, threads, policyModules);
  const stop = (): Promise<void> => {
    // A result that is on its way when the threads stop finds nobody who waits for it: no error of ours.
    pool.on('error', () => undefined);
    return pool.destroy();
  };
  const onAbort = (): void => void stop();
  signal?.addEventListener('abort', onAbort, { once: true });
  let finished = 0;
  const waiting = trials.values();
  // One player a thread, all of them drawing from one list: trials begin in the order of the list.
  const play = async (): Promise<void> => {
    for (const trial of waiting) {
      collector.add(trial, resultOf((await pool.run(trial)) as WorkerAnswer));
      finished += 1;
      const variant = scenario.variants[trial.variant]?.name ?? '';
      await onProgress?.({ finished, total: trials.length, variant, run: trial.run });
      if (signal?.aborted) return;
    }
  };
  try {
    await Promise.all(Array.from({ length: threads }, play));
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await stop();
  }
  return collector.result();
}

/** An error loses its class on its way out of a thread: one that is the user's to mend arrives as data. */
function resultOf(answer: WorkerAnswer): RunResult {
  if ('failure' in answer) throw new TrialError(answer.failure, answer.policy);
  return answer;
}

function openPool(scenario: Scenario, threads: number, modules: readonly PolicyModule[]): Piscina {
  const data: WorkerData = {
    variants: scenario.variants.map(({ name, world }) => ({ name, world })),
    policies: modules.map(({ reference, path }) => [reference, path]),
  };
  // From source (tests, development) the threads need the loader that reads TypeScript.
  const fromSource = import.meta.url.endsWith('.ts');
  return new Piscina({
    filename: fileURLToPath(new URL(fromSource ? './worker.ts' : './worker.js', import.meta.url)),
    execArgv: fromSource ? ['--import', 'tsx'] : [],
    workerData: data,
    minThreads: threads,
    maxThreads: threads,
    recordTiming: false,
  });
}
