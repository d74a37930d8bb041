/** Fargate as a capacity: there is always room, and every task has a host of its own. */
import type { Body } from '../../kernel/process.js';
import type { DigestListener } from '../agent/ecs-agent.js';
import type { Environment } from '../environment.js';
import { startFargateTask } from '../launch/fargate.js';
import type { Task } from '../launch/task.js';
import type { Registries } from '../registry/registries.js';
import type { FargateCapacitySpec } from '../spec.js';
import type { Pool } from './pool.js';

export class FargatePool implements Pool {
  readonly name: string;
  readonly diskUsedBytes = 0;
  /** Billed from the start of the pull, as AWS does. */
  vcpuSeconds = 0;
  gibSeconds = 0;
  readonly #spec: FargateCapacitySpec;
  readonly #environment: Environment;
  readonly #registries: Registries;
  readonly #onDigest: DigestListener;
  readonly #starting = new Set<Task>();

  constructor(
    spec: FargateCapacitySpec,
    environment: Environment,
    registries: Registries,
    onDigest: DigestListener,
  ) {
    this.name = spec.name;
    this.#spec = spec;
    this.#environment = environment;
    this.#registries = registries;
    this.#onDigest = onDigest;
  }

  get pullsInFlight(): number {
    let count = 0;
    for (const task of this.#starting) if (task.pullStartedAt >= 0 && !(task.pullStoppedAt >= 0)) count++;
    return count;
  }

  *launch(task: Task): Body<void> {
    task.create(task.name);
    this.#starting.add(task);
    yield* startFargateTask(task, this.#spec, this.#registries, this.#environment, this.#onDigest);
    this.#starting.delete(task);
  }

  /** AWS hears at once. */
  *whenHeard(): Body<void> {}

  release(task: Task): void {
    this.bill(task);
  }

  /** Adds what the task has cost so far. */
  bill(task: Task): void {
    if (Number.isNaN(task.pullStartedAt)) return;
    const seconds = this.#environment.now - task.pullStartedAt;
    this.vcpuSeconds += (seconds * task.definition.cpuUnits) / 1024;
    this.gibSeconds += (seconds * task.definition.memoryMiB) / 1024;
  }

  /** Nothing waits here. */
  forget(): void {}
}
