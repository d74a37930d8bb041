/**
 * On which instance a task goes, among those with room. `spread`: the one with the fewest tasks of the
 * capacity; `binpack`: the one with the least memory left; `random`: any. Ties go to the older one.
 */
import type { Environment } from '../environment.js';
import type { Ec2Instance } from '../launch/ec2-instance.js';
import type { Task } from '../launch/task.js';
import type { ServiceSettings } from '../spec.js';

export type PlacementStrategy = ServiceSettings['placementStrategy'];

/** The instance for a task, or undefined when none has room. */
export function chooseInstance(
  instances: readonly Ec2Instance[],
  task: Task,
  strategy: PlacementStrategy,
  environment: Environment,
): Ec2Instance | undefined {
  const candidates = instances.filter((instance) => instance.hasRoomFor(task.definition));
  switch (strategy) {
    case 'spread':
      return smallest(candidates, (instance) => instance.tasks);
    case 'binpack':
      return smallest(candidates, (instance) => instance.free.memoryMiB);
    case 'random':
      return candidates[Math.floor(environment.uniform('placement', task.entity) * candidates.length)];
  }
}

function smallest(
  instances: readonly Ec2Instance[],
  key: (instance: Ec2Instance) => number,
): Ec2Instance | undefined {
  let best: Ec2Instance | undefined;
  for (const instance of instances) if (best === undefined || key(instance) < key(best)) best = instance;
  return best;
}
