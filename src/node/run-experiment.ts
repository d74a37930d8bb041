/**
 * Plays an experiment on worker threads: one trial at a time on each, results put together by run
 * number, so the answer does not depend on how many threads there are or which of them was faster. A
 * small question is played inline: starting threads takes longer than answering it.
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
import type { RunResult } from '../model/record.js';
import type { Scenario } from '../scenario/scenario.js';
import type { WorkerVariants } from './worker.js';

/** Below so many starts in all, threads cost more than they give: starting one takes about 0.1 s. */
const INLINE_STARTS = 500;

export interface ThreadedOptions extends ExperimentOptions {
  /** Worker threads; 0 plays inline. By default one a core, no more than trials, and 0 for a small question. */
  readonly threads?: number | undefined;
}

/**
 * Plays all runs of all variants. An abort stops the threads at once; the result then says that it is
 * not complete, and holds the runs that were finished.
 *
 * @throws RangeError where `runs` is no positive whole number, and Error where a simulation fails.
 */
export async function runExperiment(
  scenario: Scenario,
  options: ThreadedOptions = {},
): Promise<ExperimentResult> {
  const asked = withOptions(scenario, options);
  const trials = expand(asked);
  const threads = Math.min(trials.length, options.threads ?? defaultThreads(asked));
  if (threads > 0) return onThreads(asked, trials, threads, options);
  const onProgress = async (
    progress: Parameters<NonNullable<ExperimentOptions['onProgress']>>[0],
  ): Promise<void> => {
    await options.onProgress?.(progress);
    await turn(); // lets a Ctrl-C be heard
  };
  return runInline(asked, { signal: options.signal, onProgress });
}

function defaultThreads(scenario: Scenario): number {
  const starts =
    scenario.variants.reduce((sum, variant) => sum + expectedStarts(variant.world), 0) * scenario.runs;
  return starts < INLINE_STARTS ? 0 : availableParallelism();
}

async function onThreads(
  scenario: Scenario,
  trials: readonly Trial[],
  threads: number,
  { onProgress, signal }: ExperimentOptions,
): Promise<ExperimentResult> {
  const collector = collect(scenario);
  if (signal?.aborted) return collector.result();
  const pool = openPool(scenario, threads);
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
      collector.add(trial, (await pool.run(trial)) as RunResult);
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

function openPool(scenario: Scenario, threads: number): Piscina {
  const variants: WorkerVariants = scenario.variants.map(({ name, world }) => ({ name, world }));
  // From source (tests, development) the threads need the loader that reads TypeScript.
  const fromSource = import.meta.url.endsWith('.ts');
  return new Piscina({
    filename: fileURLToPath(new URL(fromSource ? './worker.ts' : './worker.js', import.meta.url)),
    execArgv: fromSource ? ['--import', 'tsx'] : [],
    workerData: variants,
    minThreads: threads,
    maxThreads: threads,
    recordTiming: false,
  });
}
