/** Capacity: what runs tasks, each launch type in a file of its own; and what cannot be there at time zero. */
import type { CapacitySpec } from '../../model/spec.js';
import type { Path } from '../path.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import type { CapacityContext } from './capacity-context.js';
import type { Resolution } from './resolution.js';
import { resolveEc2 } from './resolve-ec2.js';
import { resolveFargate } from './resolve-fargate.js';
import { resolveManagedInstances } from './resolve-managed-instances.js';

/** All capacities, in the order of the file. */
export function resolveCapacities(
  input: ScenarioInput,
  context: CapacityContext,
  resolution: Resolution,
): readonly CapacitySpec[] {
  checkInitial(input, resolution);
  return Object.entries(input.capacity).map(([name, given]) => {
    if (given.launchType === 'EC2') return resolveEc2(name, given, input, context, resolution);
    return given.launchType === 'FARGATE'
      ? resolveFargate(name, given, input, context, resolution)
      : resolveManagedInstances(name, given, input, context, resolution);
  });
}

function checkInitial(input: ScenarioInput, resolution: Resolution): void {
  for (const name of Object.keys(input.initial?.capacity ?? {})) {
    const path: Path = ['initial', 'capacity', name];
    const capacity = resolution.find(path, 'capacity', name, new Map(Object.entries(input.capacity)));
    if (capacity?.launchType === 'FARGATE')
      resolution.problems.error({
        path,
        at: 'key',
        message: 'Fargate holds nothing at time zero',
        remedy: 'delete this entry',
      });
  }
}
