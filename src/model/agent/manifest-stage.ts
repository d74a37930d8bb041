/**
 * Stage 1 of a container: find the digest of its image (NONE → MANIFEST_PULLED, since 1.83.0).
 * Rules: amazon-ecs-agent `docker_task_engine.go`, `pullContainerManifest`; the requests are those of
 * Docker's distribution-inspect (moby `distribution_routes.go`, `fetchManifest`): ping, HEAD and GET of
 * the manifest, and the configuration of an image without an index, each on a connection of its own
 * (and a bearer token, where the registry wants one). No lock is taken. A reference that holds a digest needs
 * nothing. Left out: Docker older than API 1.35 and manifests of schema 1, which have no digest to find.
 */
import type { Body } from '../../kernel/process.js';
import { parseReference, sameRepository } from '../image/reference.js';
import type { Release } from '../image/release.js';
import { containerCaller, enterBackoff } from '../launch/container-caller.js';
import { requestsOf } from '../launch/open-accounts.js';
import type { TaskContainer } from '../launch/task.js';
import type { Route } from '../network/route.js';
import { faultMessage, type Caller, type Registry } from '../registry/registry.js';
import type { RequestKind } from '../spec.js';
import { decide } from './decide.js';
import type { EcsAgent } from './ecs-agent.js';
import { nextWait } from './next-wait.js';
import { dockerTimeout, within } from './within.js';

/** Returns an error (`Name: message`), or null. Sets the digest that is to be reported. */
export function* manifestStage(agent: EcsAgent, container: TaskContainer): Body<string | null> {
  const { environment } = agent;
  const own = parseReference(container.reference).digest;
  if (own !== null) {
    container.digestReported = own;
    return null;
  }
  container.clock.enter('resolve', 'fixed', environment.now);
  const decision = yield* decide(agent, container, 'manifest');
  if (!decision.pull) return yield* inspectLocal(agent, container);
  container.clock.enter('resolve', 'latency', environment.now);
  const { image } = agent.registries.locate(container.reference);
  const who = { entity: container.entity, image, stage: 'manifest' } as const;
  const caller = containerCaller(container, environment, who);
  const { accounts } = container.task;
  const account = accounts.open(requestsOf(caller));
  const resolved = yield* resolveRemote(agent, container, caller);
  accounts.close(account);
  if (typeof resolved === 'string') return resolved;
  container.digestReported = resolved.digest;
  return null;
}

/**
 * No pull is required: the digest is that of the local image. One that was built or loaded here has none; one that
 * was pulled from other repositories only is an error.
 */
function* inspectLocal(agent: EcsAgent, container: TaskContainer): Body<string | null> {
  const { environment, instance, registries } = agent;
  const { reference } = container;
  yield* environment.simulation.delay(
    environment.draw('inspect', environment.parameters.imageInspect, container.entity),
  );
  const local = instance.store.inspect(reference);
  if (local === undefined) return `CannotPullImageManifestError: No such image: ${reference}`;
  if (local.repoDigests.size === 0) return null;
  const { name } = parseReference(reference);
  for (const repoDigest of local.repoDigests) {
    const other = parseReference(repoDigest);
    if (other.digest === null) continue;
    if (!sameRepository(other.name, name) && !registries.sameImage(other.name, name)) continue;
    container.digestReported = other.digest;
    return null;
  }
  return `CannotPullImageManifestError: no digest of ${name} among those of the local image`;
}

function* resolveRemote(agent: EcsAgent, container: TaskContainer, caller: Caller): Body<Release | string> {
  const { registries, instance, environment, settings, incarnation } = agent;
  const { registry } = registries.locate(container.reference);
  const route = registries.route(instance.origin, registry);
  // Authorization is outside the attempts: it is tried once.
  if (!(yield* agent.tokens.ensure(container.task, registry, route, caller))) {
    return 'CannotPullECRContainerError: unable to get registry authorization';
  }
  const deadline = environment.now + settings.manifestPullTimeoutSeconds;
  const ramp = agent.ramp('manifest');
  for (let attempt = 1; ; attempt++) {
    caller.attempt = attempt;
    container.manifestAttempts++;
    const answer = yield* attemptOnce(agent, container, registry, route, caller, deadline);
    if (typeof answer !== 'string' || environment.now >= deadline) return answer;
    const wait = nextWait(agent, container, 'manifest', ramp, attempt, answer);
    if (wait === null || agent.incarnation !== incarnation) return answer;
    enterBackoff(container, environment.now, 'manifest', answer, caller.refusedBy);
    yield* environment.simulation.delay(wait);
    // The deadline is looked at before an attempt: one that passed meanwhile leaves the last error.
    if (environment.now >= deadline) return answer;
    container.clock.enter('resolve', 'latency', environment.now);
  }
}

/** One attempt; a call that meets the deadline is given up there. */
function* attemptOnce(
  agent: EcsAgent,
  container: TaskContainer,
  registry: Registry,
  route: Route,
  caller: Caller,
  deadline: number,
): Body<Release | string> {
  const { simulation } = agent.environment;
  const call = inspectDistribution(agent, container.reference, registry, route, caller, deadline);
  const answer = yield* within(simulation, call, deadline - simulation.now);
  if (answer === null) return dockerTimeout('MANIFEST_PULLED', agent.settings.manifestPullTimeoutSeconds);
  return typeof answer === 'string' ? `CannotPullImageManifestError: ${answer}` : answer;
}

const LATE = 'context deadline exceeded';

function* inspectDistribution(
  agent: EcsAgent,
  reference: string,
  registry: Registry,
  route: Route,
  caller: Caller,
  deadline: number,
): Body<Release | string> {
  const { image } = agent.registries.locate(reference);
  const isLate = (): boolean => agent.environment.now >= deadline;
  let release: Release | undefined;
  const first: readonly RequestKind[] = registry.needsBearerToken ? ['ping', 'token'] : ['ping'];
  for (const kind of [...first, 'head', 'manifest', 'blob'] as const) {
    // An index names its manifests itself.
    if (kind === 'blob' && release?.indexed === true) break;
    let fault = yield* registry.request(kind, route, true, caller);
    // Nobody waits for the answer any more.
    if (isLate()) return LATE;
    // Docker asks once more, with GET, why a HEAD was refused (distribution, registry/client/repository.go).
    const asksWhy = kind === 'head' && fault !== null && fault !== 'unreachable';
    if (asksWhy) fault = yield* registry.request('manifest', route, true, caller);
    if (fault !== null) return faultMessage(fault, reference);
    if (kind !== 'head') continue;
    const named = yield* registry.lookUp(image, parseReference(reference), caller);
    if (typeof named === 'string') return named;
    if (isLate()) return LATE;
    caller.asking?.();
    release = named;
    if (release !== undefined) continue;
    // What is not there is refused, too.
    if (!asksWhy) yield* registry.request('manifest', route, true, caller);
    return faultMessage('not-found', reference);
  }
  return release!;
}
