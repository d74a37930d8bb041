import { describe, expect, it } from 'vitest';
import type { LazyIndexSpec, ReplicationRule } from '../../../src/model/spec.js';
import { constant, empirical } from '../../../src/units/distribution.js';
import { lazyIndex } from '../tiny-lazy.js';
import { environment, registries } from '../tiny-parts.js';
import { image, layer, MB, registry } from '../tiny-world.js';
import { CacheScene, DAY, nginx, withCache } from './tiny-cache.js';

function rule(overrides: Partial<ReplicationRule> = {}): ReplicationRule {
  return { to: 'ecr-eu', prefix: '', delay: constant(300), coversExisting: false, ...overrides };
}

/** `api` is pushed to `ecr`, which copies to `ecr-eu`; there is `ecr-us` too. */
function setUp(
  rules: readonly ReplicationRule[] = [rule()],
  jitter = false,
  eu: readonly ReplicationRule[] = [],
) {
  const env = environment({ jitter });
  const specs = [
    registry({ replication: rules }),
    registry({ name: 'ecr-eu', replication: eu }),
    registry({ name: 'ecr-us' }),
  ];
  const layers = [layer({ digest: 'base', changesEachRelease: false }), layer({ digest: 'top' })];
  const spec = image({
    repository: 'team/api',
    layers,
    configBytes: 0,
    names: [{ name: 'ecr-eu/team/api', registry: 'ecr-eu' }],
  });
  const all = registries(env, [spec], specs);
  const at = (name: string, tag = 'live') =>
    all.byName(name).resolve('api', { name: 'api', tag, digest: null })?.number;
  const push = (second: number, tag = 'live') => {
    env.simulation.run(second);
    return all.byName('ecr').push('api', tag, false);
  };
  return { env, all, at, push, run: (second: number) => env.simulation.run(second) };
}

describe('replication', () => {
  it('brings what is pushed after its delay: until then it is not found', () => {
    const { at, push, run } = setUp();
    push(10, 'v1');
    run(309.9);
    expect([at('ecr', 'v1'), at('ecr-eu', 'v1')]).toEqual([1, undefined]);
    run(310);
    expect(at('ecr-eu', 'v1')).toBe(1);
  });

  it('leaves the old release under a tag that moves until the new one is there', () => {
    const { at, push, run } = setUp([rule({ coversExisting: true })]);
    push(10);
    run(309.9);
    expect([at('ecr'), at('ecr-eu')]).toEqual([1, 0]);
    run(310);
    expect(at('ecr-eu')).toBe(1);
  });

  it('is not retroactive: what was there before stays where it was, unless it was pushed under the rule', () => {
    const { at, run } = setUp();
    run(DAY);
    expect(at('ecr-eu')).toBeUndefined();
    expect(setUp([rule({ coversExisting: true })]).at('ecr-eu')).toBe(0);
  });

  it('goes one step: what it brought is not replicated again', () => {
    const { at, push, run } = setUp([rule()], false, [rule({ to: 'ecr-us' })]);
    push(0);
    run(DAY);
    expect([at('ecr-eu'), at('ecr-us')]).toEqual([1, undefined]);
  });

  it('takes repositories with a prefix, and each once for a registry', () => {
    const one = setUp([rule({ prefix: 'prod/' })]);
    one.push(0);
    one.run(DAY);
    expect(one.at('ecr-eu')).toBeUndefined();
    const two = setUp([rule({ prefix: 'team/' }), rule({ delay: constant(1) }), rule({ to: 'ecr-us' })]);
    two.push(0);
    two.run(299);
    expect(two.at('ecr-eu')).toBeUndefined();
    two.run(300);
    expect([two.at('ecr-eu'), two.at('ecr-us')]).toEqual([1, 1]);
  });

  it('counts the bytes that the other registry did not have, and stores them there', () => {
    const { all, push, run } = setUp();
    push(0);
    push(1);
    run(DAY);
    const eu = all.byName('ecr-eu');
    expect([eu.replicatedBytes, eu.stored.bytes]).toEqual([300 * MB, 300 * MB]);
    expect(eu.stored.byteSeconds(DAY)).toBeCloseTo(200 * MB * (DAY - 300) + 100 * MB * (DAY - 301), 0);
  });

  it('draws a delay for each push, and never moves a tag back to an earlier one', () => {
    const { at, push, run } = setUp([rule({ delay: empirical([10, 1000]) })], true);
    let overtaken = 0;
    let seen = 0;
    for (let n = 1; n <= 60; n++) push(n);
    for (let second = 61; second < 1100; second++) {
      run(second);
      const now = at('ecr-eu') ?? 0;
      if (now < seen) overtaken++;
      seen = Math.max(seen, now);
    }
    expect([overtaken, seen]).toEqual([0, 60]);
  });

  it('brings late copies all the same, by digest', () => {
    const { all, push, run } = setUp();
    const first = push(0);
    push(1);
    run(DAY);
    const digest = first.accepted ? first.release.digest : '';
    expect(all.byName('ecr-eu').resolve('api', { name: 'api', tag: null, digest })?.number).toBe(1);
  });
});

