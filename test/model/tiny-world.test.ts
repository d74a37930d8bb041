import { describe, expect, it } from 'vitest';
import { at, ec2, registry, runTask, taskDefinition, world } from '../../src/model/tiny-world.js';
import { play } from './tiny-world.js';

describe('the tiny world', () => {
  it('is arithmetic: 100 MB come at 100 MB/s and unpack at 50 MB/s while they come', () => {
    const [start] = play();
    expect(start).toMatchObject({ outcome: 'started', pullStartedAt: 0, cache: 'cold', bytes: 100e6 });
    expect(start?.pullStoppedAt).toBeCloseTo(3, 3);
    expect(start?.readyAt).toBe(start?.pullStoppedAt);
  });

  it('draws nothing at random', () => {
    expect(play()).toEqual(play());
    expect(world().model.jitter).toBe(false);
  });

  it('takes what a test says instead', () => {
    expect(registry({ type: 'ideal' })).toMatchObject({ name: 'ecr', type: 'ideal' });
    expect(ec2({ count: 3 }).count).toBe(3);
    expect(taskDefinition({ family: 'other' }).containers).toHaveLength(1);
    expect(runTask(5, { count: 2 }).action).toMatchObject({ kind: 'runTask', count: 2, capacity: 'web' });
    expect(at(7, { kind: 'pruneImages', capacity: 'web' })).toMatchObject({
      id: 'pruneImages-7',
      schedule: { kind: 'at', atSeconds: 7 },
    });
  });
});
