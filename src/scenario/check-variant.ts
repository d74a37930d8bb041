/**
 * One variant against the schema. Where something is wrong, what can be left out is left out and the rest is checked
 * on, so that a misspelt key does not hide an unknown image further down.
 */
import type * as z from 'zod';
import { type Path, type Step, startsWith } from './path.js';
import { type Mapping, getIn, isMapping, omit, setIn } from './plain-data.js';
import type { Fault, ProblemList } from './problem-list.js';
import { explainIssue } from './schema/explain-issue.js';
import { type ScenarioInput, scenarioFile } from './schema/scenario-file.js';

export interface CheckedVariant {
  /** What the schema made of the data; null where too much is wrong. */
  readonly input: ScenarioInput | null;
  /** Things in which something was left out: what is found wrong in them later may follow from that. */
  readonly doubtful: readonly Path[];
}

/** Checks the data of a variant and reports what the schema refuses, but not in things whose file could not be read. */
export function checkVariant(
  data: Mapping,
  problems: ProblemList,
  unread: readonly Path[] = [],
): CheckedVariant {
  const first = scenarioFile.safeParse(data);
  if (first.success) return { input: first.data, doubtful: [] };
  const { issues } = first.error;
  for (const issue of issues)
    for (const fault of explainIssue(issue, data)) if (!isDoubtful(fault, unread)) problems.error(fault);
  const second = scenarioFile.safeParse(withoutFaults(data, issues));
  return { input: second.success ? second.data : null, doubtful: issues.map((issue) => thingOf(issue)) };
}

/** `images.api`, `timeline[3]`: the named thing or entry that an issue is in. */
function thingOf(issue: z.core.$ZodIssue): Path {
  return (issue.path as Step[]).slice(0, 2);
}

/** Whether a fault may only follow from what was left out. */
export function isDoubtful({ path }: Fault, doubtful: readonly Path[]): boolean {
  return doubtful.some((thing) => thing.length > 0 && startsWith(path, thing));
}

function withoutFaults(data: Mapping, issues: readonly z.core.$ZodIssue[]): Mapping {
  let repaired: unknown = data;
  for (const issue of issues) {
    const path = issue.path as Step[];
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
    for (const each of paths) repaired = without(repaired, each);
  }
  return isMapping(repaired) ? repaired : {};
}

/** A key is left out; an item of a list is not, as those behind it would change their places. */
function without(data: unknown, path: Path): unknown {
  const key = path.at(-1);
  const parent = getIn(data, path.slice(0, -1));
  if (typeof key !== 'string' || !isMapping(parent) || !Object.hasOwn(parent, key)) return data;
  return setIn(data, path.slice(0, -1), omit(parent, [key]));
}
