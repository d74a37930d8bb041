/**
 * The pull of one container's image on a micro host: the registry's token, the pull by the platform's runtime, and
 * again after waits that double. How often and after which waits Fargate tries again is not published: parameters.
 * A new release takes the place of what the host had of the container; where that leaves too little room, it goes
 * before the next attempt.
 */
import type { Body } from '../../kernel/process.js';
import { entity } from '../../kernel/random.js';
import { NO_SPACE } from '../pull/blob-fetch.js';
import { platformOf } from '../image/platform-of.js';
import { PullProgress } from '../pull/pull-progress.js';
import type { PullResult, RunningPull } from '../pull/puller.js';
import { requestToken } from '../registry/request-token.js';
import { containerCaller, enterBackoff } from './container-caller.js';
import type { MicroHost } from './fargate-host.js';
import { lazyRefusal } from './lazy-refusal.js';
import { pullAccount, requestsOf } from './open-accounts.js';
import type { Task, TaskContainer } from './task.js';

/** Who is told what a container's reference has resolved to. */
export type DigestListener = (task: Task, container: string, digest: string) => void;

/** Pulls the container's image, with retries. Returns an error or null. */
export function* pullOnHost(
  host: MicroHost,
  container: TaskContainer,
  onDigest: DigestListener,
): Body<string | null> {
  const { environment } = host;
  container.clock.enter('resolve', 'latency', environment.now);
  const refused = yield* askForToken(host, container);
  if (refused !== null) return refused;
  const { fargatePullAttempts, fargatePullRetrySeconds, fargateRetryLongestSeconds } = environment.parameters;
  let wait = fargatePullRetrySeconds;
  for (let attempt = 1; ; attempt++) {
    container.pullAttempts++;
    const { error, refusedBy } = yield* pullOnce(host, container, attempt, onDigest);
    // No container starts before the images of all are there.
    container.clock.enter('wait', 'dependency', environment.now, 'images of the other containers');
    if (error === null) return null;
    const failure = `CannotPullContainerError: ${error}`;
    if (attempt >= fargatePullAttempts) return failure;
    enterBackoff(container, environment.now, 'pull', failure, refusedBy);
    const isOver = yield* container.task.settled.waitFor(Math.min(wait, fargateRetryLongestSeconds));
    if (isOver) return failure;
    if (failure.includes(NO_SPACE)) host.imagesOf(container.spec.name).store.pruneImages();
    wait *= 2;
  }
}

function* askForToken(host: MicroHost, container: TaskContainer): Body<string | null> {
  const { environment, registries } = host;
  const { registry, image } = registries.locate(container.reference);
  if (!registry.needsEcrToken) return null;
  const caller = containerCaller(container, environment, { entity: container.entity, image, stage: 'pull' });
  const route = registries.route(host.tokenOrigin, registry);
  const { accounts } = container.task;
  const account = accounts.open(requestsOf(caller));
  const fault = yield* requestToken(environment, registry, route, caller);
  accounts.close(account);
  return fault === null ? null : 'ResourceInitializationError: unable to pull secrets or registry auth';
}

function* pullOnce(
  host: MicroHost,
  container: TaskContainer,
  attempt: number,
  onDigest: DigestListener,
): Body<PullResult> {
  const { environment, registries, spec } = host;
  const { task } = container;
  const { registry, image } = registries.locate(container.reference);
  const route = registries.route(host.origin, registry);
  const progress = new PullProgress(container.clock, environment);
  const { puller } = host.imagesOf(container.spec.name);
  const { lazyRules: rules, runtime } = spec;
  const refusal = lazyRefusal(container, { rules, facts: spec, registries, lazy: runtime.lazy });
  const pull = puller.begin({
    registry,
    route,
    image,
    reference: container.reference,
    attempt,
    anew: false,
    platform: platformOf(spec.operatingSystem, spec.architecture),
    entity: entity(`${task.name}/${container.spec.name}/${attempt}`),
    progress,
    lazyRefusal: refusal,
    reads: container.spec.reads,
  });
  const account = task.accounts.open(pullAccount(pull, route));
  environment.simulation.start(endWithTask(task, pull));
  yield* pull.ended.wait();
  task.accounts.close(account);
  const result = pull.result!;
  container.slotWaitSeconds += progress.slotWaitSeconds;
  if (environment.journal) container.layerStories = [...container.layerStories, ...progress.layers];
  container.layersPulled += result.layersPulled;
  if (result.local === null) return result;
  const { release } = result.local;
  container.layersReused = result.layersReused;
  container.snapshotter = result.snapshotter;
  // A platform without lazy loading has its reason, too; an image that a host has kept was not pulled at all.
  const whyWhole = runtime.lazy === null ? refusal : result.fallback;
  container.fallback = result.layersPulled === 0 ? '' : whyWhole;
  container.mount = result.mount;
  container.release = release;
  container.digestReported = release.digest;
  onDigest(task, container.spec.name, release.digest);
  host.pulled(container.spec.name, release);
  return result;
}

/** The host's work for a task ends with its start, and what is under way with it. */
function* endWithTask({ settled }: Task, pull: RunningPull): Body<void> {
  yield* settled.wait();
  pull.cancel('the task has stopped');
}
