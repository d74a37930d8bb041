/** All answers that an experiment gives, in one step: what tables, reports and exports are made of. */
import type { ExperimentResult } from '../experiment/result.js';
import type { Scenario } from '../scenario/scenario.js';
import { advise } from './advice.js';
import { answer } from './answer.js';
import { compare, type Comparison } from './compare.js';
import { summarize } from './summarize.js';
import type { Summary } from './summary.js';
import { judge, type Verdict } from './verdict.js';

export interface Assessment {
  readonly scenario: Scenario;
  readonly summary: Summary;
  readonly comparison: Comparison;
  readonly verdicts: readonly Verdict[];
  /** The answer in a sentence. */
  readonly answer: string;
  readonly advice: readonly string[];
  /** Whether every threshold holds. */
  readonly pass: boolean;
}

/** Summary, comparison, verdicts, answer and advice of an experiment. */
export function assess(result: ExperimentResult): Assessment {
  const { scenario } = result;
  const summary = summarize(result);
  const comparison = compare(summary);
  const verdicts = judge(scenario, summary);
  return {
    scenario,
    summary,
    comparison,
    verdicts,
    answer: answer(summary, comparison),
    advice: advise(result, summary, comparison),
    pass: verdicts.every(({ pass }) => pass),
  };
}
