/**
 * The first task of a deployment on capacity that ECS manages: it is scheduled alone, so that the digests of its images
 * are known before the others are. These wait, as tasks that ECS has not scheduled yet, until the first one has reported
 * all digests; that takes no time of its own. When its start ends without (it has failed, or was stopped), the next one
 * is alone; one that runs without a report lets the others go. Source: Amazon ECS developer guide, "Amazon ECS Managed
 * Instances container image pull behavior" (2026-11); what a failure leads to is inferred.
 */
import type { Task } from '../launch/task.js';

export class FirstTask {
  /** Nobody waits any more: there is nothing to resolve, or all of it is known. */
  #open: boolean;
  #first: Task | null = null;
  /** In the order in which they came. */
  readonly #waiting = new Map<Task, () => void>();

  constructor(hasDigestsToResolve: boolean) {
    this.#open = !hasDigestsToResolve;
  }

  /** The task that the others wait for. */
  get task(): Task | null {
    return this.#first;
  }

  /** Whether the task may be scheduled: none waits for another, or it is the one that goes first. */
  admits(task: Task): boolean {
    if (this.#open) return true;
    this.#first ??= task;
    return this.#first === task;
  }

  /** `go` is called when the task may be scheduled. */
  await(task: Task, go: () => void): void {
    this.#waiting.set(task, go);
  }

  /** The task does not wait any more. It is not told. */
  forget(task: Task): void {
    this.#waiting.delete(task);
  }

  /** The start of a task is over: if it was the first, and has not reported, another one's turn has come. */
  ended(task: Task): void {
    if (this.#open || this.#first !== task) return;
    if (task.outcome === 'started') return this.open();
    const [next] = this.#waiting;
    this.#first = next?.[0] ?? null;
    if (next === undefined) return;
    this.#waiting.delete(next[0]);
    next[1]();
  }

  /** All digests are known. */
  open(): void {
    this.#open = true;
    this.#first = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const go of waiting) go();
  }
}
