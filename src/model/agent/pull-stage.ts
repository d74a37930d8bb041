/**
 * Stage 2 of a container: pull its image, or decide not to (MANIFEST_PULLED → PULLED).
 * Rules: amazon-ecs-agent `docker_task_engine.go`, `pullContainer`, `concurrentPull`,
 * `pullAndUpdateContainerReference`: the pull/delete lock is held for the whole pull; the pull starts
 * when the lock is held, and stops with the last attempt; a cache hit takes no lock and leaves no
 * instants; a digest that stage 1 resolved is pulled by digest and tagged locally afterwards.
 */
import type { Body } from '../../kernel/process.js';
import { entity } from '../../kernel/random.js';
import { parseReference, repoDigest } from '../image/reference.js';
import type { Task, TaskContainer } from '../launch/task.js';
import { PullProgress } from '../pull/pull-progress.js';
import type { PullResult } from '../pull/puller.js';
import type { Route } from '../network/route.js';
import type { Caller, Registry } from '../registry/registry.js';
import { decide } from './decide.js';
import type { EcsAgent } from './ecs-agent.js';
import { PULL_ATTEMPTS } from './retry-ramp.js';

/** Returns an error (`Name: message`), or null. */
export function* pullStage(agent: EcsAgent, container: TaskContainer): Body<string | null> {
  const { environment } = agent;
  container.clock.enter('resolve', 'fixed', environment.now);
  const decision = yield* decide(agent, container);
  if (!decision.pull) {
    yield* addReference(agent, container);
    container.layersReused = container.release?.layers.length ?? 0;
    return null;
  }
  container.clock.enter('wait', 'lock', environment.now);
  const lock = agent.pullDeleteLock;
  yield* lock.readLock();
  const { task } = container;
  if (Number.isNaN(task.pullStartedAt)) task.pullStartedAt = environment.now;
  agent.pullsInFlight++;
  const error = yield* pullWhileLocked(agent, container);
  agent.pullsInFlight--;
  task.pullStoppedAt = environment.now;
  lock.readUnlock();
  return error;
}

function* pullWhileLocked(agent: EcsAgent, container: TaskContainer): Body<string | null> {
  const { environment } = agent;
  // Stopped by its service, or by another of its containers that has failed.
  if (container.task.settled.fired) return 'TaskStoppedBeforePullBeginError: task stopped';
  const error = yield* attempts(agent, container);
  if (error === null) {
    const tagError = tagLocally(agent, container);
    const { imageTag } = environment.parameters;
    container.clock.enter('create', 'fixed', environment.now);
    yield* environment.simulation.delay(environment.draw('tag', imageTag, container.entity));
    if (tagError !== null) return tagError;
  }
  yield* addReference(agent, container);
  if (error === null) agent.images.flagPulled(container.reference);
  return error;
}

function* attempts(agent: EcsAgent, container: TaskContainer): Body<string | null> {
  const { environment, registries, instance, settings } = agent;
  const { registry, image } = registries.locate(container.reference);
  const route = registries.route(instance.spec.region, registry);
  const deadline = environment.now + settings.imagePullTimeoutSeconds;
  const caller: Caller = {
    entity: entity(`${container.task.name}/${container.spec.name}/pull`),
    requests: 0,
    draws: 0,
    image,
    stage: 'pull',
    attempt: 1,
    unanswered: () => container.clock.enter('resolve', 'timeout', environment.now),
  };
  for (let attempt = 1; ; attempt++) {
    caller.attempt = attempt;
    const error = yield* attemptOnce(agent, container, { registry, image, route, caller, attempt });
    if (error === null || error.startsWith('CannotPullECR')) return error;
    if (attempt === PULL_ATTEMPTS) return error;
    container.clock.enter('wait', 'backoff', environment.now);
    yield* environment.simulation.delay(
      agent.pullRamp.next(environment.uniform('pull back-off', container.entity, attempt)),
    );
    if (environment.now >= deadline) return 'DockerTimeoutError: Could not transition to pulled; timed out';
  }
}

interface Attempt {
  readonly registry: Registry;
  readonly image: string;
  readonly route: Route;
  readonly caller: Caller;
  readonly attempt: number;
}

function* attemptOnce(agent: EcsAgent, container: TaskContainer, attempt: Attempt): Body<string | null> {
  const { registry, route, caller } = attempt;
  const { task } = container;
  container.clock.enter('resolve', 'latency', agent.environment.now);
  const before = caller.requests;
  const authorized = yield* agent.tokens.ensure(registry, route, caller);
  task.requests += caller.requests - before;
  if (!authorized) return 'CannotPullECRContainerError: unable to get registry authorization';
  const result = yield* agent.instance.puller.pull({
    registry,
    route,
    image: attempt.image,
    reference: pulledReference(container),
    attempt: attempt.attempt,
    anew: false,
    platform: agent.instance.platform,
    entity: entity(`${task.name}/${container.spec.name}/${attempt.attempt}`),
    progress: new PullProgress(container.clock, agent.environment),
  });
  book(task, container, route, result);
  return result.error === null ? null : `CannotPullContainerError: ${result.error}`;
}

/** What is asked for: by digest where stage 1 found one, else the string as given. */
export function pulledReference(container: TaskContainer): string {
  const { name, digest } = parseReference(container.reference);
  if (digest !== null || container.digestReported === null) return container.reference;
  return repoDigest(name, container.digestReported);
}

function book(task: Task, container: TaskContainer, route: Route, result: PullResult): void {
  task.requests += result.requests;
  task.bytes += result.downloadedBytes;
  if (route.crossRegion) task.crossRegionBytes += result.downloadedBytes;
  container.layersPulled += result.layersPulled;
  container.layersReused = result.layersReused;
}

/** A pull by a digest that the reference does not hold is tagged, so that create finds it. */
function tagLocally(agent: EcsAgent, container: TaskContainer): string | null {
  const pulled = pulledReference(container);
  if (pulled === container.reference) return null;
  const { store } = agent.instance;
  const local = store.inspect(pulled);
  if (local === undefined) return `CannotPullContainerError: failed to tag ${pulled}`;
  store.tag(local, container.reference);
  return null;
}

/** The agent records what the reference names locally now, if anything, once no cleanup cycle is under way. */
function* addReference(agent: EcsAgent, container: TaskContainer): Body<void> {
  const local = agent.instance.store.inspect(container.reference);
  if (local === undefined) return;
  yield* agent.images.whenFree();
  const { imageId, uncompressedBytes } = local.release;
  const user = { task: container.task.name, container: container.spec.name };
  agent.images.addReference(imageId, container.reference, uncompressedBytes, agent.environment.now, user);
  container.imageReferenced = imageId;
  container.release = local.release;
}
