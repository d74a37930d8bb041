/**
 * A task on AWS Fargate: a micro host of its own, all images pulled before any container starts, nothing kept from task
 * to task (but for what-ifs). AWS does not publish the pipeline: the runtime is a documented preset, provisioning and
 * after-pull times are measured distributions (fargate-extras.ts), the host is in fargate-host.ts, a pull in
 * fargate-pull.ts. Containers are created in the order of the task definition, those that depend on others later.
 */
import type { Body } from '../../kernel/process.js';
import { all } from '../../kernel/process.js';
import type { Environment } from '../environment.js';
import { awaitDependencies } from './dependencies.js';
import { preparationSeconds, provisionSeconds, sidecarSeconds } from './fargate-extras.js';
import type { MicroHost } from './fargate-host.js';
import { pullOnHost, type DigestListener } from './fargate-pull.js';
import { awaitFetchAhead } from './read-on-start.js';
import { giveUp, runContainer } from './run-container.js';
import type { FargateCapacitySpec } from '../spec.js';
import type { Task, TaskContainer } from './task.js';

/** From a created task until it is ready or has failed; its host is made when it is provisioned. */
export function* startFargateTask(
  task: Task,
  spec: FargateCapacitySpec,
  environment: Environment,
  hostOf: () => MicroHost,
  onDigest: DigestListener,
): Body<void> {
  const { simulation } = environment;
  task.clock.enter('provision', 'fixed', simulation.now);
  yield* simulation.delay(provisionSeconds(task, spec, environment));
  if (task.settled.fired) return;
  const host = hostOf();
  simulation.start(pullThenRun(host, task, onDigest));
  yield* task.settled.wait();
  if (task.outcome === 'started') {
    task.billedPullSeconds = host.machine.cores * (task.readyAt - task.pullStartedAt);
  }
}

/** All images first, then all containers; the first image that cannot be had ends the task. */
function* pullThenRun(host: MicroHost, task: Task, onDigest: DigestListener): Body<void> {
  const { environment, spec } = host;
  const { simulation } = environment;
  task.beginContainers();
  task.pullStartedAt = simulation.now;
  yield* all(task.containers.map((container) => simulation.start(pullOrFail(host, container, onDigest))));
  if (task.settled.fired) return;
  task.pullStoppedAt = simulation.now;
  const preparation = preparationSeconds(task, spec, environment);
  if (preparation > 0) {
    for (const { clock } of task.containers)
      clock.enter('create', 'fixed', simulation.now, 'file systems and Service Connect');
    yield* simulation.delay(preparation);
    if (task.settled.fired) return;
  }
  task.containers.forEach((container, position) => simulation.start(createAndRun(host, container, position)));
}

function* pullOrFail(host: MicroHost, container: TaskContainer, onDigest: DigestListener): Body<void> {
  const { task } = container;
  container.pullStartedAt = host.environment.now;
  const error = yield* pullOnHost(host, container, onDigest);
  container.pullStoppedAt = host.environment.now;
  if (error === null || task.settled.fired) return;
  task.pullStoppedAt = host.environment.now;
  task.fail(error, container);
}

function* createAndRun(
  { environment, spec }: MicroHost,
  container: TaskContainer,
  position: number,
): Body<void> {
  const { task } = container;
  const error = yield* awaitDependencies(container, environment);
  if (task.settled.fired) return;
  if (error !== null) {
    giveUp(container, error);
    return;
  }
  yield* awaitFetchAhead(container, environment);
  container.clock.enter('create', 'fixed', environment.now);
  const own = environment.draw('create', spec.createSeconds, task.entity);
  yield* environment.simulation.delay(own + sidecarSeconds(task, position, spec, environment));
  if (task.settled.fired) return;
  yield* runContainer(container, environment);
}
