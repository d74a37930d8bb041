import { describe, expect, it } from 'vitest';
import { BANDS, imageName, ProfileSums, ranked } from '../../src/report/profile.js';
import { type Row, startTable, taking } from './fixture.js';

const hundredAndOne = (more: (index: number) => Row): Row[] =>
  Array.from({ length: 101 }, (_, index) => taking(index, more(index)));

function profilesOf(...runs: readonly (readonly Row[])[]) {
  const sums = new ProfileSums();
  for (const rows of runs) sums.add(startTable(rows), Uint32Array.from(rows.keys()));
  return sums.profiles();
}

describe('where the starts around a quantile spend their time', () => {
  it('is the mean of the starts between p94 and p96 for the p95', () => {
    const p95 = profilesOf(hundredAndOne(() => ({})).reverse()).find(({ quantile }) => quantile === 0.95)!;
    expect(p95.band).toEqual([0.94, 0.96]);
    expect(p95.starts).toBe(3);
    expect(p95.phases.ready).toBe(95);
  });

  it('counts all runs alike, each by its own ranks', () => {
    const slow = hundredAndOne((index) => ({ phases: { fetch: 1000 + index } }));
    const p50 = profilesOf(
      hundredAndOne(() => ({})),
      slow,
    ).find(({ quantile }) => quantile === 0.5)!;
    expect(p50.starts).toBe(6);
    expect(p50.phases.ready).toBeCloseTo(25);
    expect(p50.phases.fetch).toBeCloseTo(525);
  });

  it('tells what bound them, what their disks held and which image they ran', () => {
    const [p10] = profilesOf(
      hundredAndOne((index) => ({
        bound: { disk: 2, core: 1 },
        cache: index === 10 ? 'partial' : 'cold',
        image: index === 9 ? 'web@sha256:1' : 'api@sha256:2',
      })),
    );
    expect(p10!.bound).toMatchObject({ disk: 2, core: 1, lock: 0 });
    expect(p10!.cache).toEqual({ cold: 2, partial: 1, warm: 0 });
    expect(p10!.image).toBe('api');
  });

  it('ranks starts that never got ready last, with the time that they spent', () => {
    const rows = hundredAndOne((index) => (index < 10 ? { outcome: 'failed', phases: { wait: 1 } } : {}));
    const p99 = profilesOf(rows).find(({ quantile }) => quantile === 0.99)!;
    expect(p99.notReady).toBe(p99.starts);
    expect(p99.phases.wait).toBe(1);
  });

  it('is zero where nothing started', () => {
    const profiles = profilesOf([]);
    expect(profiles).toHaveLength(BANDS.length);
    expect(profiles.every(({ starts, phases }) => starts === 0 && phases.ready === 0)).toBe(true);
  });
});

describe('the parts of a profile by their share', () => {
  it('lists the largest first and leaves out what is zero', () => {
    const parts = ranked({ ...zeros(), fetch: 1, unpack: 3 });
    expect(parts).toEqual([
      { key: 'unpack', seconds: 3, share: 0.75 },
      { key: 'fetch', seconds: 1, share: 0.25 },
    ]);
  });
});

const zeros = () => ({
  capacity: 0,
  provision: 0,
  resolve: 0,
  wait: 0,
  fetch: 0,
  unpack: 0,
  create: 0,
  ready: 0,
});

describe('the name of an image', () => {
  it.each([
    ['api@sha256:1', 'api'],
    ['api', 'api'],
    ['', ''],
  ])('of "%s" is "%s"', (image, name) => {
    expect(imageName(image)).toBe(name);
  });
});
