import { describe, expect, it } from 'vitest';
import { CacheSums } from '../../src/report/cache-split.js';
import { startTable, taking } from './fixture.js';

const rows = (count: number) => Uint32Array.from({ length: count }, (_, index) => index);

describe('the split by what the host held', () => {
  it('takes quantiles within each state, and then the mean over the runs', () => {
    const sums = new CacheSums();
    for (const cold of [10, 30]) {
      const run = startTable([
        taking(cold, { cache: 'cold' }),
        taking(1, { cache: 'warm' }),
        taking(3, { cache: 'warm' }),
      ]);
      sums.add(run, rows(3));
    }
    const split = sums.split();
    expect(split.map(({ state, starts }) => [state, starts])).toEqual([
      ['cold', 2],
      ['warm', 4],
    ]);
    expect(split[0]!.p50.estimate.mean).toBe(20);
    expect(split[1]!.p50.estimate.mean).toBe(2);
  });

  it('counts starts that were never ready as endless', () => {
    const sums = new CacheSums();
    sums.add(startTable([taking(5, { cache: 'cold', outcome: 'failed' })]), rows(1));
    expect(sums.split()[0]!.p50.estimate.mean).toBe(Infinity);
  });

  it('leaves out a run that has no start in a state', () => {
    const sums = new CacheSums();
    sums.add(startTable([taking(5, { cache: 'cold' })]), rows(1));
    sums.add(startTable([taking(2, { cache: 'warm' })]), rows(1));
    expect(sums.split().map(({ p50 }) => p50.estimate.runs)).toEqual([1, 1]);
  });
});
