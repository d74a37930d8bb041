/**
 * The agent's cache of ECR authorization tokens: one a registry (instance-role pulls share it), lost
 * with the agent process. A token lives 12 h and is used until 30 to 60 min before its end; the random
 * part is drawn at every look-up. Other registries have no token of the agent's.
 * Source: amazon-ecs-agent `agent/dockerclient/dockerauth/ecr.go` (1.105.1).
 */
import type { Body } from '../../kernel/process.js';
import type { Environment } from '../environment.js';
import type { Route } from '../network/route.js';
import type { Caller, Registry } from '../registry/registry.js';

const LIFETIME_SECONDS = 12 * 3600;
const REFRESH_BEFORE_SECONDS = 30 * 60;
const REFRESH_JITTER_SECONDS = 30 * 60;

export class TokenCache {
  readonly #environment: Environment;
  readonly #expiresAt = new Map<Registry, number>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Makes sure that there is a token; false when it cannot be had. No single flight: each miss asks. */
  *ensure(registry: Registry, route: Route, caller: Caller): Body<boolean> {
    if (registry.spec.type !== 'ecr') return true;
    const jitter = REFRESH_JITTER_SECONDS * this.#environment.uniform('token', caller.entity, caller.draws++);
    const expiresAt = this.#expiresAt.get(registry) ?? -Infinity;
    if (this.#environment.now < expiresAt - REFRESH_BEFORE_SECONDS - jitter) return true;
    const fault = yield* registry.request('token', route, true, caller);
    if (fault !== null) return false;
    this.#expiresAt.set(registry, this.#environment.now + LIFETIME_SECONDS);
    return true;
  }
}
