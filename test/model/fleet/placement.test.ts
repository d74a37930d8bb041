import { describe, expect, it } from 'vitest';
import { chooseInstance } from '../../../src/model/fleet/placement.js';
import { Ec2Instance } from '../../../src/model/launch/ec2-instance.js';
import { environment, task } from '../tiny-parts.js';
import { ec2, taskDefinition } from '../tiny-world.js';

function setUp(jitter = false) {
  const env = environment({ jitter });
  const instances = [1, 2, 3].map((ordinal) => new Ec2Instance(ec2(), ordinal, env));
  instances[0]!.reserve(taskDefinition({ memoryMiB: 4096 }));
  instances[0]!.reserve(taskDefinition({ memoryMiB: 4096 }));
  instances[1]!.reserve(taskDefinition({ memoryMiB: 12_000 }));
  const choose = (strategy: 'spread' | 'binpack' | 'random', name = 'task') =>
    chooseInstance(instances, task(env, {}, name), strategy, env)?.ordinal;
  return { instances, choose };
}

describe('placement', () => {
  it('spreads over the instances with the fewest tasks', () => {
    expect(setUp().choose('spread')).toBe(3);
  });

  it('packs the instance with the least memory left', () => {
    expect(setUp().choose('binpack')).toBe(2);
  });

  it('chooses any instance at random, the same for the same task', () => {
    const names = Array.from({ length: 60 }, (_, index) => `task ${index}`);
    const chosen = names.map((name) => setUp(true).choose('random', name));
    expect(new Set(chosen)).toEqual(new Set([1, 2, 3]));
    expect(names.map((name) => setUp(true).choose('random', name))).toEqual(chosen);
  });

  it('takes only instances with room, and the older one of two alike', () => {
    const { instances, choose } = setUp();
    instances[2]!.draining = true;
    expect(choose('spread')).toBe(2);
    instances[2]!.draining = false;
    instances[2]!.reserve(taskDefinition());
    expect(choose('spread')).toBe(2);
    for (const instance of instances) instance.draining = true;
    expect([choose('spread'), choose('binpack'), choose('random')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
