/** Reads scenario files. What a scenario names (`manifest:`, `file:`) is found relative to the scenario. */
import { dirname, resolve } from 'node:path';
import { loadImageArchive } from '../catalog/images.js';
import { loadInstanceTypes } from '../catalog/instance-types.js';
import { parseScenario } from '../scenario/parse-scenario.js';
import { ScenarioError } from '../scenario/scenario-error.js';
import type { Problem, Scenario } from '../scenario/scenario.js';
import type { OwnPolicy, VariantRequest } from '../scenario/variants.js';
import { loadPolicy } from './load-policy.js';
import { loadPolicies, policyReference } from './policy-modules.js';
import { readText } from './read-text.js';

/** What to compare instead of what the file says. */
export interface ReadOptions extends Omit<VariantRequest, 'own' | 'sweep'> {
  /** Modules of policies to compare, relative to the working directory. */
  readonly policyFiles?: readonly string[] | undefined;
}

/**
 * The resolved scenario of a file; `-` is standard input. Knows every image and instance type of the catalogue.
 *
 * @throws FileError where the file or a policy cannot be read, ScenarioError with all problems where it is not valid.
 */
export async function readScenario(path: string, options: ReadOptions = {}): Promise<Scenario> {
  const parse = await openScenario(path);
  const own = await ownPolicies(options.policyFiles ?? [], path);
  return parse({ vary: options.vary, policies: options.policies, own });
}

/**
 * Reads a file once, to parse it under several requests; what is returned throws ScenarioError.
 *
 * @throws FileError where the file cannot be read.
 */
export async function openScenario(path: string): Promise<(variants: VariantRequest) => Scenario> {
  const text = readText(path);
  await Promise.all([loadImageArchive(), loadInstanceTypes()]);
  const folder = path === '-' ? '.' : dirname(path);
  return (variants) =>
    parseScenario(text, {
      fileName: path === '-' ? 'standard input' : path,
      readFile: (name) => readText(resolve(folder, name)),
      variants,
    });
}

/** A policy is called by its own name, which only its module tells. */
async function ownPolicies(files: readonly string[], scenarioFile: string): Promise<readonly OwnPolicy[]> {
  const own: OwnPolicy[] = [];
  for (const file of files) {
    const { name } = await loadPolicy(file);
    own.push({ name, reference: policyReference(file, scenarioFile) });
  }
  return own;
}

/**
 * All problems of a scenario file, warnings too; none where it is fine.
 *
 * @throws FileError where the file itself, or a policy that it names, cannot be read.
 */
export async function problemsOf(path: string): Promise<readonly Problem[]> {
  try {
    const scenario = await readScenario(path);
    await loadPolicies(scenario, path);
    return scenario.warnings;
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
}
