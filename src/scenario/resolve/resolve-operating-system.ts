/** The operating system family of a capacity: as it says, else that of the tasks that run on it. */
import { type OperatingSystemFamily, findOperatingSystemFamily } from '../../catalog/operating-systems.js';
import type { Path } from '../path.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import type { Resolution } from './resolution.js';
import type { TaskNeeds } from './resolve-task-definitions.js';

type CapacityInput = ScenarioInput['capacity'][string];

/** The family of the capacity at `path`, noted. */
export function resolveOperatingSystem(
  path: Path,
  given: CapacityInput,
  needs: readonly TaskNeeds[],
  resolution: Resolution,
): OperatingSystemFamily {
  const family = familyOf(given, needs);
  const named = 'operatingSystemFamily' in given ? given.operatingSystemFamily : undefined;
  const isAsked = needs.some(({ operatingSystemFamily }) => operatingSystemFamily === family.name);
  resolution.pick(
    [...path, 'operatingSystemFamily'],
    named,
    isAsked
      ? { value: family.name, origin: 'derived', source: 'the task definitions that run here' }
      : { value: family.name, source: 'the commoner one' },
  );
  return family;
}

/** The family of a capacity on which tasks with these needs run. */
export function familyOf(given: CapacityInput, needs: readonly TaskNeeds[]): OperatingSystemFamily {
  const { launchType } = given;
  const named = 'operatingSystemFamily' in given ? given.operatingSystemFamily : undefined;
  const asked = launchType === 'MANAGED_INSTANCES' ? [] : needs.map((each) => each.operatingSystemFamily);
  const families = [named ?? null, ...(named === undefined ? asked : []), 'LINUX'].flatMap(
    (name) => findOperatingSystemFamily(name ?? '') ?? [],
  );
  const found = families.find(
    ({ launchTypes }) => launchType === 'MANAGED_INSTANCES' || launchTypes.includes(launchType),
  );
  if (found === undefined) throw new Error('the catalogue lacks LINUX');
  return found;
}
