import { describe, expect, it } from 'vitest';
import { MountSums } from '../../src/report/mount-split.js';
import { type Row, startTable, taking } from './fixture.js';

const rows = (count: number) => Uint32Array.from({ length: count }, (_, index) => index);
const lazy = (seconds: number, more: Row = {}) => taking(seconds, { snapshotter: 'soci', ...more });
const whole = (seconds: number, fallback = 'no index') =>
  taking(seconds, { snapshotter: 'overlayfs', fallback, bytes: 300 });

describe('the split by how images came to be mounted', () => {
  it('counts over all runs, most frequent first, and takes medians within each run', () => {
    const sums = new MountSums();
    for (const seconds of [10, 20])
      sums.add(startTable([whole(40), lazy(seconds), lazy(seconds), lazy(2 * seconds)]), rows(4));
    const split = sums.split();
    expect(split.map(({ snapshotter, fallback, starts }) => [snapshotter, fallback, starts])).toEqual([
      ['soci', '', 6],
      ['overlayfs', 'no index', 2],
    ]);
    expect(split[0]!.p50.estimate.mean).toBe(15);
    expect(split[1]!.p50.perRun).toEqual([40, 40]);
  });

  it('tells reasons apart', () => {
    const sums = new MountSums();
    sums.add(startTable([whole(1), whole(1, 'registry'), whole(1, '')]), rows(3));
    expect(sums.split().map(({ fallback }) => fallback)).toEqual(['', 'no index', 'registry']);
  });

  it('has the mean bytes of a start, and of them those that were fetched when they were read', () => {
    const sums = new MountSums();
    sums.add(
      startTable([lazy(1, { bytes: 10, lazyBytes: 6 }), lazy(1, { bytes: 30, lazyBytes: 20 })]),
      rows(2),
    );
    expect(sums.split()).toMatchObject([{ bytes: 20, lazyBytes: 13 }]);
  });

  it('has no value for a run in which nothing was mounted so, and none for requests that nobody made', () => {
    const sums = new MountSums();
    sums.add(startTable([whole(5)]), rows(1));
    sums.add(startTable([lazy(2, { firstRequestSeconds: 0.5 })]), rows(1));
    const [second, first] = sums.split();
    expect(first!.p50.perRun).toEqual([5, NaN]);
    expect(first!.firstRequest.estimate.mean).toBeNaN();
    expect(second!.firstRequest.estimate.mean).toBe(0.5);
  });

  it('leaves out starts that mounted nothing', () => {
    const sums = new MountSums();
    sums.add(startTable([taking(1, { snapshotter: '', outcome: 'failed' })]), rows(1));
    expect(sums.split()).toEqual([]);
  });
});
