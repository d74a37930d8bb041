/**
 * Health checks of containers, as far as a start depends on them: an essential container that is not ready in time is
 * unhealthy, and the service stops its task and asks for another one. A service ignores that for its grace period,
 * which runs from the instant at which the task is RUNNING. Nobody stops a task outside a service for its health.
 * A task that has been RUNNING does not make its service pause, so an unhealthy start is repeated without end.
 * Left out: containers that become unhealthy later, health of load balancers, and that a service may start the
 * replacement before it stops the task. Sources: Amazon ECS API reference, `HealthCheck` and
 * `healthCheckGracePeriodSeconds`; developer guide, "Service throttle logic" (read 2026-11-21).
 */
import type { Body } from '../../kernel/process.js';
import type { Environment } from '../environment.js';
import type { Task, TaskContainer } from './task.js';

/** Has tasks of services stopped that do not become healthy in time. */
export function watchHealth(task: Task, environment: Environment): void {
  const { healthGraceSeconds } = task.owner;
  if (healthGraceSeconds === undefined) return;
  for (const container of task.containers) {
    const { essential, healthSeconds } = container.spec;
    if (!essential || healthSeconds === null) continue;
    environment.simulation.start(watch(container, healthSeconds, healthGraceSeconds, environment));
  }
}

function* watch(
  container: TaskContainer,
  healthSeconds: number,
  graceSeconds: number,
  environment: Environment,
): Body<void> {
  const { task } = container;
  yield* task.running.wait();
  if (container.skipped) return;
  const deadline = Math.max(container.startedAt + healthSeconds, task.startedAt + graceSeconds);
  const isOver = yield* task.settled.waitFor(Math.max(0, deadline - environment.now));
  if (!isOver && !container.ready.fired) task.unhealthy(container, deadline - container.startedAt);
}
