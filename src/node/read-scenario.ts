/** Reads scenario files. What a scenario names (`manifest:`, `file:`) is found relative to the scenario. */
import { dirname, resolve } from 'node:path';
import { loadImageArchive } from '../catalog/images.js';
import { parseScenario } from '../scenario/parse-scenario.js';
import { ScenarioError } from '../scenario/scenario-error.js';
import type { Problem, Scenario } from '../scenario/scenario.js';
import type { VariantRequest } from '../scenario/variants.js';
import { readText } from './read-text.js';

/** What to compare instead of what the file says. */
export type ReadOptions = VariantRequest;

/**
 * The resolved scenario of a file; `-` is standard input. Knows every image of the catalogue.
 *
 * @throws FileError where the file cannot be read, ScenarioError with all problems where it is not valid.
 */
export async function readScenario(path: string, options: ReadOptions = {}): Promise<Scenario> {
  const text = readText(path);
  await loadImageArchive();
  const folder = path === '-' ? '.' : dirname(path);
  return parseScenario(text, {
    fileName: path === '-' ? 'standard input' : path,
    readFile: (name) => readText(resolve(folder, name)),
    variants: options,
  });
}

/**
 * All problems of a scenario file, warnings too; none where it is fine.
 *
 * @throws FileError where the file itself cannot be read.
 */
export async function problemsOf(path: string): Promise<readonly Problem[]> {
  try {
    const { warnings } = await readScenario(path);
    return warnings;
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
}
