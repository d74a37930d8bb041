/**
 * Stage 1 of a container: find the digest of its image (NONE → MANIFEST_PULLED).
 * Rules: amazon-ecs-agent `docker_task_engine.go`, `pullContainerManifest`; the requests are those of
 * Docker's distribution-inspect (moby `distribution_routes.go`, `fetchManifest`): ping, HEAD and GET of
 * the manifest, and the configuration of an image without an index, each on a connection of its own
 * (and a bearer token, where the registry wants one).
 * A reference that holds a digest needs nothing.
 */
import type { Body } from '../../kernel/process.js';
import { parseReference } from '../image/reference.js';
import type { Release } from '../image/release.js';
import type { TaskContainer } from '../launch/task.js';
import type { Route } from '../network/route.js';
import { faultMessage, type Caller, type Registry, type RequestKind } from '../registry/registry.js';
import { decide } from './decide.js';
import type { EcsAgent } from './ecs-agent.js';
import { MANIFEST_ATTEMPTS } from './retry-ramp.js';

/** Returns an error (`Name: message`), or null. Sets the container's reported digest. */
export function* manifestStage(agent: EcsAgent, container: TaskContainer): Body<string | null> {
  const { environment } = agent;
  const own = parseReference(container.reference).digest;
  if (own !== null) {
    container.digestReported = own;
    return null;
  }
  container.clock.enter('resolve', 'fixed', environment.now);
  const decision = yield* decide(agent, container);
  if (!decision.pull) return yield* inspectLocal(agent, container);
  container.clock.enter('resolve', 'latency', environment.now);
  const unanswered = (): void => container.clock.enter('resolve', 'timeout', environment.now);
  const { image } = agent.registries.locate(container.reference);
  const caller: Caller = {
    entity: container.entity,
    requests: 0,
    draws: 0,
    image,
    stage: 'manifest',
    attempt: 1,
    unanswered,
  };
  const resolved = yield* resolveRemote(agent, container, caller);
  container.task.requests += caller.requests;
  if (typeof resolved === 'string') return resolved;
  report(agent, container, resolved);
  return null;
}

/** No pull is required: the digest is that of the local image. */
function* inspectLocal(agent: EcsAgent, container: TaskContainer): Body<string | null> {
  const { environment } = agent;
  yield* environment.simulation.delay(
    environment.draw('inspect', environment.parameters.imageInspect, container.entity),
  );
  const local = agent.instance.store.inspect(container.reference);
  if (local === undefined) return `CannotPullImageManifestError: No such image: ${container.reference}`;
  if (local.repoDigests.size > 0) report(agent, container, local.release);
  return null;
}

function* resolveRemote(agent: EcsAgent, container: TaskContainer, caller: Caller): Body<Release | string> {
  const { registries, instance, environment, settings } = agent;
  const { registry } = registries.locate(container.reference);
  const route = registries.route(instance.spec.region, registry);
  const deadline = environment.now + settings.manifestPullTimeoutSeconds;
  if (!(yield* agent.tokens.ensure(registry, route, caller))) {
    return 'CannotPullECRContainerError: unable to get registry authorization';
  }
  let error = '';
  for (let attempt = 1; attempt <= MANIFEST_ATTEMPTS && environment.now < deadline; attempt++) {
    caller.attempt = attempt;
    const answer = yield* inspectDistribution(agent, container, registry, route, caller);
    if (typeof answer !== 'string') return answer;
    error = answer;
    if (attempt === MANIFEST_ATTEMPTS) break;
    container.clock.enter('wait', 'backoff', environment.now);
    const uniform = environment.uniform('manifest back-off', container.entity, attempt);
    yield* environment.simulation.delay(agent.manifestRamp.next(uniform));
    container.clock.enter('resolve', 'latency', environment.now);
  }
  return `CannotPullImageManifestError: ${error}`;
}

function* inspectDistribution(
  agent: EcsAgent,
  container: TaskContainer,
  registry: Registry,
  route: Route,
  caller: Caller,
): Body<Release | string> {
  const release = agent.registries.resolve(container.reference);
  const requests: RequestKind[] = ['ping'];
  if (registry.needsBearerToken) requests.push('token');
  requests.push('manifest', 'manifest');
  if (release?.indexed === false) requests.push('blob');
  for (const kind of requests) {
    const fault = yield* registry.request(kind, route, true, caller);
    if (fault !== null) return faultMessage(fault, container.reference);
    if (kind === 'manifest' && release === undefined) return faultMessage('not-found', container.reference);
  }
  return release!;
}

function report(agent: EcsAgent, container: TaskContainer, release: Release): void {
  container.digestReported = release.digest;
  agent.onDigest(container.task, container.spec.name, release.digest);
}
