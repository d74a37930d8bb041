/**
 * One variant against the schema. Where something is wrong, unknown keys are left out and wrong values replaced by
 * stand-ins, and the rest is checked on, so that a wrong unit does not hide an unknown image further down.
 */
import type * as z from 'zod';
import { type Path, type Step, startsWith } from './path.js';
import { type Mapping, getIn, isMapping, omit, setIn } from './plain-data.js';
import type { Fault, ProblemList } from './problem-list.js';
import { explainIssue } from './schema/explain-issue.js';
import type { IssueParams } from './schema/quantities.js';
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
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) repaired = without(repaired, [...path, key]);
    // A section that is missing as a whole has no stand-in: all its names would be unknown.
    else if (path.length > 1 || getIn(data, path) !== undefined)
      repaired = setIn(repaired, path, standInFor(issue));
  }
  return isMapping(repaired) ? repaired : {};
}

/** By the type that is expected. */
const STAND_INS: Readonly<Record<string, unknown>> = {
  string: 'x',
  number: 1,
  int: 1,
  boolean: false,
  array: [],
};

/** A value that the schema takes, in the place of one that it refused. What follows from it is not reported. */
function standInFor(issue: z.core.$ZodIssue): unknown {
  switch (issue.code) {
    case 'custom':
      return (issue.params as IssueParams | undefined)?.standIn;
    case 'invalid_value':
      return issue.values[0];
    case 'too_small':
      return issue.minimum;
    case 'too_big':
      return issue.origin === 'array' ? [] : issue.maximum;
    case 'invalid_type':
      return STAND_INS[issue.expected];
    default:
      return undefined;
  }
}

function without(data: unknown, path: Path): unknown {
  const parent = getIn(data, path.slice(0, -1));
  return isMapping(parent) ? setIn(data, path.slice(0, -1), omit(parent, [String(path.at(-1))])) : data;
}
