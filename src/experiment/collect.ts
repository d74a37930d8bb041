/**
 * Puts the results of trials together, whatever the order in which they finish. Of an interrupted
 * experiment it keeps, for each variant, the runs up to the first one that is missing, so that the
 * n-th run of two variants is always the same run.
 */
import type { RunResult } from '../model/record.js';
import type { Scenario } from '../scenario/scenario.js';
import type { Trial } from './expand.js';
import type { ExperimentResult } from './result.js';

export interface Collector {
  add(trial: Trial, result: RunResult): void;
  /** What is there by now. */
  result(): ExperimentResult;
}

export function collect(scenario: Scenario): Collector {
  const runs = scenario.variants.map(() => new Map<number, RunResult>());
  return {
    add({ variant, run }, result) {
      runs[variant]?.set(run, result);
    },
    result() {
      const variants = scenario.variants.map(({ name }, index) => ({ name, runs: leadingRuns(runs[index]) }));
      const complete = variants.every((variant) => variant.runs.length === scenario.runs);
      return { scenario, variants, complete };
    },
  };
}

function leadingRuns(runs: ReadonlyMap<number, RunResult> | undefined): readonly RunResult[] {
  const leading: RunResult[] = [];
  for (let result = runs?.get(0); result; result = runs?.get(leading.length)) leading.push(result);
  return leading;
}
