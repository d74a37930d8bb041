/**
 * Stage 2 of a container: pull its image, or decide not to (MANIFEST_PULLED → PULLED).
 * Rules: amazon-ecs-agent `docker_task_engine.go`, `pullContainer`, `concurrentPull`,
 * `pullAndUpdateContainerReference`: the pull/delete lock is held for the whole pull; the pull starts
 * when the lock is held, and stops with the last attempt; a cache hit takes no lock and leaves no
 * instants; a digest that stage 1 resolved is pulled by digest and tagged locally afterwards. A stop does not end the
 * pull: it keeps the lock, and its container refers to the image when it is done.
 */
import type { Body } from '../../kernel/process.js';
import type { ReadWriteLock } from '../../kernel/rw-lock.js';
import { parseReference } from '../image/reference.js';
import type { TaskContainer } from '../launch/task.js';
import { booksFree, decide } from './decide.js';
import type { EcsAgent } from './ecs-agent.js';
import { pullAttempts } from './pull-attempts.js';
import { isPulledOnDisk, pulledReference } from './pulled-reference.js';

/** Returns an error (`Name: message`), or null. */
export function* pullStage(agent: EcsAgent, container: TaskContainer): Body<string | null> {
  const { environment, incarnation } = agent;
  container.clock.enter('resolve', 'fixed', environment.now);
  const decision = yield* decide(agent, container, 'pull');
  if (!decision.pull) {
    if (agent.usesCachedImages) tagLocally(agent, container);
    yield* addReference(agent, container, incarnation);
    container.layersReused = container.release?.layers.length ?? 0;
    return null;
  }
  const lock = yield* takeLock(agent, container);
  // A pull of an agent process that has ended meanwhile: the next one does the stage anew.
  const ownProcess = agent.incarnation === incarnation;
  const error = ownProcess ? yield* pullAndNote(agent, container, decision.anew ?? false) : null;
  agent.pulling.delete(container);
  if (agent.rules.concurrentPulls) lock.readUnlock();
  else lock.writeUnlock();
  // What has come for a task that is gone is used by nobody.
  if (!Number.isNaN(container.task.stoppedAt)) agent.unusedImages?.look();
  return error;
}

/** The pull with its instants, while the lock is held. */
function* pullAndNote(agent: EcsAgent, container: TaskContainer, anew: boolean): Body<string | null> {
  const { environment } = agent;
  const { task } = container;
  if (Number.isNaN(task.pullStartedAt)) task.pullStartedAt = environment.now;
  if (Number.isNaN(container.pullStartedAt)) container.pullStartedAt = environment.now;
  agent.pullsInFlight++;
  const error = yield* pullWhileLocked(agent, container, anew);
  agent.pullsInFlight--;
  task.pullStoppedAt = environment.now;
  container.pullStoppedAt = environment.now;
  return error;
}

/** Waits for the pull/delete lock; who holds it is noted when the wait begins. */
function* takeLock(agent: EcsAgent, container: TaskContainer): Body<ReadWriteLock> {
  const { environment, pullDeleteLock, rules } = agent;
  const askedAt = environment.now;
  const heldBy = lockHeldBy(agent);
  container.clock.enter('wait', 'lock', askedAt, heldBy);
  if (rules.concurrentPulls) yield* pullDeleteLock.readLock();
  else yield* pullDeleteLock.writeLock();
  agent.pulling.add(container);
  if (environment.now > askedAt) {
    container.lockWaitSeconds += environment.now - askedAt;
    container.lockHeldBy = heldBy;
  }
  return pullDeleteLock;
}

/** Who keeps a pull out that asks for the lock now; '' when nobody does. */
export function lockHeldBy({ pullDeleteLock, pulling, rules }: EcsAgent): string {
  const [first] = pulling;
  const puller = first === undefined ? '' : `the pull of ${first.task.name}/${first.spec.name}`;
  if (!rules.concurrentPulls) return puller;
  if (pullDeleteLock.writing) return 'image cleanup';
  return pullDeleteLock.waitingWriters > 0 ? `image cleanup, which waits for ${puller}` : '';
}

function* pullWhileLocked(agent: EcsAgent, container: TaskContainer, anew: boolean): Body<string | null> {
  const { environment, incarnation, pullsUpfront } = agent;
  // Stopped by its service, or by another of its containers that has failed.
  if (container.task.stopping) return 'TaskStoppedBeforePullBeginError: task stopped';
  let error = yield* pullAttempts(agent, container, anew);
  if (error === null) {
    error = tagLocally(agent, container);
    const { imageTag } = environment.parameters;
    container.clock.enter('create', 'fixed', environment.now);
    yield* environment.simulation.delay(environment.draw('tag', imageTag, container.entity));
  }
  if (agent.incarnation !== incarnation) return error;
  if (container.task.stopping && !environment.assumes('pull-outlives-stop')) return error;
  // Images pulled upfront: a pull that failed leaves no reference to another image than it was to bring.
  const other = error !== null && pullsUpfront && agent.behavior !== 'always';
  if (other && !isPulledOnDisk(agent, container)) return error;
  yield* addReference(agent, container, incarnation, error === null);
  if (error === null) agent.images.flagPulled(container.reference);
  return error;
}

/** A pull by a digest that the reference does not hold is tagged, so that create finds it. */
function tagLocally(agent: EcsAgent, container: TaskContainer): string | null {
  const pulled = pulledReference(container);
  if (pulled === container.reference) return null;
  const { store } = agent.instance;
  const local = store.inspect(pulled);
  if (local === undefined) return `CannotPullContainerError: failed to tag ${pulled}`;
  const tagged = store.inspect(container.reference)?.release;
  const newer = tagged !== undefined && tagged.number > local.release.number;
  if (newer && !agent.environment.assumes('late-tag')) return null;
  store.tag(local, container.reference);
  return null;
}

/**
 * The agent records what the reference names locally now, if anything, once no cleanup cycle is under way. A container
 * without a digest gets that of the image.
 */
function* addReference(
  agent: EcsAgent,
  container: TaskContainer,
  incarnation: number,
  pulled = false,
): Body<void> {
  const local = agent.instance.store.inspect(container.reference);
  if (local === undefined) return;
  yield* booksFree(agent, container);
  if (agent.incarnation !== incarnation) return;
  const { imageId, uncompressedBytes } = local.release;
  const user = { task: container.task.name, container: container.spec.name };
  agent.images.addReference(imageId, container.reference, uncompressedBytes, agent.environment.now, user);
  container.imageReferenced = imageId;
  if (Number.isNaN(container.task.stoppedAt)) agent.unusedImages?.use(imageId);
  container.release = local.release;
  if (container.digestReported === null) adoptDigest(agent, container, local.repoDigests, pulled);
}

/** What was pulled by its tag has a digest now; ECS is told, unless the image is an old one that the pull did not bring. */
function adoptDigest(
  agent: EcsAgent,
  container: TaskContainer,
  repoDigests: ReadonlySet<string>,
  pulled: boolean,
): void {
  const start = container.reference.split(':')[0]!;
  const found = [...repoDigests].find((repoDigest) => repoDigest.startsWith(start));
  if (found === undefined || !agent.rules.reportsDigest) return;
  container.digestReported = parseReference(found).digest;
  if (pulled && container.digestReported !== null) {
    agent.onDigest(container.task, container.spec.name, container.digestReported);
  }
}
