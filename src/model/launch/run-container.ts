/**
 * From a created container to a ready one, and its own end. A container that ends by itself (`runs`) counts as ready
 * when it starts; an essential one takes the task with it, one with a restart policy runs again at once and without a
 * pull (amazon-ecs-agent `task_manager.go`, `handleContainerChange`). The task is ready with the last of its containers.
 */
import type { Body } from '../../kernel/process.js';
import type { Environment } from '../environment.js';
import type { TaskContainer } from './task.js';

export function* runContainer(container: TaskContainer, environment: Environment): Body<void> {
  const { simulation } = environment;
  const { task, spec } = container;
  if (!container.created.fired) container.created.fire();
  container.startedAt = simulation.now;
  container.started.fire();
  task.noteStarted();
  if (spec.runs !== null) simulation.start(endOf(container, environment));
  else {
    container.clock.enter('ready', 'application', simulation.now);
    yield* simulation.delay(environment.draw('ready', spec.ready, container.entity));
  }
  if (task.settled.fired) return;
  container.readyAt = simulation.now;
  container.clock.stop(simulation.now);
  container.ready.fire();
  settle(container);
}

function* endOf(container: TaskContainer, environment: Environment): Body<void> {
  const { task, spec } = container;
  if (spec.runs === null) return;
  for (let life = 0; ; life++) {
    const seconds = environment.draw('runs', spec.runs, container.entity, life);
    yield* environment.simulation.delay(seconds);
    if (task.stopping) return;
    // One that does not run at all would be restarted without end in no time.
    if (!spec.restarts || seconds === 0) break;
  }
  container.endedAt = environment.now;
  container.exitCode = spec.exitCode;
  container.completed.fire();
  if (spec.essential) task.essentialExited(container);
}

/**
 * A container that cannot run: an essential one takes the task with it, without another the task goes on. The first
 * error of the container is what is reported, and `error` if it had none.
 */
export function giveUp(container: TaskContainer, error: string): void {
  const { task } = container;
  container.noteError(error);
  if (container.spec.essential) {
    task.fail(error, container);
    return;
  }
  container.skip();
  task.noteStarted();
  settle(container);
}

/**
 * The task is ready when no container is left that is neither ready nor given up: with `latest`, even if that is one
 * which the task goes on without, as ECS says RUNNING no sooner.
 */
function settle(latest: TaskContainer): void {
  const { task } = latest;
  const running = task.containers.filter((each) => !each.skipped);
  if (running.length === 0 || running.some((each) => Number.isNaN(each.readyAt))) return;
  const last = running.reduce((last, each) => (each.readyAt > last.readyAt ? each : last));
  task.succeed(last, latest.clock);
}
