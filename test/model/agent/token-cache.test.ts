import { describe, expect, it } from 'vitest';
import { TokenCache } from '../../../src/model/agent/token-cache.js';
import type { RegistryType } from '../../../src/model/spec.js';
import { caller, environment, finish, registries } from '../tiny-parts.js';
import { image, registry } from '../tiny-world.js';

const HOUR = 3600;

function setUp(type: RegistryType = 'ecr') {
  const env = environment();
  const all = registries(env, [image()], [registry({ type })]);
  const from = all.byName('ecr');
  const cache = new TokenCache(env);
  const ask = () => finish(env, cache.ensure(from, all.route('us-east-1', from), caller()));
  return { env, from, ask };
}

describe('the token cache of an agent', () => {
  it('asks once, and again when the token is about to end', () => {
    const { env, from, ask } = setUp();
    expect([ask(), ask()]).toEqual([true, true]);
    expect(from.totalRequests).toBe(1);
    // Half of the random half hour before the last half hour, as there is no jitter.
    env.simulation.run(11.24 * HOUR);
    ask();
    expect(from.totalRequests).toBe(1);
    env.simulation.run(11.26 * HOUR);
    ask();
    expect(from.totalRequests).toBe(2);
  });

  it('keeps no failure', () => {
    const { from, ask } = setUp();
    const end = from.fail({ kind: 'auth-failing', share: 1 });
    expect(ask()).toBe(false);
    end();
    expect(ask()).toBe(true);
  });

  it('has nothing to do with registries other than ECR', () => {
    const { from, ask } = setUp('docker-hub');
    expect(ask()).toBe(true);
    expect(from.totalRequests).toBe(0);
  });
});
