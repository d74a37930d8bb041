/**
 * One container from its first transition until it is ready: manifest, pull, create, start. Each
 * container goes by itself; only `dependsOn` makes one wait for another: the manifest stage never
 * does, the pull does unless `ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT` is set, create always does.
 * Source: amazon-ecs-agent `task_manager.go` (`handleEventError`), `dependencygraph/graph.go`.
 */
import type { Body } from '../../kernel/process.js';
import type { TaskContainer } from '../launch/task.js';
import { awaitDependencies } from '../launch/dependencies.js';
import { DEPENDENCY_NEVER_STARTS, giveUp, runContainer } from '../launch/run-container.js';
import type { EcsAgent } from './ecs-agent.js';
import { manifestStage } from './manifest-stage.js';
import { pulledReference, pullStage } from './pull-stage.js';

export function* containerLife(agent: EcsAgent, container: TaskContainer): Body<void> {
  const { task } = container;
  const manifestError = yield* manifestStage(agent, container);
  if (task.settled.fired) return;
  if (manifestError !== null && stopsAfterManifest(agent, container, manifestError)) return;
  const upfront = agent.settings.pullDependentContainersUpfront;
  if (!upfront && !(yield* dependenciesHold(agent, container))) return;
  const pullError = yield* pullStage(agent, container);
  if (task.settled.fired) return;
  if (pullError !== null && stopsAfterPull(agent, container, pullError)) return;
  if (pullError !== null) fallBack(agent, container);
  if (upfront && !(yield* dependenciesHold(agent, container))) return;
  yield* create(agent, container, manifestError ?? pullError);
}

/** Waits for what the container depends on; false when it cannot go on. */
function* dependenciesHold(agent: EcsAgent, container: TaskContainer): Body<boolean> {
  const hold = yield* awaitDependencies(container, agent.environment);
  if (container.task.settled.fired) return false;
  if (!hold) giveUp(container, DEPENDENCY_NEVER_STARTS);
  return hold;
}

function stopsAfterManifest(agent: EcsAgent, container: TaskContainer, error: string): boolean {
  const behavior = agent.settings.pullBehavior;
  const decision = agent.policy.afterManifestFailure({ behavior, error });
  if (decision.then === 'stop') container.task.fail(error, container);
  return decision.then === 'stop';
}

function stopsAfterPull(agent: EcsAgent, container: TaskContainer, error: string): boolean {
  const decision = agent.policy.afterPullFailure({
    behavior: agent.settings.pullBehavior,
    error,
    essential: container.spec.essential,
    pullDependentContainersUpfront: agent.settings.pullDependentContainersUpfront,
    pulledReferenceOnDisk: agent.instance.store.inspect(pulledReference(container)) !== undefined,
  });
  if (decision.then === 'stop') container.task.fail(error, container);
  return decision.then === 'stop';
}

/** After a pull that failed for good, whatever the reference names locally is the image, and all of it is there. */
function fallBack(agent: EcsAgent, container: TaskContainer): void {
  const local = agent.instance.store.inspect(container.reference);
  container.layersReused = local?.release.layers.length ?? 0;
}

/** Create goes by the reference as written, never by the digest: it runs whatever the local tag names. */
function* create(agent: EcsAgent, container: TaskContainer, earlierError: string | null): Body<void> {
  const { environment, instance } = agent;
  const { task } = container;
  const local = instance.store.inspect(container.reference);
  if (local === undefined) {
    // The first error of a container is the one that is reported.
    giveUp(container, earlierError ?? `CannotCreateContainerError: No such image: ${container.reference}`);
    return;
  }
  container.release = local.release;
  container.localContainer = instance.store.createContainer(local, `${task.name}/${container.spec.name}`);
  container.clock.enter('create', 'fixed', environment.now);
  const cost = environment.parameters.containerCreate;
  yield* environment.simulation.delay(environment.draw('create', cost, container.entity));
  if (task.settled.fired) return;
  yield* runContainer(container, environment);
}
