import { describe, expect, it } from 'vitest';
import { WRONG_DIGEST } from '../../../src/model/pull/span-fetch.js';
import { constant } from '../../../src/units/distribution.js';
import { MB } from '../../../src/model/tiny-world.js';
import { finish } from '../tiny-parts.js';
import { setting, spans, timed } from './lazy-host-fixture.js';

describe('fetching spans', () => {
  it('tells a reader at once of bytes with a wrong digest, and keeps none of them', () => {
    const { env, host, all } = setting();
    const { mount } = finish(env, host.pull('api:live'));
    const end = all.locate('api:live').registry.fail({ kind: 'corrupted', share: 1 });
    const failed = finish(env, mount!.read(spans(0, 0, 4), 1));
    expect(failed).toMatchObject({ error: WRONG_DIGEST, fetchedBytes: 2 * MB });
    expect(mount!.localShare).toBe(0);
    end();
    expect(finish(env, mount!.read(spans(0, 0, 4), 1)).error).toBeNull();
  });

  it('is not refused by quotas, nor by a registry that throttles: the address is known', () => {
    const { env, host, all } = setting();
    const { mount } = finish(env, host.pull('api:live'));
    const { registry } = all.locate('api:live');
    registry.fail({ kind: 'throttled', share: 1 });
    const before = registry.totalRequests;
    expect(finish(env, mount!.read(spans(0, 0, 4), 1))).toMatchObject({ error: null, throttled: 0 });
    expect(registry.totalRequests).toBe(before);
  });

  it('takes as much longer as the registry is slow', () => {
    const { env, host, all } = setting({ registry: { firstByteLatency: constant(0.05) } });
    const { mount } = finish(env, host.pull('api:live'));
    all.locate('api:live').registry.fail({ kind: 'slow', share: 1, factor: 4 });
    const { seconds } = finish(env, timed(env, mount!.read(spans(0, 0, 1), 1)));
    expect(seconds).toBeCloseTo(4 * (0.05 + 0.005), 9);
  });

  it('gives up a wait for a span that the first who wanted it could not have, and tries itself', () => {
    const { env, host, all } = setting();
    const { mount } = finish(env, host.pull('api:live'));
    const end = all.locate('api:live').registry.fail({ kind: 'unreachable', share: 1 });
    const first = env.simulation.start(mount!.read(spans(0, 0, 1), 1));
    env.simulation.run(env.now + 11.5);
    const second = env.simulation.start(mount!.read(spans(0, 0, 1), 1));
    end();
    env.simulation.run();
    expect(first.result.error).not.toBeNull();
    expect(second.result.error).toBeNull();
  });
});
