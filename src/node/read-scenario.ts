/** Reads scenario files. What a scenario names (`manifest:`, `file:`) is found relative to the scenario. */
import { dirname, resolve } from 'node:path';
import { parseScenario } from '../scenario/parse-scenario.js';
import { ScenarioError } from '../scenario/scenario-error.js';
import type { Problem, Scenario } from '../scenario/scenario.js';
import { readText } from './read-text.js';

export interface ReadOptions {
  /** `PATH=a,b,c`, each instead of the comparison in the file. */
  readonly vary?: readonly string[] | undefined;
  /** Plays the four values of ECS_IMAGE_PULL_BEHAVIOR instead of the comparison in the file. */
  readonly policies?: boolean | undefined;
}

/**
 * The resolved scenario of a file; `-` is standard input.
 *
 * @throws FileError where the file cannot be read, ScenarioError with all problems where it is not valid.
 */
export function readScenario(path: string, { vary = [], policies = false }: ReadOptions = {}): Scenario {
  const folder = path === '-' ? '.' : dirname(path);
  return parseScenario(readText(path), {
    fileName: path === '-' ? 'standard input' : path,
    readFile: (name) => readText(resolve(folder, name)),
    ...(vary.length > 0 ? { vary } : {}),
    ...(policies ? { policies } : {}),
  });
}

/**
 * All problems of a scenario file, warnings too; none where it is fine.
 *
 * @throws FileError where the file itself cannot be read.
 */
export function problemsOf(path: string): readonly Problem[] {
  try {
    return readScenario(path).warnings;
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
}
