import { describe, expect, it } from 'vitest';
import type { BaseSpec, WorldSpec } from '../../src/model/spec.js';
import { assess } from '../../src/report/assess.js';
import { basesOf, launchRateOf } from '../../src/report/platform-advice.js';
import { experiment, type Row, startTable, taking, worldSpec } from './fixture.js';
import { fargateWorld, variant } from './lazy-world.js';

const adviceOf = (...variants: Parameters<typeof experiment>[0]) => assess(experiment(variants)).advice;
const RATE = { burst: 100, perSecond: 20, servicePerSecond: 500 / 60 };
const held = (seconds: number): Row => ({
  phases: { capacity: seconds, ready: 10 },
  bound: { quota: seconds, application: 10 },
});

describe("advice on Fargate's launch rate", () => {
  it('tells how long it holds a p95 start, and what it is', () => {
    expect(adviceOf(variant('a', [held(40)], fargateWorld({ launchRate: RATE })))).toContain(
      "Fargate's launch rate (100 tasks at once, then 20 a second) holds a p95 start back: 40.0 s. It is a quota of the account in its Region, and the image has no part in it.",
    );
  });

  it('tells variants with their waits, of those that wait a second at least', () => {
    const world = fargateWorld({ launchRate: RATE });
    const faster = fargateWorld({ launchRate: { ...RATE, perSecond: 50 } });
    const lines = adviceOf(
      variant('a', [held(40)], world),
      variant('b', [held(12)], faster),
      variant('c', [held(0.5)], world),
    );
    expect(lines.find((line) => line.startsWith('Fargate'))).toMatch(
      /^Fargate's launch rate holds a p95 start back: a 40.0 s and b 12.0 s\./,
    );
  });

  it('tells variants together that wait as long', () => {
    const world = fargateWorld({ launchRate: RATE });
    const lines = adviceOf(variant('a', [held(40)], world), variant('b', [held(40)], world));
    expect(lines.join('\n')).toContain('holds a p95 start back: 40.0 s.');
  });

  it('is silent where nobody waits', () => {
    expect(adviceOf(variant('a', [held(0.2)], fargateWorld({ launchRate: RATE }))).join()).not.toContain(
      'launch rate',
    );
    expect(launchRateOf(fargateWorld({ launchRate: null }))).toBeNull();
    expect(launchRateOf(worldSpec())).toBeNull();
  });
});

const BASE: BaseSpec = {
  name: 'servercore ltsc2022',
  atStart: 0,
  releases: [
    { name: '2026-07-14', publishedAtSeconds: -86_400, layers: worldSpec().images[0]!.layers.slice(0, 2) },
  ],
};

/** Hosts with a release of the base, or with that of another one only. */
const windows = (layers = BASE.releases[0]!.layers): WorldSpec => {
  const { images, capacities } = worldSpec();
  const hostBases = { releases: [{ name: '2026-07-14', fromSeconds: 0, layers }], releasesKept: 1 };
  return worldSpec({
    images: [{ ...images[0]!, base: BASE }],
    capacities: capacities.map((each) => ({ ...each, hostBases })),
  });
};
const reused = (layersReused: number, layersPulled = 4 - layersReused): Row =>
  taking(9, { layersReused, layersPulled });

describe('advice on the bases of Windows images', () => {
  it('counts starts that found fewer layers than their base has', () => {
    const rows = [reused(2), reused(3), reused(1), reused(0), reused(0, 0), taking(9, { image: 'other@1' })];
    const table = startTable(rows);
    const all = Uint32Array.from(rows.keys());
    expect(basesOf(table, all, windows())).toEqual({ starts: 4, missing: 2 });
    expect(basesOf(table, all, worldSpec())).toEqual({ starts: 0, missing: 0 });
  });

  it('tells how many starts import a base, by variant', () => {
    const lines = adviceOf(
      variant('prompt', [reused(2), reused(2)], windows()),
      variant('never', [reused(2), reused(0)], windows()),
    );
    expect(lines).toContain(
      'In a part of the starts (never 50 %) the host lacks layers of the Windows base of their image, so they are pulled and imported, one after another: images that are rebuilt on a base that hosts have do without.',
    );
    expect(adviceOf(variant('a', [reused(0)], windows())).join('\n')).toContain(
      'In 100 % of the starts the host lacks',
    );
  });

  it('does not advise to rebuild on a base of which hosts have no release', () => {
    const other = windows(worldSpec().images[0]!.layers.slice(2, 3));
    const [line, ...more] = adviceOf(
      variant('core', [reused(2)], windows()),
      variant('nano', [reused(0), reused(0)], other),
    ).filter((each) => each.includes('Windows base'));
    expect(line).toMatch(/^In all starts \(nano\) the Windows base of their image is pulled and imported/);
    expect(line).toContain('to rebuild the image would not help');
    expect(more).toEqual([]);
  });

  it('does not count the bases of hosts on which nothing has started', () => {
    const [hosts] = worldSpec().capacities;
    const world = windows();
    const others = { ...world.capacities[0]!, name: 'others' };
    const lines = adviceOf(variant('bare', [reused(0)], { ...world, capacities: [hosts!, others] }));
    expect(lines.join()).toContain('to rebuild the image would not help');
  });

  it('is silent where hosts have all bases', () => {
    expect(adviceOf(variant('a', [reused(2)], windows())).join()).not.toContain('Windows base');
  });
});

describe('advice on images that Fargate would keep', () => {
  const imageCache = { scope: 'host', keepSeconds: 1800, maximumHosts: 20, maximumBytes: Infinity } as const;

  it('says that what waits is in no bill', () => {
    const cached = fargateWorld({ imageCache });
    const words =
      'that Fargate keeps images, which AWS does not offer: what hosts and caches that wait for the next task would cost is in no bill.';
    expect(
      adviceOf(variant('as it is', [taking(9)], fargateWorld()), variant('kept', [taking(1)], cached)),
    ).toContain(`kept: supposes ${words}`);
    expect(adviceOf(variant('kept', [taking(1)], cached))).toContain(`This scenario supposes ${words}`);
  });
});
