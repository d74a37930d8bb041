/**
 * A task from the wish for it to its end: scheduler, start, life, stop. Whoever asked is told when the
 * start has ended and when the task is gone.
 */
import type { Body } from '../../kernel/process.js';
import type { Distribution } from '../../units/distribution.js';
import type { Environment } from '../environment.js';
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
  if (!task.settled.fired) yield* pool.launch(task);
  listener.settled(task);
  if (task.outcome === 'started') {
    yield* untilItEnds(task, environment);
    if (!task.lost) yield* simulation.delay(environment.draw('task stop', parameters.taskStop, task.entity));
  }
  task.stoppedAt = simulation.now;
  pool.release(task);
  listener.stopped(task);
}

function* untilItEnds(task: Task, environment: Environment): Body<void> {
  const { lifetime } = task.definition;
  if (lifetime === null) yield* task.stopRequested.wait();
  else yield* task.stopRequested.waitFor(environment.draw('lifetime', lifetime, task.entity));
}
