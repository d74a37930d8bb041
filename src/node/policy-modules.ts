/**
 * The modules that the capacities of a scenario name as their policy (`policy: ./mine.mjs`, relative to the
 * scenario file), loaded once in this thread; worker threads load them again from the same paths.
 */
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { findPolicy } from '../model/policy/find-policy.js';
import type { PullPolicy } from '../model/policy/types.js';
import type { Variant } from '../scenario/scenario.js';
import { loadPolicy, policyDigest } from './load-policy.js';

export interface PolicyModule {
  /** As capacities name it. */
  readonly reference: string;
  /** Absolute. */
  readonly path: string;
  /** SHA-256 of the module, in hexadecimal. */
  readonly sha256: string;
  readonly policy: PullPolicy;
}

/**
 * All modules that `scenario`, read from `file`, names; each once. `-` is standard input, in the working
 * directory.
 *
 * @throws FileError where a module cannot be loaded or holds no policy.
 */
export async function loadPolicies(
  scenario: { readonly variants: readonly Pick<Variant, 'world'>[] },
  file: string,
): Promise<readonly PolicyModule[]> {
  const references = scenario.variants.flatMap(({ world }) =>
    world.capacities.flatMap((capacity) => (capacity.launchType === 'EC2' ? [capacity.policy] : [])),
  );
  const modules: PolicyModule[] = [];
  for (const reference of new Set(references)) {
    if (findPolicy(reference) !== undefined) continue;
    const path = resolve(folderOf(file), reference);
    const policy = await loadPolicy(path);
    modules.push({ reference, path, sha256: policyDigest(path), policy });
  }
  return modules;
}

/** How a scenario in `file` would name the module at `path`, which is relative to the working directory. */
export function policyReference(path: string, file: string): string {
  const away = relative(folderOf(file), path);
  if (isAbsolute(away)) return away; // another drive
  const portable = away.split(sep).join('/');
  return portable.startsWith('../') ? portable : `./${portable}`;
}

function folderOf(file: string): string {
  return file === '-' ? '.' : dirname(file);
}

/** What `RunOptions.policies` wants. */
export function policiesByReference(modules: readonly PolicyModule[]): ReadonlyMap<string, PullPolicy> {
  return new Map(modules.map(({ reference, policy }) => [reference, policy]));
}
