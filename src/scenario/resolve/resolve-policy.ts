/**
 * `policy:` of an EC2 capacity: a built-in policy by name, or a module of one's own by its path. What a module exports
 * is found out when it is loaded, which is not possible here; what is checked is the form, and that the file is there
 * where files can be read at all.
 */
import { BUILT_IN_POLICIES } from '../../model/policy/find-policy.js';
import type { Path } from '../path.js';
import { readNamedFile } from './read-named-file.js';
import type { Resolution } from './resolution.js';

const MODULE = /\.(js|mjs|ts)$/;

/** The name or path in force; by default the policy that `model.semantics` asks for. */
export function resolvePolicy(
  path: Path,
  given: string | undefined,
  semantics: 'source' | 'documented' | undefined,
  resolution: Resolution,
): string {
  if (given !== undefined && !BUILT_IN_POLICIES.has(given)) checkModule(path, given, resolution);
  return resolution.pick(
    path,
    given,
    semantics === 'documented'
      ? {
          value: 'documented',
          origin: 'derived',
          source: 'model.semantics: what the documentation of ECS says',
        }
      : { value: 'amazon-ecs-agent', source: 'model.semantics: what the code of the agent does' },
  );
}

function checkModule(path: Path, given: string, resolution: Resolution): void {
  if (!MODULE.test(given)) {
    const names = [...BUILT_IN_POLICIES.keys()];
    resolution.unknown(path, 'policy', given, [...names, './NAME.mjs']);
    return;
  }
  if (resolution.readsFiles) readNamedFile(path, given, resolution);
}
