import { describe, expect, it } from 'vitest';
import { faultMessage } from '../../../src/model/registry/registry.js';
import type { CacheSpec, LazyIndexSpec } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { lazyIndex } from '../tiny-lazy.js';
import { image, layer, MB, registry } from '../tiny-world.js';
import { CacheScene, cacheSpec, DAY, nginx, pullLimit, withCache } from './tiny-cache.js';

const MANY = Array.from({ length: 20 }, () => 'nginx:1');

describe('the first pull through a cache', () => {
  it('asks upstream, makes the repository, and waits for the copy of each blob', () => {
    const scene = new CacheScene(
      withCache({ createRepositorySeconds: constant(2) }, { requestLatency: constant(0.5) }),
    );
    // ping, token, GET and the manifest of the platform: 4 × 0.5 s; then 100 MB at 10 MB/s after one more request.
    const pulled = scene.pull();
    expect(pulled).toEqual({ at: 4, named: 0, layerAt: 14.5, missed: true });
  });

  it('is faster the next time: nothing is asked and nothing is copied', () => {
    const scene = new CacheScene();
    scene.pull();
    expect(scene.pull()).toEqual({ at: 10, named: 0, layerAt: 10, missed: false });
    expect([scene.upstream.pulls, scene.upstream.copiedBytes]).toEqual([1, 100 * MB]);
  });

  it('makes the repository once, whatever tags it holds', () => {
    const specs = withCache({ createRepositorySeconds: constant(2) });
    const scene = new CacheScene(specs, [nginx({ tags: ['1', '2'] })]);
    scene.pull('nginx:1');
    const began = scene.env.now;
    expect(scene.pull('nginx:2').at).toBe(began);
  });

  it('copies so many layers at once, in the order of the manifest', () => {
    const layers = ['a', 'b', 'c', 'd'].map((digest) => layer({ digest }));
    const scene = new CacheScene(withCache({ copyStreams: 2 }), [nginx({ layers })]);
    scene.pull();
    const there = () => layers.filter(({ digest }) => scene.cache.repository('nginx').hasBlob(digest));
    expect(there()).toHaveLength(2);
    scene.until(19.9);
    expect(there()).toHaveLength(2);
    scene.until(20);
    expect(there()).toHaveLength(4);
  });

  it('of a tag copies all platforms that its index names, or one where that is switched off', () => {
    const platforms = ['linux/amd64', 'linux/arm64', 'linux/arm/v7'];
    const copied = (copiesAllPlatforms: boolean) => {
      const scene = new CacheScene(withCache({ copiesAllPlatforms }), [nginx({ platforms })]);
      scene.pull();
      scene.until(1000);
      return [scene.upstream.copiedBytes / MB, scene.cache.stored.bytes / MB];
    };
    expect(copied(true)).toEqual([300, 300]);
    expect(copied(false)).toEqual([100, 100]);
  });

  it('shares the egress of upstream with all who download from it', () => {
    const layers = ['a', 'b'].map((digest) => layer({ digest }));
    const scene = new CacheScene(withCache({}, { aggregateBytesPerSecond: 10 * MB }), [nginx({ layers })]);
    expect(scene.pull().layerAt).toBeCloseTo(20, 9);
  });

  it('goes on copying when nobody waits any more', () => {
    const scene = new CacheScene();
    scene.pulls(['nginx:1']);
    scene.until(100);
    expect(scene.cache.repository('nginx').hasBlob('sha256:base')).toBe(true);
  });

  it('of what upstream does not have finds nothing, and fails with upstream’s reason where it has one', () => {
    const scene = new CacheScene();
    expect(scene.pull('nginx:unheard-of').named).toBeUndefined();
    const end = scene.hub.fail({ kind: 'unreachable', share: 1 });
    expect(scene.pull()).toEqual({ at: 15, named: faultMessage('unreachable', 'nginx:1') });
    end();
    expect(scene.pull().named).toBe(0);
  });

  it('of a digest copies it by digest, and never asks again', () => {
    const scene = new CacheScene();
    const { digest } = scene.hub.repository('nginx').newest;
    expect(scene.pull(`nginx@${digest}`)).toMatchObject({ named: 0, missed: true });
    scene.until(10 * DAY);
    expect(scene.pull(`nginx@${digest}`)).toMatchObject({ named: 0, missed: false });
    expect(scene.upstream.pulls).toBe(1);
    expect(scene.cache.repository('nginx').tags).toEqual([]);
  });

  it('asks for a layer anew where its copy has failed', () => {
    const scene = new CacheScene();
    const aim = { image: 'nginx', stage: 'layers', attempt: null } as const;
    const end = scene.hub.fail({ kind: 'throttled', share: 1, aim });
    expect(scene.pull()).toMatchObject({ named: 0, missed: 'toomanyrequests: Rate exceeded' });
    end();
    expect(scene.pull()).toMatchObject({ named: 0, missed: true, layerAt: 10 });
    expect(scene.upstream.pulls).toBe(1);
  });
});

