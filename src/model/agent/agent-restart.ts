/**
 * What an end of the agent process, or of its host, leaves of its books. Rules: amazon-ecs-agent `agent/app/agent.go`,
 * `newTaskEngine`, `docker_task_engine.go`, `synchronizeContainerStatus` (1.105.1): with checkpoints the image states are
 * read again and references are made anew for containers that exist, each taking its name along; a container whose image
 * was pulled but that was not created yet gets none. Without checkpoints, or under another instance ID (a data volume
 * that a new host has), nothing is known: all images are untracked and all containers unknown, and nobody sweeps the
 * tasks that made them. Tasks are looked at in an order of chance (as Go goes through a map), and without jitter in the
 * order in which they came.
 */
import type { Body } from '../../kernel/process.js';
import { Signal } from '../../kernel/signal.js';
import type { Task } from '../launch/task.js';
import type { EcsAgent } from './ecs-agent.js';
import { startCleanup } from './image-cleanup.js';

/** The agent process stops and runs again `forSeconds` later; one that is down already stays down for its time. */
export function* restartAgent(agent: EcsAgent, forSeconds: number): Body<void> {
  const { environment } = agent;
  if (agent.down !== null) return;
  const runs = new Signal(environment.simulation);
  agent.down = runs;
  agent.incarnation++;
  agent.dropRequests();
  yield* environment.simulation.delay(forSeconds);
  if (agent.down !== runs) return;
  agent.forgetMemory();
  if (agent.settings.checkpoint) restoreReferences(agent, inOrderOfChance(agent));
  else forgetState(agent);
  agent.down = null;
  runs.fire();
  startCleanup(agent);
}

/** References of the containers that exist, task by task: who comes last has the name. */
export function restoreReferences(agent: EcsAgent, tasks: Iterable<Task>): void {
  const { images, instance, environment } = agent;
  const moveNames = environment.assumes('restart-moves-names');
  images.loseReferences();
  for (const task of tasks) {
    for (const { localContainer, imageReferenced, reference, spec } of task.containers) {
      const imageId = imageReferenced ?? instance.store.inspect(reference)?.release.imageId;
      if (localContainer === null || imageId === undefined) continue;
      images.restoreReference(imageId, reference, { task: task.name, container: spec.name }, moveNames);
    }
  }
}

/** The host has ended: its agent does nothing more, and sweeps nothing. One that was down will not run again: who waits for it is let go. */
export function endAgent(agent: EcsAgent): void {
  const { down } = agent;
  agent.down = null;
  agent.incarnation++;
  agent.dropRequests();
  agent.unusedImages?.stop();
  forgetState(agent);
  down?.fire();
}

/** The data volume of a host that ended at `endedAt` is attached to another one, which has no images yet. */
export function adoptVolume(agent: EcsAgent, former: EcsAgent, endedAt: number): void {
  endAgent(former);
  agent.instance.store.takeOver(former.instance.store, endedAt);
}

function forgetState(agent: EcsAgent): void {
  agent.images.reset();
  agent.tasks.clear();
}

function inOrderOfChance({ tasks, environment, incarnation }: EcsAgent): readonly Task[] {
  return [...tasks]
    .map((task) => ({ task, draw: environment.uniform('synchronise', task.entity, incarnation) }))
    .sort((a, b) => a.draw - b.draw)
    .map(({ task }) => task);
}
