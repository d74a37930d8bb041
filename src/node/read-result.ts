/** Finds the scenario behind a result folder, a file in it, or a scenario file: whatever holds what is to be played again. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { findPolicy } from '../model/policy/find-policy.js';
import { readResolved } from '../scenario/resolved-scenario.js';
import type { Scenario } from '../scenario/scenario.js';
import type { PullPolicy } from '../model/policy/types.js';
import { loadPolicies, policiesByReference } from './policy-modules.js';
import { readScenario } from './read-scenario.js';
import { FileError, readText } from './read-text.js';

/** The file of a result folder that holds the resolved scenario. */
export const RESOLVED_FILE = 'scenario.json';

const RESULT_FILES = new Set([RESOLVED_FILE, 'summary.json', 'manifest.json', 'starts.csv', 'report.html']);

export interface Playable {
  readonly scenario: Scenario;
  readonly policies: ReadonlyMap<string, PullPolicy>;
  /** Version of pullcast that wrote the results; null for a scenario file. */
  readonly writtenBy: string | null;
}

/**
 * What `path` names: the resolved scenario of a result folder, or a scenario file; `-` is standard input.
 *
 * @throws FileError where nothing to play is there, ScenarioError where a scenario file is not valid.
 */
export async function readPlayable(path: string): Promise<Playable> {
  const folder = resultFolderOf(path);
  if (folder === null) {
    const scenario = await readScenario(path);
    const policies = policiesByReference(await loadPolicies(scenario, path));
    return { scenario, policies, writtenBy: null };
  }
  const scenario = readResolved(readText(join(folder, RESOLVED_FILE)));
  if (scenario === null)
    throw new FileError(
      join(folder, RESOLVED_FILE),
      'is not what this version of pullcast writes: play the scenario again',
    );
  const own = policyModuleOf(scenario);
  if (own !== null)
    throw new FileError(
      path,
      `was played with the policy ${own}, which is beside its scenario: name the scenario file instead of its results`,
    );
  return { scenario, policies: new Map(), writtenBy: versionOf(folder) };
}

/** The result folder that `path` is or lies in; null where it is a file by itself. */
function resultFolderOf(path: string): string | null {
  if (path === '-') return null;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) {
    if (existsSync(join(path, RESOLVED_FILE))) return path;
    throw new FileError(
      path,
      `is a folder without ${RESOLVED_FILE}: name a result folder of "pullcast run", or a scenario file`,
    );
  }
  const folder = dirname(path);
  return RESULT_FILES.has(basename(path)) && existsSync(join(folder, RESOLVED_FILE)) ? folder : null;
}

function policyModuleOf({ variants }: Scenario): string | null {
  for (const { world } of variants)
    for (const capacity of world.capacities)
      if (capacity.launchType === 'EC2' && findPolicy(capacity.policy) === undefined) return capacity.policy;
  return null;
}

function versionOf(folder: string): string | null {
  try {
    const manifest = JSON.parse(readText(join(folder, 'manifest.json'))) as { readonly pullcast?: unknown };
    return typeof manifest.pullcast === 'string' ? manifest.pullcast : null;
  } catch {
    return null;
  }
}