describe('replication of what a pull-through cache has copied', () => {
  const setUpCache = () => {
    const [ecr, hub, cache] = withCache({}, {}, { replication: [rule({ prefix: 'docker-hub/' })] });
    const eu = registry({ name: 'ecr-eu' });
    const names = [
      { name: 'cache/library/nginx', registry: 'cache' },
      { name: 'ecr-eu/docker-hub/library/nginx', registry: 'ecr-eu' },
    ];
    return new CacheScene([ecr!, hub!, cache!, eu], [nginx({ names })]);
  };
  const there = 'ecr-eu/docker-hub/library/nginx:1';

  it('begins when the copy is complete', () => {
    const scene = setUpCache();
    scene.pull();
    expect(scene.until(309.9).pull(there).named).toBeUndefined();
    expect(scene.until(310).pull(there)).toMatchObject({ named: 0, missed: false });
    expect(scene.all.byName('ecr-eu').replicatedBytes).toBe(100 * MB);
  });

  it('follows each refresh of the tag, and nothing else', () => {
    const scene = setUpCache();
    scene.pull();
    scene.push();
    scene.until(2 * DAY);
    expect(scene.pull(there).named).toBe(0);
    scene.pull();
    expect(scene.until(2 * DAY + 309).pull(there).named).toBe(0);
    expect(scene.until(2 * DAY + 310).pull(there).named).toBe(1);
  });
});

describe('replication of what makes an image loadable in parts', () => {
  const replicated = (index: Partial<LazyIndexSpec>, coversExisting = false) => {
    const env = environment();
    const spec = image({ repository: 'team/api', lazyIndex: lazyIndex(index) });
    const all = registries(
      env,
      [spec],
      [registry({ replication: [rule({ coversExisting })] }), registry({ name: 'ecr-eu' })],
    );
    const has = (name: string) => {
      const from = all.byName(name);
      const release = from.resolve('api', { name: 'api', tag: 'live', digest: null });
      return release === undefined ? undefined : from.lazyIndex('api', release) !== null;
    };
    return { env, all, has, push: () => all.byName('ecr').push('api', 'live', false) };
  };

  it.each(['v1', 'v2'] as const)('brings an index by a push of its own, once it is built (%s)', (version) => {
    const { env, has, push } = replicated({ version });
    push();
    env.simulation.run(300);
    expect([has('ecr'), has('ecr-eu')]).toEqual([true, false]);
    env.simulation.run(359.9);
    expect(has('ecr-eu')).toBe(false);
    env.simulation.run(360);
    expect(has('ecr-eu')).toBe(true);
  });

  it.each(['v1', 'v2'] as const)(
    'brings the image without, where the index does not follow (%s)',
    (version) => {
      const { env, all, has, push } = replicated({ version, follows: ['retag'], buildSeconds: constant(0) });
      push();
      env.simulation.run(DAY);
      expect([has('ecr'), has('ecr-eu')]).toEqual([true, false]);
      expect(all.byName('ecr-eu').resolve('api', { name: 'api', tag: 'live', digest: null })?.number).toBe(1);
    },
  );

  it.each(['v1', 'v2'] as const)('has brought that of images of time zero, too (%s)', (version) => {
    expect(replicated({ version }, true).has('ecr-eu')).toBe(true);
    expect(replicated({ version, follows: [] }, true).has('ecr-eu')).toBe(false);
  });

  it('brings the image without its index when that is deleted by a push; an index beside it stays', () => {
    for (const version of ['v1', 'v2'] as const) {
      const { env, all, has } = replicated({ version }, true);
      all.byName('ecr').deleteIndex('api', 'live');
      env.simulation.run(DAY);
      expect([has('ecr'), has('ecr-eu')]).toEqual([false, version === 'v1']);
    }
  });

  it('counts the bytes of an index', () => {
    const { env, all, push } = replicated({ version: 'v1' });
    push();
    env.simulation.run(359);
    const before = all.byName('ecr-eu').replicatedBytes;
    env.simulation.run(360);
    expect(all.byName('ecr-eu').replicatedBytes).toBeGreaterThan(before);
  });
});
