import { describe, expect, it } from 'vitest';
import { RunningCount } from '../../../src/model/fleet/running-count.js';

describe('the count of running tasks', () => {
  it('remembers the fewest between two looks, and since when', () => {
    const count = new RunningCount();
    count.add(4, 10);
    count.takeLeast(20);
    count.add(-1, 25);
    count.add(-1, 26);
    count.add(2, 30);
    expect(count.running).toBe(4);
    expect(count.takeLeast(40)).toEqual({ at: 26, running: 2 });
    expect(count.takeLeast(50)).toMatchObject({ running: 4 });
  });

  it('takes no notice of what lasts no time', () => {
    const count = new RunningCount();
    count.add(2, 10);
    count.takeLeast(20);
    count.add(-1, 25);
    count.add(1, 25);
    expect(count.takeLeast(30)).toMatchObject({ running: 2 });
  });
});
