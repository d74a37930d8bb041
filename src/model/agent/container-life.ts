/**
 * One container from its first transition until it is ready: manifest, pull, create, start. Each container goes by
 * itself, without a barrier between the stages of a task; only `dependsOn` makes one wait for another: the manifest
 * stage never does, the pull does unless `ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT` is set, create always does (what held
 * at create holds at start). A stage that was under way when the agent stopped is done anew when it runs again; what
 * it waits for then (a back-off, a request) is left to end first.
 * Source: amazon-ecs-agent `task_manager.go` (`startContainerTransitions`, `handleEventError`), `dependencygraph/graph.go`.
 */
import type { Body } from '../../kernel/process.js';
import { parseReference } from '../image/reference.js';
import { awaitDependencies } from '../launch/dependencies.js';
import { giveUp } from '../launch/run-container.js';
import type { TaskContainer } from '../launch/task.js';
import { AGENT_DOWN } from '../story.js';
import { createStage, startStage } from './create-stage.js';
import type { EcsAgent } from './ecs-agent.js';
import type { EventWindow } from './event-window.js';
import { manifestStage } from './manifest-stage.js';
import { pullStage } from './pull-stage.js';
import { isPulledOnDisk } from './pulled-reference.js';

/** What the containers of a task share while they start. */
export interface TaskRun {
  readonly window: EventWindow;
  /** When the network is there that pulls wait for. */
  readonly networkReadyAt: number;
  /** Containers that are not MANIFEST_PULLED yet. */
  manifestsMissing: number;
}

export function* containerLife(agent: EcsAgent, container: TaskContainer, run: TaskRun): Body<void> {
  const { task } = container;
  if (agent.rules.manifestStage) {
    const error = yield* transition(agent, container, run, () => manifestStage(agent, container));
    if (error !== null) container.noteError(error);
    if (task.settled.fired || (error !== null && stopsAfterManifest(agent, container, error))) return;
    reportDigests(agent, container, run);
  }
  if (!(yield* dependenciesHold(agent, container, run, agent.pullsUpfront))) return;
  const error = yield* transition(agent, container, run, () => pulled(agent, container, run));
  if (error !== null) container.noteError(error);
  if (task.settled.fired || (error !== null && stopsAfterPull(agent, container, error))) return;
  if (error !== null) fallBack(agent, container);
  if (!(yield* dependenciesHold(agent, container, run, false))) return;
  yield* whenUp(agent, container);
  if (task.settled.fired) return;
  run.window.begin();
  const created = yield* createStage(agent, container);
  yield* whenUp(agent, container);
  if (created) yield* startStage(agent, container, () => run.window.end(agent.environment.now));
  else run.window.end(agent.environment.now);
}

/**
 * With the last of a task's containers at MANIFEST_PULLED, ECS is told in one message what digests the agent has
 * resolved (amazon-ecs-agent `agent/api/statechange.go`, `NewTaskStateChangeEvent`).
 */
function reportDigests(agent: EcsAgent, { task }: TaskContainer, run: TaskRun): void {
  run.manifestsMissing--;
  if (run.manifestsMissing > 0) return;
  for (const { reference, digestReported, spec } of task.containers) {
    if (digestReported !== null && parseReference(reference).digest === null)
      agent.onDigest(task, spec.name, digestReported);
  }
}

/** Waits for an agent that is down. */
function* whenUp(agent: EcsAgent, { clock }: TaskContainer): Body<void> {
  if (agent.down === null) return;
  clock.enter('wait', 'queue', agent.environment.now, AGENT_DOWN);
  yield* agent.whenUp();
}

/**
 * A stage as a transition of its task, done again by an agent that was restarted meanwhile, unless the start is over.
 * Returns its error or null.
 */
function* transition(
  agent: EcsAgent,
  container: TaskContainer,
  run: TaskRun,
  stage: () => Body<string | null>,
): Body<string | null> {
  run.window.begin();
  for (;;) {
    yield* whenUp(agent, container);
    if (container.task.settled.fired) return null;
    const { incarnation } = agent;
    const error = yield* stage();
    if (agent.incarnation !== incarnation) continue;
    run.window.end(agent.environment.now);
    return error;
  }
}

/** The pull, once the network is there. */
function* pulled(agent: EcsAgent, container: TaskContainer, run: TaskRun): Body<string | null> {
  const { environment, incarnation } = agent;
  if (run.networkReadyAt > environment.now) {
    container.clock.enter('provision', 'fixed', environment.now);
    yield* environment.simulation.delay(run.networkReadyAt - environment.now);
    // An agent that was restarted meanwhile begins the stage itself.
    if (agent.incarnation !== incarnation) return null;
  }
  return yield* pullStage(agent, container);
}

/** Waits for what the container depends on, unless the gate is open; false when it cannot go on. */
function* dependenciesHold(
  agent: EcsAgent,
  container: TaskContainer,
  run: TaskRun,
  open: boolean,
): Body<boolean> {
  if (!agent.rules.dependsOn || container.spec.dependsOn.length === 0) return true;
  const { window } = run;
  const error = yield* awaitDependencies(container, agent.environment, {
    open,
    noticeSeconds: (now) => window.noticeSeconds(now),
  });
  if (error !== null) giveUp(container, error);
  return error === null && !container.task.settled.fired;
}

function stopsAfterManifest(agent: EcsAgent, container: TaskContainer, error: string): boolean {
  const decision = agent.policy.afterManifestFailure({ behavior: agent.behavior, error });
  if (decision.then === 'stop') container.task.fail(error, container);
  return decision.then === 'stop';
}

function stopsAfterPull(agent: EcsAgent, container: TaskContainer, error: string): boolean {
  const decision = agent.policy.afterPullFailure({
    behavior: agent.behavior,
    error,
    essential: container.spec.essential,
    pullDependentContainersUpfront: agent.pullsUpfront,
    pulledReferenceOnDisk: isPulledOnDisk(agent, container),
  });
  if (decision.then === 'stop') container.task.fail(error, container);
  return decision.then === 'stop';
}

/** After a pull that failed for good, whatever the reference names locally is the image, and all of it is there. */
function fallBack(agent: EcsAgent, container: TaskContainer): void {
  const local = agent.instance.store.inspect(container.reference);
  container.layersReused = local?.release.layers.length ?? 0;
}