describe('a cached tag', () => {
  it('is served without asking for a day, and then checked by the pull that comes', () => {
    const scene = new CacheScene();
    scene.pull();
    scene.push();
    expect(scene.until(DAY - 1).pull().named).toBe(0);
    expect(scene.until(DAY).pull().named).toBe(1);
    expect(scene.upstream.pulls).toBe(2);
  });

  it('is never refreshed while nobody pulls it', () => {
    const scene = new CacheScene();
    scene.pull();
    const requests = scene.until(100).hub.totalRequests;
    scene.push();
    expect(scene.until(30 * DAY).hub.totalRequests).toBe(requests);
    expect(scene.cache.resolve('nginx', { name: 'nginx', tag: '1', digest: null })?.number).toBe(0);
  });

  it('renews its day when upstream names the same, which is no pull', () => {
    const scene = new CacheScene();
    scene.pull();
    scene.until(DAY).pull();
    scene.push();
    expect(scene.until(2 * DAY - 1).pull().named).toBe(0);
    expect(scene.until(2 * DAY).pull().named).toBe(1);
    expect(scene.upstream.pulls).toBe(2);
  });

  it('counts the day from the last pull where the announcement is taken at its word: who pulls often never sees a change', () => {
    const named = (validityFrom: 'lastCheck' | 'lastPull') => {
      const scene = new CacheScene(withCache({ validityFrom }));
      scene.pull();
      scene.push();
      const often = [0.5, 1, 1.5, 2].map((days) => scene.until(days * DAY).pull().named);
      return [...often, scene.until(3 * DAY).pull().named];
    };
    expect(named('lastCheck')).toEqual([0, 1, 1, 1, 1]);
    expect(named('lastPull')).toEqual([0, 0, 0, 0, 1]);
  });

  it('copies only the layers that it does not have', () => {
    const layers = [layer({ digest: 'base', changesEachRelease: false }), layer({ digest: 'top' })];
    const scene = new CacheScene(withCache(), [nginx({ layers })]);
    scene.pull();
    scene.push();
    scene.until(DAY).pull();
    scene.until(2 * DAY);
    expect(scene.upstream.copiedBytes).toBe(300 * MB);
  });

  it('does not move where tags are immutable', () => {
    const scene = new CacheScene(withCache({ immutableTags: true }));
    scene.pull();
    scene.push();
    expect(scene.until(5 * DAY).pull()).toMatchObject({ named: 0, missed: false });
    expect(scene.upstream.pulls).toBe(1);
  });

  it.each(['unreachable', 'throttled', 'auth-failing', 'not-found'] as const)(
    'is served as it is when upstream is %s, and checked by the next pull',
    (kind) => {
      const scene = new CacheScene();
      scene.pull();
      scene.push();
      const end = scene.until(DAY).hub.fail({ kind, share: 1 });
      expect(scene.pull()).toMatchObject({ named: 0, missed: false });
      end();
      expect(scene.pull().named).toBe(1);
    },
  );

  it('is asked for anew after a check that failed, whatever the day counts from', () => {
    const scene = new CacheScene(withCache({ validityFrom: 'lastPull' }));
    scene.pull();
    scene.push();
    const end = scene.until(DAY).hub.fail({ kind: 'unreachable', share: 1 });
    expect(scene.pull().named).toBe(0);
    end();
    expect(scene.pull().named).toBe(1);
  });

  it('fails with upstream where it may not be served stale, but not within its day', () => {
    const scene = new CacheScene(withCache({ servesStale: false }));
    scene.pull();
    scene.hub.fail({ kind: 'throttled', share: 1 });
    expect(scene.until(DAY - 1).pull().named).toBe(0);
    expect(scene.until(DAY).pull().named).toBe('toomanyrequests: Rate exceeded');
  });

  it('stays as it is where the check is let through and the pull is refused', () => {
    const scene = new CacheScene(withCache({}, { limits: [pullLimit(1)] }));
    scene.pull();
    scene.push();
    expect(scene.until(6 * 3600 - 1).pull().named).toBe(0);
    const half = new CacheScene(withCache({ validitySeconds: 3600 }, { limits: [pullLimit(1)] }));
    half.pull();
    half.push();
    expect(half.until(3600).pull().named).toBe(0);
    expect(half.upstream.refusals).toBe(1);
    expect(half.until(6 * 3600).pull().named).toBe(1);
  });
});

