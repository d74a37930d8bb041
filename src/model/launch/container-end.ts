/**
 * How a container ends by itself, or never comes to run, and what its task makes of it (amazon-ecs-agent
 * `task_manager.go`, `handleContainerChange`, `handleEventError`).
 */
import type { Environment } from '../environment.js';
import type { TaskContainer } from './task.js';

/**
 * The application ends of an I/O error. One that was not ready is given up; a restart policy does not help, as it asks
 * for a container that has run for some time (Amazon ECS developer guide, "Container restart policies").
 */
export function endsOfIoError(container: TaskContainer, error: string, environment: Environment): void {
  const { task, spec } = container;
  if (task.stopping || container.completed.fired) return;
  container.noteError(error);
  exit(container, 1, environment);
  if (spec.essential) task.essentialExited(container, error);
  else if (!container.ready.fired) giveUp(container, error);
}

/** It has ended by itself, now. */
export function exit(container: TaskContainer, exitCode: number, { now }: Environment): void {
  container.endedAt = now;
  container.exitCode = exitCode;
  container.completed.fire();
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
export function settle(latest: TaskContainer): void {
  const { task } = latest;
  const running = task.containers.filter((each) => !each.skipped);
  if (running.length === 0 || running.some((each) => Number.isNaN(each.readyAt))) return;
  const last = running.reduce((last, each) => (each.readyAt > last.readyAt ? each : last));
  task.succeed(last, latest.clock);
}
