/** Placement that looks at every instance for every task: slow, and plain to see that it is right. */
import type { Environment } from '../../../src/model/environment.js';
import type { PlacementStrategy } from '../../../src/model/fleet/placement.js';
import type { Ec2Instance } from '../../../src/model/launch/ec2-instance.js';
import type { Task } from '../../../src/model/launch/task.js';

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

function smallest(instances: readonly Ec2Instance[], key: (instance: Ec2Instance) => number) {
  let best: Ec2Instance | undefined;
  for (const instance of instances) if (best === undefined || key(instance) < key(best)) best = instance;
  return best;
}

/** The same interface as `Placement`, by looking at everything. */
export class NaivePlacement {
  readonly #environment: Environment;
  readonly #seat: (task: Task, position: number) => void;
  readonly #instances: Ec2Instance[] = [];
  readonly #waiting = new Map<Task, { strategy: PlacementStrategy; placed: () => void }>();

  constructor(environment: Environment, seat: (task: Task, position: number) => void) {
    this.#environment = environment;
    this.#seat = seat;
  }

  add(instance: Ec2Instance): void {
    this.#instances.push(instance);
  }

  place(task: Task, strategy: PlacementStrategy): boolean {
    const chosen = chooseInstance(this.#instances, task, strategy, this.#environment);
    if (chosen !== undefined) this.#seat(task, this.#instances.indexOf(chosen));
    return chosen !== undefined;
  }

  await(task: Task, strategy: PlacementStrategy, placed: () => void): void {
    this.#waiting.set(task, { strategy, placed });
  }

  forget(task: Task): void {
    this.#waiting.delete(task);
  }

  placeWaiting(): void {
    for (const [task, { strategy, placed }] of this.#waiting) {
      if (!this.place(task, strategy)) continue;
      this.#waiting.delete(task);
      placed();
    }
  }
}
