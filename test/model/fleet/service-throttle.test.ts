import { describe, expect, it } from 'vitest';
import { ServiceThrottle } from '../../../src/model/fleet/service-throttle.js';
import { environment } from '../tiny-parts.js';

function setUp() {
  const env = environment({ serviceThrottleSeconds: 2, serviceThrottleLongestSeconds: 10 });
  const throttle = new ServiceThrottle(env);
  /** The pause after a start that was asked for when the last one ended, and failed at once. */
  const fail = () => {
    const until = throttle.failed(env.now);
    if (until === null) return null;
    const seconds = until - env.now;
    env.simulation.run(until);
    return seconds;
  };
  return { env, throttle, fail };
}

describe('the pauses of a service', () => {
  it('double with each round of starts that fails, up to the longest', () => {
    const { fail } = setUp();
    expect([fail(), fail(), fail(), fail(), fail()]).toEqual([2, 4, 8, 10, 10]);
  });

  it('begin anew after containers have run', () => {
    const { fail, throttle } = setUp();
    fail();
    fail();
    throttle.succeeded();
    expect(fail()).toBe(2);
  });

  it('count starts that were asked for together once', () => {
    const { env, throttle } = setUp();
    env.simulation.run(5);
    expect([throttle.failed(0), throttle.failed(0), throttle.failed(4)]).toEqual([7, null, null]);
    expect(throttle.paused).toBe(true);
    env.simulation.run(7);
    expect(throttle.paused).toBe(false);
    expect(throttle.failed(7)).toBe(11);
  });
});
