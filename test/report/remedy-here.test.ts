import { describe, expect, it } from 'vitest';
import type { Binder } from '../../src/model/record.js';
import type { WorldSpec } from '../../src/model/spec.js';
import { assess } from '../../src/report/assess.js';
import { remedy } from '../../src/report/binder-words.js';
import { p95Of } from '../../src/report/profile.js';
import { remedyHere } from '../../src/report/remedy-here.js';
import { experiment, type Row, taking, worldSpec } from './fixture.js';
import { fargateWorld, lazily, lazyWorld, pulledWhole, variant } from './lazy-world.js';

function remedyOf(binder: Binder, ...variants: Parameters<typeof experiment>[0]): string {
  const { summary, scenario } = assess(experiment(variants));
  const [first] = summary.variants;
  const [world, ...others] = scenario.variants.map((each) => each.world);
  return remedyHere(binder, p95Of(first!)!, summary, [world!, ...others]);
}

describe('what would move a start here', () => {
  it('is a whole pull where another variant has measured that it is faster', () => {
    const lazy = variant('lazy', [lazily(30)], lazyWorld());
    expect(
      remedyOf('lazy', lazy, variant('whole', [pulledWhole(20, '')]), variant('b', [pulledWhole(21, '')])),
    ).toBe('Pulling the whole image is faster here: whole is ready 10.0 s earlier (p95).');
  });

  it('is an index that names what is read where the image has none, and never a larger span', () => {
    const slower = variant('whole', [pulledWhole(50, '')]);
    expect(remedyOf('lazy', variant('lazy', [lazily(30)], lazyWorld()), slower)).toBe(
      'Fewer bytes that start-up reads, or an index that names what start-up reads, so that it is fetched ahead, would move it; larger spans would not.',
    );
    const ahead = lazyWorld({ prefetches: true });
    expect(remedyOf('lazy', variant('lazy', [lazily(30)], ahead), slower)).toBe(
      'Fewer bytes that start-up reads would move it; larger spans would not.',
    );
  });

  it('is a second service where the rate of a service binds before that of the account', () => {
    const rate = { burst: 100, perSecond: 20, servicePerSecond: 500 / 60 };
    const service = fargateWorld({ launchRate: rate });
    expect(remedyOf('quota', variant('a', [taking(9)], service))).toMatch(
      /^A service launches 500 tasks a minute: a second service/,
    );
    const run: WorldSpec = { ...service, timeline: [] };
    expect(remedyOf('quota', variant('a', [taking(9)], run))).toMatch(
      /^A higher quota \(now 100 tasks at once, then 20 a second\)/,
    );
    expect(remedyOf('quota', variant('a', [taking(9)]))).toBe(remedy('quota', worldSpec(), ''));
  });

  it('is a base that hosts have, and less on top of it, for Windows', () => {
    const image = worldSpec().images[0]!;
    const base = {
      name: 'servercore ltsc2022',
      atStart: 0,
      releases: [{ name: '2026-07-14', publishedAtSeconds: 0, layers: image.layers }],
    };
    const world = worldSpec({ images: [{ ...image, base }] });
    const of = (row: Row) => remedyOf('import', variant('a', [taking(9, row)], world));
    expect(of({ cache: 'cold' })).toBe(
      'Rebuild the image on a base that the hosts have: all of its base is imported.',
    );
    // 231 MiB, unpacked 2.4 times that.
    expect(of({ cache: 'partial' })).toContain('put less on top of it (554 MiB unpacked)');
    expect(remedyOf('import', variant('a', [taking(9)]))).toBe(remedy('import', worldSpec(), 'api'));
  });

  it('is what holds anywhere for all else', () => {
    expect(remedyOf('disk', variant('a', [taking(9)]))).toBe(remedy('disk', worldSpec(), 'api'));
  });
});
