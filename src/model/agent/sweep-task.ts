/**
 * The sweep of a stopped task: until then its containers, though stopped, keep their images in use. Rules:
 * amazon-ecs-agent `task_manager.go`, `cleanupTask`, `docker_task_engine.go`, `sweepTask` (1.105.1): the cleanup wait
 * plus a jitter drawn for each task, then for each container its removal, then its reference. An agent that is down
 * then sweeps when it is up again; one that has lost its state sweeps nothing. ECS is taken to have acknowledged the
 * stop by then, and the removal of a container to take no time.
 */
import type { Body } from '../../kernel/process.js';
import type { Task } from '../launch/task.js';
import type { EcsAgent } from './ecs-agent.js';

/** Begins when the task has stopped. */
export function* sweepTask(agent: EcsAgent, task: Task): Body<void> {
  const { environment, images, instance, settings } = agent;
  for (const { localContainer } of task.containers) {
    if (localContainer !== null) localContainer.finishedAt = environment.now;
  }
  agent.unusedImages?.look();
  const most = Math.max(0, settings.taskCleanupWaitJitterSeconds);
  const jitter = most * environment.extra('sweep', task.entity);
  yield* environment.simulation.delay(settings.taskCleanupWaitSeconds + jitter);
  yield* agent.whenUp();
  if (!agent.tasks.delete(task)) return;
  for (const container of task.containers) {
    if (container.localContainer !== null) instance.store.removeContainer(container.localContainer);
    container.localContainer = null;
    if (container.imageReferenced === null) continue;
    yield* images.whenFree();
    images.dropReference(container.imageReferenced, container.spec.name, environment.now);
    container.imageReferenced = null;
  }
}
