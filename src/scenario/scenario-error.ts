/** A scenario that cannot be used: all that is wrong with it, at once. */
import { formatProblems } from './format-problems.js';
import type { Problem } from './scenario.js';

/** Thrown by `parseScenario`; `problems` holds every error found, and the warnings beside them. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(formatProblems(problems));
    this.problems = problems;
  }
}
