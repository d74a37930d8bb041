/** What an experiment gives: for each variant, the result of each run. */
import type { RunResult } from '../model/record.js';
import type { Scenario } from '../scenario/scenario.js';

export interface ExperimentResult {
  readonly scenario: Scenario;
  /** Same order as `scenario.variants`. Runs are ordered by run number; an interrupted experiment has fewer. */
  readonly variants: readonly { readonly name: string; readonly runs: readonly RunResult[] }[];
  readonly complete: boolean;
}
