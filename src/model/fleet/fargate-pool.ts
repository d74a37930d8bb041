/**
 * Fargate as a capacity: there is always room, a task waits only for the launch rate, and has a host of its own. A Spot
 * interruption is SIGTERM at the same time as its two-minute warning (ECS developer guide, fargate-capacity-providers.html):
 * a task that runs stops as on any other wish, one that is still starting ends at once. When AWS interrupts, and whether
 * there is Spot capacity for the next task, is not modelled.
 */
import type { Body } from '../../kernel/process.js';
import type { Environment } from '../environment.js';
import { startFargateTask } from '../launch/fargate.js';
import { MicroHost } from '../launch/fargate-host.js';
import { FargateImageCache } from '../launch/fargate-image-cache.js';
import type { DigestListener } from '../launch/fargate-pull.js';
import type { Task } from '../launch/task.js';
import type { Registries } from '../registry/registries.js';
import type { FargateCapacitySpec } from '../spec.js';
import type { StopCode } from '../story.js';
import { LaunchRates, type LaunchLimit } from './launch-rate.js';
import type { Pool } from './pool.js';

const INTERRUPTED = 'SpotInterruption';
const REASON = 'Your Spot Task was interrupted.';

/** What the pool needs of the world around it. */
export interface FargateSurroundings {
  readonly environment: Environment;
  readonly registries: Registries;
  readonly onDigest: DigestListener;
  /** Shared by all capacities of the world; absent: the pool's own. */
  readonly launchRates?: LaunchRates;
  /** Whether a task's owner is a service, whose own rate counts. */
  readonly isService?: (name: string) => boolean;
  /** These tasks will stop: a service replaces its own, with this as the reason. */
  readonly onDraining?: (tasks: readonly Task[], code: StopCode) => void;
}

export class FargatePool implements Pool {
  readonly name: string;
  readonly diskUsedBytes = 0;
  /** Billed from the start of the pull, as AWS does. */
  vcpuSeconds = 0;
  gibSeconds = 0;
  readonly #spec: FargateCapacitySpec;
  readonly #surroundings: FargateSurroundings;
  readonly #environment: Environment;
  readonly #limit: LaunchLimit | null;
  readonly #cache: FargateImageCache | null;
  /** Created and not yet gone, the oldest first. */
  readonly #tasks = new Set<Task>();
  readonly #hosts = new Map<Task, MicroHost>();
  readonly #starting = new Set<Task>();
  readonly #interrupted = new Set<Task>();

  constructor(spec: FargateCapacitySpec, surroundings: FargateSurroundings) {
    const { environment, launchRates = new LaunchRates(environment) } = surroundings;
    this.name = spec.name;
    this.#spec = spec;
    this.#surroundings = surroundings;
    this.#environment = environment;
    this.#limit = launchRates.limitOf(spec);
    this.#cache = spec.imageCache && new FargateImageCache(spec.imageCache, environment);
  }

  get pullsInFlight(): number {
    let count = 0;
    for (const task of this.#starting) if (task.pullStartedAt >= 0 && !(task.pullStoppedAt >= 0)) count++;
    return count;
  }

  *launch(task: Task): Body<void> {
    const { service } = task.owner;
    const { isService = () => false, onDigest } = this.#surroundings;
    if (this.#limit !== null) yield* this.#limit.enter(task, isService(service) ? service : null);
    if (task.settled.fired) return;
    const kept = this.#cache?.take(task) ?? null;
    task.create(kept?.name ?? task.name);
    this.#tasks.add(task);
    if (kept !== null) this.#hosts.set(task, kept);
    this.#starting.add(task);
    yield* startFargateTask(task, this.#spec, this.#environment, () => this.#hostOf(task), onDigest);
    this.#starting.delete(task);
  }

  /** AWS hears at once. */
  *whenHeard(): Body<void> {}

  release(task: Task): void {
    this.bill(task);
    this.#tasks.delete(task);
    this.#interrupted.delete(task);
    const host = this.#hosts.get(task);
    if (host === undefined) return;
    this.#hosts.delete(task);
    if (this.#cache !== null && task.outcome !== 'failed') this.#cache.giveBack(host);
    else host.end();
  }

  /** Adds what the task has cost so far. */
  bill(task: Task): void {
    if (Number.isNaN(task.pullStartedAt)) return;
    const seconds = this.#environment.now - task.pullStartedAt;
    this.vcpuSeconds += (seconds * task.definition.cpuUnits) / 1024;
    this.gibSeconds += (seconds * task.definition.memoryMiB) / 1024;
  }

  /** The task no longer waits for its launch. */
  forget(task: Task): void {
    this.#limit?.forget(task);
  }

  /** Spot interruptions of the oldest tasks that have none yet. */
  interrupt(count: number): void {
    const struck = [...this.#tasks].filter((task) => !this.#interrupted.has(task)).slice(0, count);
    for (const task of struck) this.#interrupted.add(task);
    const ready = struck.filter(({ outcome }) => outcome === 'started');
    for (const task of struck)
      if (task.outcome === 'unfinished') task.lose(INTERRUPTED, `${INTERRUPTED}: ${REASON}`);
    this.#surroundings.onDraining?.(ready, INTERRUPTED);
    for (const task of ready) task.requestStop(INTERRUPTED);
  }

  #hostOf(task: Task): MicroHost {
    let host = this.#hosts.get(task);
    if (host === undefined) {
      const { registries, environment } = this.#surroundings;
      host = new MicroHost(task, this.#spec, registries, environment, this.#cache ?? undefined);
      this.#hosts.set(task, host);
    }
    return host;
  }
}
