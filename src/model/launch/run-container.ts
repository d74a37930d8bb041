/**
 * From a created container to a ready one, and its own end. A container that ends by itself (`runs`) counts as ready
 * when it starts, and ends the later for what it reads of an image that is loaded lazily; an essential one takes the
 * task with it, one with a restart policy runs again at once and without a pull (amazon-ecs-agent `task_manager.go`,
 * `handleContainerChange`). The task is ready with the last of its containers.
 */
import type { Body } from '../../kernel/process.js';
import type { Environment } from '../environment.js';
import { endsOfIoError, exit, settle } from './container-end.js';
import { serveFirstRequests } from './first-requests.js';
import { readAndWork } from './read-on-start.js';
import type { TaskContainer } from './task.js';

export { giveUp } from './container-end.js';

export function* runContainer(container: TaskContainer, environment: Environment): Body<void> {
  const { simulation } = environment;
  const { task, spec } = container;
  if (!container.created.fired) container.created.fire();
  container.startedAt = simulation.now;
  container.started.fire();
  task.noteStarted();
  if (spec.runs !== null) simulation.start(endOf(container, environment));
  else {
    const seconds = environment.draw('ready', spec.ready, container.entity);
    const error = yield* readAndWork(container, seconds, environment, () => task.settled.fired);
    if (error !== null) endsOfIoError(container, error, environment);
  }
  if (task.settled.fired || container.skipped) return;
  container.readyAt = simulation.now;
  container.clock.stop(simulation.now);
  container.ready.fire();
  settle(container);
  if (spec.reads.requests !== null) simulation.start(serveFirstRequests(container, environment));
}

/** The second and later lives find the files there that the first has read. */
function* endOf(container: TaskContainer, environment: Environment): Body<void> {
  const { task, spec } = container;
  if (spec.runs === null) return;
  for (let life = 0; ; life++) {
    const seconds = environment.draw('runs', spec.runs, container.entity, life);
    if (life > 0) yield* environment.simulation.delay(seconds);
    else {
      const error = yield* readAndWork(container, seconds, environment, () => task.stopping);
      if (error !== null) return endsOfIoError(container, error, environment);
    }
    if (task.stopping || container.completed.fired) return;
    // One that does not run at all would be restarted without end in no time.
    if (!spec.restarts || seconds === 0) break;
  }
  exit(container, spec.exitCode, environment);
  if (spec.essential) task.essentialExited(container);
}
