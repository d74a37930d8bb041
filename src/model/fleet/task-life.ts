/**
 * A task from the wish for it to its end: scheduler, start, life, stop. Whoever asked is told when the
 * start has ended and when the task is gone. What a stop takes is measured with containers that heed SIGTERM; others
 * add their stop timeout. A task that ends by itself has nothing to stop, and the agent reports it at once.
 */
import type { Body } from '../../kernel/process.js';
import type { Distribution } from '../../units/distribution.js';
import type { Environment } from '../environment.js';
import { watchHealth } from '../launch/health.js';
import type { Task } from '../launch/task.js';
import type { Pool } from './pool.js';

export interface TaskListener {
  /** The start is over: see `task.outcome`. */
  settled(task: Task): void;
  /** The task is gone and its resources are free. */
  stopped(task: Task): void;
}

export function* taskLife(
  task: Task,
  pool: Pool,
  schedulerDelay: Distribution,
  environment: Environment,
  listener: TaskListener,
): Body<void> {
  const { simulation, parameters } = environment;
  yield* simulation.delay(environment.draw('scheduler', schedulerDelay, task.entity));
  watchHealth(task, environment);
  if (!task.settled.fired) yield* pool.launch(task);
  listener.settled(task);
  let byItself = false;
  if (task.outcome === 'started') byItself = yield* untilItEnds(task, environment);
  yield* pool.whenHeard(task);
  if (!byItself && hasRunning(task)) {
    if (task.outcome === 'started' || task.isUnhealthy)
      yield* simulation.delay(environment.draw('task stop', parameters.taskStop, task.entity));
    yield* kill(task, environment);
  }
  endContainers(task, byItself);
  task.gone();
  pool.release(task);
  listener.stopped(task);
}

/** Returns whether the task has ended by itself, all containers at once. */
function* untilItEnds(task: Task, environment: Environment): Body<boolean> {
  const { lifetime } = task.definition;
  if (lifetime === null) yield* task.stopRequested.wait();
  else {
    const seconds = environment.draw('lifetime', lifetime, task.entity);
    if (!(yield* task.stopRequested.waitFor(seconds))) {
      if (task.stopCode === '') task.stopCode = 'EssentialContainerExited';
      return true;
    }
  }
  return false;
}

/** Containers that take no notice of SIGTERM are killed when the stop timeout is over. */
function* kill(task: Task, environment: Environment): Body<void> {
  const { handlesSigterm, stopTimeoutSeconds } = task.definition;
  if (!handlesSigterm) yield* environment.simulation.delay(stopTimeoutSeconds);
}

/** Whether there is anything to stop: a task whose last container has ended is gone at once. */
function hasRunning(task: Task): boolean {
  return !task.lost && task.containers.some((each) => each.running);
}

/** What a process leaves that was killed by SIGKILL. */
const KILLED = 137;

function endContainers(task: Task, byItself: boolean): void {
  if (task.lost) return;
  for (const container of task.containers) {
    if (!container.running) continue;
    if (byItself) container.exitCode = container.spec.exitCode;
    else container.exitCode = task.definition.handlesSigterm ? 0 : KILLED;
  }
}
