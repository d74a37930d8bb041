/**
 * Stages 3 and 4 of a container: create and start (PULLED → CREATED → RUNNING). Create goes by the reference as
 * written, never by the digest, so it runs whatever the local tag names now. Both calls have a time-out and no second
 * try; a start that timed out is followed by a forced stop. What Docker writes at create waits for the volume, and a
 * container that starts reads its image, which is slow where blocks still come from a snapshot.
 * Rules: amazon-ecs-agent `docker_task_engine.go`, `createContainer`, `startContainer`; `task.go`, `dockerConfig`;
 * `task_manager.go`, `handleEventError`.
 */
import type { Body } from '../../kernel/process.js';
import type { LocalImage } from '../host/local-image.js';
import type { TaskContainer } from '../launch/task.js';
import { awaitFetchAhead } from '../launch/read-on-start.js';
import { giveUp, runContainer } from '../launch/run-container.js';
import type { EcsAgent } from './ecs-agent.js';
import { pulledReference } from './pulled-reference.js';
import { dockerTimeout, within } from './within.js';

/** Creates the container; false when that failed, or its task was stopped. */
export function* createStage(agent: EcsAgent, container: TaskContainer): Body<boolean> {
  const { environment, instance, settings } = agent;
  const { task } = container;
  const local = imageOf(agent, container);
  if (local === undefined) {
    giveUp(container, `CannotCreateContainerError: No such image: ${container.reference}`);
    return false;
  }
  container.release = local.release;
  container.mount = instance.puller.mountOf(local.release.imageId);
  container.snapshotter = instance.puller.snapshotterOf(local.release.imageId);
  container.fallback = instance.puller.fallbackOf(local.release.imageId);
  container.localContainer = instance.store.createContainer(local, `${task.name}/${container.spec.name}`);
  const timeout = settings.containerCreateTimeoutSeconds;
  const created = yield* within(environment.simulation, create(agent, container), timeout);
  if (task.settled.fired) return false;
  if (created === null) giveUp(container, dockerTimeout('created', timeout));
  else container.created.fire();
  return created !== null;
}

/** Starts it and waits until it is ready. */
export function* startStage(agent: EcsAgent, container: TaskContainer, begun: () => void): Body<void> {
  const { environment, settings } = agent;
  const timeout = settings.containerStartTimeoutSeconds;
  const started = yield* within(environment.simulation, firstRead(agent, container), timeout);
  begun();
  if (container.task.settled.fired) return;
  if (started === null) giveUp(container, dockerTimeout('started', timeout));
  else yield* runContainer(container, environment);
}

/** What the reference names locally; its digest is looked for only where creating by tag is taken not to happen. */
function imageOf({ environment, instance }: EcsAgent, container: TaskContainer): LocalImage | undefined {
  const { store } = instance;
  const pulled = environment.assumes('create-by-tag') ? undefined : store.inspect(pulledReference(container));
  return pulled ?? store.inspect(container.reference);
}

function* create({ environment, instance }: EcsAgent, container: TaskContainer): Body<true> {
  const { containerCreate, windowsContainerCreate, createFlushShare } = environment.parameters;
  const isWindows = instance.spec.operatingSystem === 'WINDOWS';
  const seconds = isWindows ? windowsContainerCreate : containerCreate;
  yield* awaitFetchAhead(container, environment);
  container.clock.enter('create', 'disk', environment.now);
  yield* instance.machine.flush(createFlushShare);
  container.clock.enter('create', 'fixed', environment.now);
  yield* environment.simulation.delay(environment.draw('create', seconds, container.entity));
  return true;
}

function* firstRead({ environment, instance }: EcsAgent, container: TaskContainer): Body<true> {
  const { release, clock } = container;
  clock.enter('create', 'snapshot', environment.now);
  if (release !== null) {
    yield* instance.machine.readFromSnapshot(release, environment.parameters.startReadShare);
  }
  return true;
}
