/**
 * A task on AWS Fargate (Linux, platform 1.4.0): a micro host of its own, nothing cached, all images
 * pulled before any container starts. AWS does not publish the pipeline: the runtime is a documented
 * preset, provisioning and after-pull times are measured distributions, cores are the task's vCPU.
 * Tasks are spread over zones by a hash of their name, in equal shares only on average.
 * Each container pulls into a store of its own: no reuse between tasks, nor within one. How often and after which
 * waits a pull is tried again are parameters.
 */
import type { Body } from '../../kernel/process.js';
import { all } from '../../kernel/process.js';
import { entity } from '../../kernel/random.js';
import type { Environment } from '../environment.js';
import { Disk } from '../host/disk.js';
import { ImageStore } from '../host/image-store.js';
import { Machine } from '../host/machine.js';
import type { Origin } from '../network/origin.js';
import { PullProgress } from '../pull/pull-progress.js';
import { Puller, type PullResult, type RunningPull } from '../pull/puller.js';
import type { Registries } from '../registry/registries.js';
import { requestToken } from '../registry/request-token.js';
import type { FargateCapacitySpec } from '../spec.js';
import { awaitDependencies } from './dependencies.js';
import { containerCaller, enterBackoff } from './container-caller.js';
import { giveUp, runContainer } from './run-container.js';
import type { Task, TaskContainer } from './task.js';

/** What the containers of one task share. */
interface MicroHost {
  readonly environment: Environment;
  readonly registries: Registries;
  readonly spec: FargateCapacitySpec;
  readonly origin: Origin;
  readonly machine: Machine;
  readonly disk: Disk;
  readonly onDigest: (task: Task, container: string, digest: string) => void;
}

/** From a created task until it is ready or has failed. */
export function* startFargateTask(
  task: Task,
  spec: FargateCapacitySpec,
  registries: Registries,
  environment: Environment,
  onDigest: MicroHost['onDigest'],
): Body<void> {
  const { simulation } = environment;
  task.clock.enter('provision', 'fixed', simulation.now);
  yield* simulation.delay(environment.draw('provision', spec.provisionSeconds, task.entity));
  if (task.settled.fired) return;
  const host = makeMicroHost(task, spec, registries, environment, onDigest);
  simulation.start(pullThenRun(host, task));
  yield* task.settled.wait();
  if (task.outcome === 'started') {
    task.billedPullSeconds = host.machine.cores * (task.readyAt - task.pullStartedAt);
  }
}

/** All images first, then all containers; the first image that cannot be had ends the task. */
function* pullThenRun(host: MicroHost, task: Task): Body<void> {
  const { simulation } = host.environment;
  task.beginContainers();
  task.pullStartedAt = simulation.now;
  yield* all(task.containers.map((container) => simulation.start(pullOrFail(host, container))));
  if (task.settled.fired) return;
  task.pullStoppedAt = simulation.now;
  for (const container of task.containers) simulation.start(createAndRun(host, container));
}

function* pullOrFail(host: MicroHost, container: TaskContainer): Body<void> {
  const { task } = container;
  container.pullStartedAt = host.environment.now;
  const error = yield* pull(host, container);
  container.pullStoppedAt = host.environment.now;
  if (error === null || task.settled.fired) return;
  task.pullStoppedAt = host.environment.now;
  task.fail(error, container);
}

function makeMicroHost(
  task: Task,
  spec: FargateCapacitySpec,
  registries: Registries,
  environment: Environment,
  onDigest: MicroHost['onDigest'],
): MicroHost {
  const { cpuUnits, memoryMiB } = task.definition;
  const rates =
    spec.rates.find((each) => each.cpuUnits === cpuUnits && each.memoryMiB === memoryMiB) ?? spec.rates[0]!;
  const cores = cpuUnits / 1024;
  const machine = new Machine(environment.fluid, task.name, { ...rates, cores });
  const disk = new Disk(task.definition.ephemeralStorageBytes, 0);
  const origin = {
    region: spec.region,
    network: spec.network,
    ordinal: task.entity.low >>> 0,
    name: task.name,
  };
  return { environment, registries, spec, origin, machine, disk, onDigest };
}

