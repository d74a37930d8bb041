import { describe, expect, it } from 'vitest';
import { ecsAgent, environment, registries } from '../tiny-parts.js';
import { agent } from '../tiny-world.js';

describe('an agent', () => {
  it('has the settings of its capacity, and book-keeping and a lock of its own', () => {
    const env = environment();
    const all = registries(env);
    const settings = agent({ pullBehavior: 'once' });
    const [one, other] = [ecsAgent(env, all, { agent: settings }), ecsAgent(env, all)];
    expect(one.settings).toBe(settings);
    one.images.record('id', 'api:live', 1, 0, true);
    expect(other.images.states()).toEqual([]);
    env.simulation.start(one.pullDeleteLock.writeLock());
    expect(other.pullDeleteLock.writing).toBe(false);
  });
});
