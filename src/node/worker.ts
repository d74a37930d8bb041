/**
 * What runs in a worker thread. The worlds of all variants, and the paths of the policies that they name,
 * arrive once, when the thread starts; a task is then a few bytes, and its result is moved, not copied.
 */
import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { Trial } from '../experiment/expand.js';
import { runTrial, TrialError } from '../experiment/run-trial.js';
import type { PullPolicy } from '../model/policy/types.js';
import type { RunResult } from '../model/record.js';
import type { Variant } from '../scenario/scenario.js';
import { loadPolicy } from './load-policy.js';

/** What a thread is given when it starts. */
export interface WorkerData {
  readonly variants: readonly Pick<Variant, 'name' | 'world'>[];
  /** As capacities name them → path of the module. */
  readonly policies: readonly (readonly [reference: string, path: string])[];
}

/** A result, or the mistake of a policy that the user brought. */
export type WorkerAnswer = RunResult | { readonly failure: string; readonly policy: string };

let loaded: Promise<ReadonlyMap<string, PullPolicy>> | undefined;

/** Plays one trial of the variants that this thread was started with. */
export default async function playTrial(trial: Trial): Promise<WorkerAnswer> {
  const { variants, policies } = workerData as WorkerData;
  loaded ??= loadAll(policies);
  try {
    const result = runTrial(variants, trial, { policies: await loaded });
    // The pool unwraps this again, so what arrives is the RunResult itself.
    return move({
      [valueSymbol]: result,
      [transferableSymbol]: buffersOf(result),
    }) as unknown as RunResult;
  } catch (error) {
    if (error instanceof TrialError && error.policy !== null)
      return { failure: error.message, policy: error.policy };
    throw error;
  }
}

async function loadAll(policies: WorkerData['policies']): Promise<ReadonlyMap<string, PullPolicy>> {
  const entries = policies.map(async ([reference, path]) => [reference, await loadPolicy(path)] as const);
  return new Map(await Promise.all(entries));
}

/** The buffers behind the columns of a result, each once. */
export function buffersOf(result: RunResult): readonly ArrayBuffer[] {
  const { text, number, bound } = result.starts;
  const columns = [...Object.values(text), ...Object.values(number), bound];
  return [...new Set(columns.map((column) => column.buffer as ArrayBuffer))];
}
