/** Ways to read a scenario in a test: its baseline world, its problems in one line each, its rows for `show`. */
import type { Ec2CapacitySpec, WorldSpec } from '../../src/model/spec.js';
import { type ParseOptions, parseScenario } from '../../src/scenario/parse-scenario.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';
import type { Problem, Provenance } from '../../src/scenario/scenario.js';

export function worldOf(text: string, options: ParseOptions = {}): WorldSpec {
  return parseScenario(text, options).variants[0]!.world;
}

export function hostOf(text: string): Ec2CapacitySpec {
  const [capacity] = worldOf(text).capacities;
  if (capacity?.launchType !== 'EC2') throw new Error('the first capacity is not EC2');
  return capacity;
}

/** Errors and warnings of a text, whether it can be played or not. */
export function problemsOf(text: string, options: ParseOptions = {}): readonly Problem[] {
  try {
    return parseScenario(text, options).warnings;
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
}

/** `12:5 path: message (remedy)` for each problem. */
export function linesOf(
  text: string,
  severity?: Problem['severity'],
  options: ParseOptions = {},
): readonly string[] {
  return problemsOf(text, options)
    .filter((problem) => severity === undefined || problem.severity === severity)
    .map(({ line, column, path, message, remedy }) => `${line}:${column} ${path}: ${message} (${remedy})`);
}

export function rowsOf(text: string, options: ParseOptions = {}): ReadonlyMap<string, Provenance> {
  return new Map(parseScenario(text, options).provenance.map((row) => [row.path, row]));
}

/** A reader of files out of a table. */
export function files(table: Readonly<Record<string, string>>): ParseOptions {
  return {
    readFile: (path) => {
      const text = table[path];
      if (text === undefined) throw new Error(`${path}: there is no such file`);
      return text;
    },
  };
}
