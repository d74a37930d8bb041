/**
 * The story of a start, from what its task and containers have kept. It ends where the start does: what a
 * container went on with after the task was ready, had failed or was stopped is not told.
 */
import type { Task, TaskContainer } from './launch/task.js';
import type { ContainerStory, StartStory } from './story.js';

/** The story of a start that is over; its spans are there if its environment kept a journal. */
export function tellStart(task: Task): StartStory {
  const overAt = task.lastClock.closedAt;
  return {
    task: task.name,
    service: task.owner.service,
    capacity: task.owner.capacity,
    host: task.host,
    outcome: task.outcome,
    stopCode: task.stopCode,
    reason: task.cause,
    requestedAt: task.requestedAt,
    createdAt: task.createdAt,
    pullStartedAt: task.pullStartedAt,
    pullStoppedAt: task.pullStoppedAt,
    startedAt: task.startedAt,
    readyAt: task.readyAt,
    stoppedAt: task.stoppedAt,
    firstRequestSeconds: task.firstRequestSeconds,
    slowestRequestSeconds: task.slowestRequestSeconds,
    last: lastOf(task)?.spec.name ?? '',
    spans: task.clock.spansUntil(overAt),
    containers: task.containers.map((container) => tellContainer(container, overAt)),
  };
}

/** The container that the start waited for; of a start without an end, the one that it waited for then, if that had begun. */
function lastOf({ last, lastClock, clock, containers }: Task): TaskContainer | null {
  if (last !== null || lastClock === clock) return last;
  return containers.find((container) => container.clock === lastClock) ?? null;
}

function tellContainer(container: TaskContainer, overAt: number): ContainerStory {
  const { spec, task, clock, readyAt } = container;
  const ran = Number.isNaN(container.startedAt) ? null : container.release;
  return {
    name: spec.name,
    image: container.reference,
    essential: spec.essential,
    decisions: container.decisions,
    manifestAttempts: container.manifestAttempts,
    pullAttempts: container.pullAttempts,
    pullStartedAt: container.pullStartedAt,
    pullStoppedAt: container.pullStoppedAt,
    digestReported: container.digestReported,
    digestRan: ran?.digest ?? null,
    imageIdRan: ran?.imageId ?? null,
    lockWaitSeconds: container.lockWaitSeconds,
    lockHeldBy: container.lockHeldBy,
    slotWaitSeconds: container.slotWaitSeconds,
    startedAt: container.startedAt,
    readyAt,
    stoppedAt: stoppedAt(container),
    exitCode: container.exitCode,
    reason: container.reason,
    snapshotter: container.snapshotter,
    fallback: container.fallback,
    spansFetched: container.spansFetched,
    bytesFetched: container.bytesFetched,
    // A container that never began has its task's clock, whose spans the task tells.
    spans: clock === task.clock ? [] : clock.spansUntil(Number.isNaN(readyAt) ? overAt : readyAt),
    layers: container.layerStories,
  };
}

/** A container that has not ended by itself ends with its task. */
function stoppedAt({ exitCode, endedAt, task }: TaskContainer): number {
  if (exitCode === null) return NaN;
  return Number.isNaN(endedAt) ? task.stoppedAt : endedAt;
}
