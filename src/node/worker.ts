/**
 * What runs in a worker thread. The worlds of all variants arrive once, when the thread starts; a task
 * is then a few bytes, and its result is moved, not copied.
 */
import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { Trial } from '../experiment/expand.js';
import { runTrial } from '../experiment/run-trial.js';
import type { RunResult } from '../model/record.js';
import type { Variant } from '../scenario/scenario.js';

/** What a thread is given when it starts. */
export type WorkerVariants = readonly Pick<Variant, 'name' | 'world'>[];

/** Plays one trial of the variants that this thread was started with. */
export default function playTrial(trial: Trial): RunResult {
  const result = runTrial(workerData as WorkerVariants, trial);
  // The pool unwraps this again, so what arrives is the RunResult itself.
  return move({
    [valueSymbol]: result,
    [transferableSymbol]: buffersOf(result),
  }) as unknown as RunResult;
}

/** The buffers behind the columns of a result, each once. */
export function buffersOf(result: RunResult): readonly ArrayBuffer[] {
  const { text, number, bound } = result.starts;
  const columns = [...Object.values(text), ...Object.values(number), bound];
  return [...new Set(columns.map((column) => column.buffer as ArrayBuffer))];
}
