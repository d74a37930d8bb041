import { describe, expect, it } from 'vitest';
import { playWorld } from '../../src/experiment/play-world.js';
import { PolicyError } from '../../src/model/policy/policy-error.js';
import type { PullPolicy } from '../../src/model/policy/types.js';
import { runTask, world } from '../../src/model/tiny-world.js';

const twice = world({ timeline: [runTask(100), runTask(0)] });

describe('playWorld', () => {
  it('tells every start, in the order in which they were asked for', () => {
    const { starts, result } = playWorld(twice);
    expect(starts.map(({ requestedAt }) => requestedAt)).toEqual([0, 100]);
    expect(starts.map(({ containers }) => containers[0]?.decisions.map(({ stage }) => stage))).toEqual([
      ['manifest', 'pull'],
      ['manifest', 'pull'],
    ]);
    expect(result.starts.rows).toBe(2);
  });

  it('plays under a policy instead of the one that hosts name', () => {
    const onDisk: PullPolicy = {
      name: 'on disk',
      decidePull: ({ imageOnDisk }) => ({ pull: !imageOnDisk, reason: `on disk: ${imageOnDisk}` }),
    };
    const { starts } = playWorld(twice, { policy: onDisk });
    expect(starts.map(({ pullStartedAt }) => Number.isNaN(pullStartedAt))).toEqual([false, true]);
    expect(starts[1]?.containers[0]?.decisions[0]).toMatchObject({ pull: false, reason: 'on disk: true' });
  });

  it('hands on what is wrong with the policy', () => {
    const broken = { name: 'broken', decidePull: () => true } as unknown as PullPolicy;
    expect(() => playWorld(twice, { policy: broken })).toThrow(PolicyError);
  });
});
