/**
 * A scenario as rows for `show`: every value of the baseline that is in use, where it comes from, and its source. In
 * the order of the file's sections, so that a reader finds things where they would write them.
 */
import type { Provenance, Scenario } from './scenario.js';
import { scenarioFile } from './schema/scenario-file.js';

/** One row for each value, ordered by section and then as resolved. */
export function describeScenario(scenario: Scenario): readonly Provenance[] {
  const sections = Object.keys(scenarioFile.shape);
  const rank = ({ path }: Provenance): number => sections.indexOf(path.split(/[.[]/)[0] ?? '');
  return [...scenario.provenance].sort((a, b) => rank(a) - rank(b));
}
