/**
 * The attempts of one pull: up to five, with the waits of the agent's ramp between them, and a deadline for all
 * together. A token is looked up in each attempt; without one there is no further attempt.
 * Rules: amazon-ecs-agent `docker_client.go`, `PullImage`, `pullImage` (1.105.1).
 */
import type { Body } from '../../kernel/process.js';
import { entity } from '../../kernel/random.js';
import { containerCaller, enterBackoff } from '../launch/container-caller.js';
import { lazyRefusal } from '../launch/lazy-refusal.js';
import { pullAccount, requestsOf, type Account } from '../launch/open-accounts.js';
import type { TaskContainer } from '../launch/task.js';
import type { Route } from '../network/route.js';
import { PullProgress } from '../pull/pull-progress.js';
import type { PullRequest, RunningPull } from '../pull/puller.js';
import type { Caller } from '../registry/registry.js';
import type { EcsAgent } from './ecs-agent.js';
import { nextWait } from './next-wait.js';
import { pulledReference } from './pulled-reference.js';
import { watchPull } from './watch-pull.js';
import { dockerTimeout } from './within.js';

/** Returns an error (`Name: message`), or null. */
export function* pullAttempts(agent: EcsAgent, container: TaskContainer, anew: boolean): Body<string | null> {
  const caller = callerOf(agent, container);
  const { accounts } = container.task;
  // Open from the first attempt to the last: there may be more of them when the task is gone.
  const account = accounts.open(requestsOf(caller));
  const error = yield* attempts(agent, container, caller, anew);
  accounts.close(account);
  return error;
}

function* attempts(
  agent: EcsAgent,
  container: TaskContainer,
  caller: Caller,
  anew: boolean,
): Body<string | null> {
  const { environment, settings, incarnation } = agent;
  const deadline = environment.now + settings.imagePullTimeoutSeconds;
  const timedOut = dockerTimeout('pulled', settings.imagePullTimeoutSeconds);
  const ramp = agent.ramp('pull');
  for (let attempt = 1; ; attempt++) {
    caller.attempt = attempt;
    container.pullAttempts++;
    const error = yield* attemptOnce(agent, container, caller, anew, deadline);
    if (error === null) return null;
    if (environment.now >= deadline) return timedOut;
    if (agent.incarnation !== incarnation || abandoned(agent, container)) return error;
    const wait = nextWait(agent, container, 'pull', ramp, attempt, error);
    if (wait === null) return error;
    enterBackoff(container, environment.now, 'pull', error, caller.refusedBy);
    yield* environment.simulation.delay(Math.min(wait, deadline - environment.now));
    if (environment.now >= deadline) return timedOut;
  }
}

/** Its task is to stop, where that is taken to end its pulls. */
function abandoned({ environment }: EcsAgent, { task }: TaskContainer): boolean {
  return task.stopping && !environment.assumes('pull-outlives-stop');
}

function callerOf({ environment, registries }: EcsAgent, container: TaskContainer): Caller {
  return containerCaller(container, environment, {
    entity: entity(`${container.task.name}/${container.spec.name}/pull`),
    image: registries.locate(container.reference).image,
    stage: 'pull',
  });
}

function* attemptOnce(
  agent: EcsAgent,
  container: TaskContainer,
  caller: Caller,
  anew: boolean,
  deadline: number,
): Body<string | null> {
  const { environment, registries, instance } = agent;
  const { task, spec } = container;
  const { registry, image } = registries.locate(container.reference);
  const route = registries.route(instance.origin, registry);
  container.clock.enter('resolve', 'latency', environment.now);
  const authorized = yield* agent.tokens.ensure(task, registry, route, caller);
  if (!authorized) return 'CannotPullECRContainerError: unable to get registry authorization';
  const { attempt } = caller;
  const { lazyRules, operatingSystem, machine, runtime } = instance.spec;
  const request: PullRequest = {
    registry,
    route,
    image,
    reference: pulledReference(container),
    attempt,
    anew,
    platform: instance.platform,
    entity: entity(`${task.name}/${spec.name}/${attempt}`),
    progress: new PullProgress(container.clock, environment),
    lazyRefusal: lazyRefusal(container, {
      rules: lazyRules,
      facts: { operatingSystem, platformVersion: null, architecture: machine.architecture, spot: false },
      registries,
      lazy: runtime.lazy,
    }),
    reads: spec.reads,
  };
  return yield* begin(agent, container, caller, request, route, deadline);
}

function* begin(
  agent: EcsAgent,
  container: TaskContainer,
  caller: Caller,
  request: PullRequest,
  route: Route,
  deadline: number,
): Body<string | null> {
  const { simulation } = agent.environment;
  const pull = agent.instance.puller.begin(request);
  agent.runningPulls.add(pull);
  const account = container.task.accounts.open(pullAccount(pull, route));
  if (!agent.environment.assumes('pull-outlives-stop')) simulation.start(cancelWhenStopped(container, pull));
  const error = yield* watchPull(agent, pull, deadline);
  caller.refusedBy = pull.result?.refusedBy ?? '';
  if (pull.ended.fired) book(agent, container, request, account, pull);
  else {
    // The agent has given up on it, and the runtime goes on: what it moves counts when it ends.
    request.progress.end();
    simulation.start(bookAtEnd(agent, container, request, account, pull));
  }
  return error;
}

function* cancelWhenStopped({ task }: TaskContainer, pull: RunningPull): Body<void> {
  yield* task.settled.wait();
  if (task.stopping && !pull.ended.fired) pull.cancel('the task has stopped');
}

function* bookAtEnd(
  agent: EcsAgent,
  container: TaskContainer,
  request: PullRequest,
  account: Account,
  pull: RunningPull,
): Body<void> {
  yield* pull.ended.wait();
  book(agent, container, request, account, pull);
}

function book(
  agent: EcsAgent,
  container: TaskContainer,
  { progress }: PullRequest,
  account: Account,
  pull: RunningPull,
): void {
  agent.runningPulls.delete(pull);
  const { task } = container;
  container.slotWaitSeconds += progress.slotWaitSeconds;
  if (agent.environment.journal) container.layerStories = [...container.layerStories, ...progress.layers];
  task.accounts.close(account);
  const { result } = pull;
  if (result === null) return;
  container.layersPulled += result.layersPulled;
  container.layersReused = result.layersReused;
}
