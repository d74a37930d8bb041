import { describe, expect, it } from 'vitest';
import { hostOf } from '../reading.js';
import { smallAnd } from '../small-scenario.js';

describe('images at time zero', () => {
  it('are as they are given, and baked into the AMI where it is not said who pulled them', () => {
    const initial =
      'initial:\n  capacity:\n    web:\n      diskUsed: 10 GiB\n      images: [{ image: "api:live", pulledByAgent: true, age: 2h }, { image: "api:live" }]\n';
    const host = hostOf(smallAnd(initial));
    expect(host.machine.diskUsedBytes).toBe(10 * 2 ** 30);
    expect(host.initialImages).toEqual([
      { image: 'api:live', pulledByAgent: true, ageSeconds: 7200 },
      { image: 'api:live', pulledByAgent: false, ageSeconds: 0 },
    ]);
  });
});
