/**
 * From a created container to a ready one. A container that ends by itself (`runs`) counts as ready
 * when it starts. The task is ready with the last of its containers.
 */
import type { Body } from '../../kernel/process.js';
import type { Environment } from '../environment.js';
import type { Task, TaskContainer } from './task.js';

export function* runContainer(container: TaskContainer, environment: Environment): Body<void> {
  const { simulation } = environment;
  const { task, spec } = container;
  container.created.fire();
  container.started.fire();
  container.startedAt = simulation.now;
  if (spec.runs !== null) simulation.start(endOf(container, environment));
  else {
    container.clock.enter('ready', 'application', simulation.now);
    yield* simulation.delay(environment.draw('ready', spec.ready, container.entity));
  }
  if (task.settled.fired) return;
  container.readyAt = simulation.now;
  container.clock.stop(simulation.now);
  container.ready.fire();
  settle(task);
}

function* endOf(container: TaskContainer, environment: Environment): Body<void> {
  const { runs } = container.spec;
  yield* environment.simulation.delay(runs === null ? 0 : environment.draw('runs', runs, container.entity));
  container.completed.fire();
}

/** A container that cannot run: an essential one takes the task with it, without another the task goes on. */
export function giveUp(container: TaskContainer, error: string): void {
  if (container.spec.essential) {
    container.task.fail(error, container);
    return;
  }
  container.skip();
  settle(container.task);
}

/** What a container that depends on one which will never start fails with. */
export const DEPENDENCY_NEVER_STARTS = 'EssentialContainerExited: a container it depends on will never start';

/** The task is ready when no container is left that is neither ready nor given up. */
function settle(task: Task): void {
  const running = task.containers.filter((each) => !each.skipped);
  if (running.length === 0 || running.some((each) => Number.isNaN(each.readyAt))) return;
  task.startedAt = Math.max(...running.map((each) => each.startedAt));
  task.succeed(running.reduce((last, each) => (each.readyAt > last.readyAt ? each : last)));
}
