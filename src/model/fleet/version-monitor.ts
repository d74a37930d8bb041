/**
 * Who runs what, for how long. A task is stale when what runs in it is older than what its tag named
 * when its deployment (or RunTask call) began: the price of trusting a cache. A service is skewed
 * while its ready tasks run different digests of one container.
 */
import type { Environment } from '../environment.js';
import type { Task } from '../launch/task.js';

export class VersionMonitor {
  /** Time in which at least one ready task was stale. */
  staleSeconds = 0;
  /** Time in which at least one service ran two digests of one container. */
  skewSeconds = 0;
  readonly #environment: Environment;
  readonly #staleSince = new Map<Task, number>();
  /** service/container → digest → ready tasks. */
  readonly #running = new Map<string, Map<string, number>>();
  #skewed = 0;
  #since = 0;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** A task has become ready; `expected` is what its tags named when it was asked for. */
  begin(task: Task, expected: ReadonlyMap<string, number>): void {
    this.advance();
    const stale = task.containers.some(({ release, spec }) => {
      const named = expected.get(spec.name);
      return release !== null && named !== undefined && release.number < named;
    });
    if (stale) this.#staleSince.set(task, this.#environment.now);
    this.#count(task, 1);
  }

  /** A ready task stops, or the run ends. */
  end(task: Task): void {
    this.advance();
    const since = this.#staleSince.get(task);
    if (since !== undefined) task.staleSeconds = this.#environment.now - since;
    this.#staleSince.delete(task);
    this.#count(task, -1);
  }

  /** Books the time up to now. */
  advance(): void {
    const seconds = this.#environment.now - this.#since;
    this.#since = this.#environment.now;
    if (this.#staleSince.size > 0) this.staleSeconds += seconds;
    if (this.#skewed > 0) this.skewSeconds += seconds;
  }

  #count(task: Task, change: 1 | -1): void {
    for (const container of task.containers) {
      if (container.release === null) continue;
      const key = `${task.owner.service}/${container.spec.name}`;
      let digests = this.#running.get(key);
      if (digests === undefined) this.#running.set(key, (digests = new Map<string, number>()));
      const before = digests.size;
      const count = (digests.get(container.release.digest) ?? 0) + change;
      if (count === 0) digests.delete(container.release.digest);
      else digests.set(container.release.digest, count);
      this.#skewed += (digests.size > 1 ? 1 : 0) - (before > 1 ? 1 : 0);
    }
  }
}