/** Pulls one container's image, with retries. Returns an error or null. */
function* pull(host: MicroHost, container: TaskContainer): Body<string | null> {
  const { environment, registries, spec } = host;
  const { registry, image } = registries.locate(container.reference);
  const route = registries.route(host.origin, registry);
  const caller = containerCaller(container, environment, { entity: container.entity, image, stage: 'pull' });
  container.clock.enter('resolve', 'latency', environment.now);
  if (registry.needsEcrToken) {
    const fault = yield* requestToken(environment, registry, route, caller);
    container.task.requests += caller.requests;
    container.task.throttled += caller.throttled;
    if (fault !== null) return 'ResourceInitializationError: unable to pull secrets or registry auth';
  }
  const puller = new Puller(environment, host.machine, new ImageStore(host.disk), spec.runtime);
  const { fargatePullAttempts, fargatePullRetrySeconds, fargateRetryLongestSeconds } = environment.parameters;
  let wait = fargatePullRetrySeconds;
  for (let attempt = 1; ; attempt++) {
    container.pullAttempts++;
    const { error, refusedBy } = yield* pullOnce(host, container, puller, attempt);
    // No container starts before the images of all are there.
    container.clock.enter('wait', 'dependency', environment.now, 'images of the other containers');
    if (error === null) return null;
    const failure = `CannotPullContainerError: ${error}`;
    if (attempt >= fargatePullAttempts) return failure;
    enterBackoff(container, environment.now, 'pull', failure, refusedBy);
    const isOver = yield* container.task.settled.waitFor(Math.min(wait, fargateRetryLongestSeconds));
    if (isOver) return failure;
    wait *= 2;
  }
}

function* pullOnce(
  host: MicroHost,
  container: TaskContainer,
  puller: Puller,
  attempt: number,
): Body<PullResult> {
  const { environment, registries, spec } = host;
  const { registry, image } = registries.locate(container.reference);
  const route = registries.route(host.origin, registry);
  const progress = new PullProgress(container.clock, environment);
  const pull = puller.begin({
    registry,
    route,
    image,
    reference: container.reference,
    attempt,
    anew: false,
    platform: spec.architecture === 'ARM64' ? 'linux/arm64' : 'linux/amd64',
    entity: entity(`${container.task.name}/${container.spec.name}/${attempt}`),
    progress,
    lazyRefusal: '',
    reads: container.spec.reads,
  });
  const { task } = container;
  environment.simulation.start(endWithTask(task, pull));
  yield* pull.ended.wait();
  const result = pull.result!;
  container.slotWaitSeconds += progress.slotWaitSeconds;
  if (environment.journal) container.layerStories = [...container.layerStories, ...progress.layers];
  task.requests += result.requests;
  task.throttled += result.throttled;
  task.bookBytes(result, route.crossRegion);
  container.layersPulled += result.layersPulled;
  if (result.local === null) return result;
  container.release = result.local.release;
  container.digestReported = result.local.release.digest;
  host.onDigest(task, container.spec.name, result.local.release.digest);
  return result;
}

/** The micro host goes with its task, and what it pulls with it. */
function* endWithTask({ settled }: Task, pull: RunningPull): Body<void> {
  yield* settled.wait();
  pull.cancel('the task has stopped');
}

function* createAndRun(host: MicroHost, container: TaskContainer): Body<void> {
  const { environment, spec } = host;
  const error = yield* awaitDependencies(container, environment);
  if (container.task.settled.fired) return;
  if (error !== null) {
    giveUp(container, error);
    return;
  }
  container.clock.enter('create', 'fixed', environment.now);
  yield* environment.simulation.delay(environment.draw('create', spec.createSeconds, container.task.entity));
  if (container.task.settled.fired) return;
  yield* runContainer(container, environment);
}