describe('pulls that miss together', () => {
  it('share one pull of upstream and one copy', () => {
    const scene = new CacheScene(withCache({}, { limits: [pullLimit(10)] }));
    const pulled = scene.pulls(MANY);
    expect(pulled.every(({ named, layerAt }) => named === 0 && layerAt === 10)).toBe(true);
    expect([scene.upstream.pulls, scene.upstream.refusals, scene.upstream.copiedBytes]).toEqual([
      1,
      0,
      100 * MB,
    ]);
  });

  it('each make their own where the cache does not coalesce, and meet upstream’s limit', () => {
    const hub = { limits: [pullLimit(10)], requestLatency: constant(1), aggregateBytesPerSecond: 50 * MB };
    const scene = new CacheScene(withCache({ coalesces: false }, hub));
    const pulled = scene.pulls(MANY);
    expect(pulled.filter(({ named }) => named === 0)).toHaveLength(10);
    expect(pulled.filter(({ named }) => named === 'toomanyrequests: Rate exceeded')).toHaveLength(10);
    expect([scene.upstream.pulls, scene.upstream.refusals]).toEqual([10, 10]);
    scene.until(100);
    // Ten copies of 100 MB over 50 MB/s, after three requests, that of the platform and that of the layer.
    expect(scene.upstream.copiedBytes).toBe(1000 * MB);
    expect(pulled.find(({ named }) => named === 0)!.layerAt).toBeCloseTo(25, 9);
    expect(scene.cache.stored.bytes).toBe(100 * MB);
  });

  it('share one check, too', () => {
    const scene = new CacheScene(withCache({}, { requestLatency: constant(1) }));
    scene.pull();
    const before = scene.until(2 * DAY).hub.totalRequests;
    scene.pulls(MANY);
    // ping, token, HEAD
    expect(scene.hub.totalRequests - before).toBe(3);
  });

  it('get the same, whatever the day counts from', () => {
    for (const validityFrom of ['lastCheck', 'lastPull'] as const) {
      const scene = new CacheScene(withCache({ validityFrom }, { requestLatency: constant(1) }));
      scene.pull();
      scene.push();
      expect(
        scene
          .until(2 * DAY)
          .pulls(MANY)
          .map(({ named }) => named),
      ).toEqual(MANY.map(() => 1));
    }
  });
});

describe('the limits of upstream', () => {
  it('are spent by the cache from an address of its own', () => {
    const images = ['a', 'b', 'c'].map((name) =>
      nginx({ name, repository: name, names: [{ name: `cache/${name}`, registry: 'cache' }] }),
    );
    const scene = new CacheScene(withCache({}, { limits: [pullLimit(2)] }), images);
    expect(scene.pulls(['a:1', 'b:1', 'c:1']).map(({ named }) => named)).toEqual([
      0,
      0,
      'toomanyrequests: Rate exceeded',
    ]);
  });

  it('are those of its account where it has one', () => {
    const scene = new CacheScene(
      withCache({ upstreamLimits: [{ ...pullLimit(5), scope: 'account' }] }, { limits: [pullLimit(0)] }),
    );
    expect(scene.pull().named).toBe(0);
  });

  it.each([
    ['personal', [0, 'toomanyrequests: Rate exceeded']],
    ['pro', [0, 0]],
  ])('are shared with another cache of the same account there: personal and %s', (account, named) => {
    const upstreamLimits = [{ ...pullLimit(1), scope: 'account' }] as const;
    const other = cacheSpec({ upstreamAccount: account, upstreamLimits, prefix: 'other' });
    const specs = [
      ...withCache({ upstreamAccount: 'personal', upstreamLimits }),
      registry({ name: 'other', type: 'ecr-pull-through-cache', cache: other }),
    ];
    const names = ['cache', 'other'].map((name) => ({ name: `${name}/library/nginx`, registry: name }));
    const scene = new CacheScene(specs, [nginx({ names })]);
    expect(
      scene.pulls(['cache/library/nginx:1', 'other/library/nginx:1']).map((pulled) => pulled.named),
    ).toEqual(named);
  });
});

describe('a cache that holds images at time zero', () => {
  it('serves them at once for a day', () => {
    const scene = new CacheScene(withCache({ holdsAtStart: true }));
    expect(scene.pull()).toEqual({ at: 0, named: 0, layerAt: 0, missed: false });
    scene.push();
    expect(scene.until(DAY - 1).pull().named).toBe(0);
    expect(scene.until(DAY).pull().named).toBe(1);
  });
});

describe('a mirror that copies on its own', () => {
  it('has what upstream had when it copied last, and asks nothing because of a pull', () => {
    const scene = new CacheScene(withCache({ syncSeconds: 6 * 3600 }));
    scene.until(3600).push();
    scene.push('2');
    expect([scene.pull().named, scene.pull('nginx:2').named]).toEqual([0, undefined]);
    expect(scene.hub.totalRequests).toBe(0);
    scene.until(6 * 3600 + 100);
    expect([scene.pull().named, scene.pull('nginx:2').named]).toEqual([1, 2]);
  });

  it('serves the old release until the new one is there as a whole', () => {
    const scene = new CacheScene(withCache({ syncSeconds: 3600 }));
    scene.push();
    expect(scene.until(3609).pull()).toMatchObject({ named: 0, missed: false });
    expect(scene.until(3610).pull()).toMatchObject({ named: 1, missed: false });
  });

  it('spends a pull on each tag that has moved, and on no other', () => {
    const scene = new CacheScene(withCache({ syncSeconds: 3600 }), [nginx({ tags: ['1', '2', '3'] })]);
    scene.push('2');
    scene.until(5 * 3600);
    expect(scene.upstream.pulls).toBe(1);
  });
});

describe('rules of one registry', () => {
  it('are several, each with its upstream', () => {
    const specs = withCache();
    const quay = { ...specs[1]!, name: 'quay', type: 'generic' } as const;
    const other = {
      ...specs[2]!,
      name: 'other',
      cache: { ...specs[2]!.cache!, upstream: 'quay', prefix: 'quay' },
    };
    const images = [
      nginx(),
      image({ name: 'tool', registry: 'quay', repository: 'org/tool', pulledFrom: 'other', configBytes: 0 }),
    ];
    const scene = new CacheScene([...specs, quay, other], images);
    expect(scene.pulls(['nginx:1', 'tool:live']).map(({ named }) => named)).toEqual([0, 0]);
    expect(scene.cache.repository('nginx').path).toBe('docker-hub/library/nginx');
    expect(scene.all.byName('other').repository('tool').path).toBe('quay/org/tool');
    expect([scene.upstream.pulls, scene.all.byName('other').cache!.upstream.pulls]).toEqual([1, 1]);
  });
});

describe('a cache and what makes an image loadable in parts', () => {
  const scene = (index: Partial<LazyIndexSpec>, cache: Partial<CacheSpec> = {}) => {
    const at = new CacheScene(withCache(cache), [nginx({ lazyIndex: lazyIndex(index) })]);
    const has = () => {
      const release = at.cache.resolve('nginx', { name: 'nginx', tag: '1', digest: null });
      return release === undefined ? undefined : at.cache.lazyIndex('nginx', release) !== null;
    };
    return { at, has };
  };

  it.each(['v1', 'v2'] as const)('brings it with the image, where it follows (%s)', (version) => {
    const { at, has } = scene({ version });
    at.pull();
    expect(has()).toBe(true);
    const other = scene({ version, follows: ['replication'] });
    other.at.pull();
    expect(other.has()).toBe(false);
  });

  it.each(['v1', 'v2'] as const)(
    'stays without what was built after the copy, until the next check (%s)',
    (version) => {
      const { at, has } = scene({ version });
      at.push();
      at.pull();
      at.until(DAY - 1).pull();
      expect(has()).toBe(false);
      at.until(DAY + 1).pull();
      expect(has()).toBe(true);
    },
  );

  it.each(['v1', 'v2'] as const)('holds it at time zero where it holds the image (%s)', (version) => {
    expect(scene({ version }, { holdsAtStart: true }).has()).toBe(true);
    expect(scene({ version, follows: [] }, { holdsAtStart: true }).has()).toBe(false);
  });

  it('asks for an image anew only where it has changed, also without its index', () => {
    const { at } = scene({ follows: [] });
    at.pull();
    const { pulls } = at.upstream;
    at.until(DAY + 1).pull();
    expect(at.upstream.pulls).toBe(pulls);
  });
});
