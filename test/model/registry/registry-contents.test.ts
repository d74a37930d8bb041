import { describe, expect, it } from 'vitest';
import type { LazyIndexSpec } from '../../../src/model/spec.js';
import { lazyIndex } from '../tiny-lazy.js';
import { environment, registries } from '../tiny-parts.js';
import { image, MB } from '../tiny-world.js';

function setUp(index: Partial<LazyIndexSpec> | null = null) {
  const env = environment({ ztocBytesPerSpan: 1000, ztocBytesPerFile: 0 });
  const spec = image({ configBytes: 0, lazyIndex: index === null ? null : lazyIndex(index) });
  const ecr = registries(env, [spec]).byName('ecr');
  const named = (tag = 'live') => ecr.resolve('api', { name: 'api', tag, digest: null })!;
  return { env, ecr, named, has: (tag = 'live') => ecr.lazyIndex('api', named(tag)) !== null };
}

describe('what a registry stores', () => {
  it('is a repository for each image, and none for others', () => {
    const { ecr, named } = setUp();
    expect(ecr.repository('api').byTag('live')).toBe(named());
    expect(() => ecr.repository('web')).toThrow('registry ecr has no repository for web');
    expect(ecr.lazyIndex('web', named())).toBeNull();
  });

  it('is found by digest where a reference has one', () => {
    const { ecr, named } = setUp();
    const old = named();
    ecr.push('api', 'live', false);
    expect(ecr.resolve('api', { name: 'api', tag: 'live', digest: old.digest })).toBe(old);
    expect(ecr.resolve('api', { name: 'api', tag: 'v9', digest: null })).toBeUndefined();
  });
});

describe('an index that is deleted', () => {
  it.each(['v1', 'v2'] as const)('is gone with its bytes, and the image stays (%s)', (version) => {
    const { ecr, has, named } = setUp({ version });
    expect(ecr.stored.bytes).toBe(100 * MB + 48_000);
    ecr.deleteIndex('api', 'live');
    expect([has(), named().number]).toEqual([false, 0]);
    if (version === 'v1') expect(ecr.stored.bytes).toBe(100 * MB);
  });

  it('of one piece with its image leaves the tag with another digest: the image was pushed without', () => {
    const { named, ecr } = setUp({ version: 'v2' });
    const before = named();
    ecr.deleteIndex('api', 'live');
    expect(named().digest).not.toBe(before.digest);
    expect(ecr.lazyIndex('api', before)).not.toBeNull();
  });

  it.each(['v1', 'v2'] as const)('is not pushed again with the same content (%s)', (version) => {
    const { ecr, has } = setUp({ version });
    ecr.deleteIndex('api', 'live');
    ecr.push('api', 'live', true);
    ecr.push('api', 'stable', true);
    expect([has(), has('stable')]).toEqual([false, false]);
  });

  it('of a tag that names nothing is nothing', () => {
    const { ecr, has } = setUp({});
    ecr.deleteIndex('api', 'v9');
    expect(has()).toBe(true);
  });
});

describe('content that is pushed again', () => {
  it.each([
    ['v1', ['retag'], true],
    ['v1', [], false],
    ['v2', ['retag'], true],
    ['v2', [], false],
  ] as const)(
    'under another tag, with an index of %s that follows %o, has it: %s',
    (version, follows, keeps) => {
      const { ecr, has } = setUp({ version, follows });
      ecr.push('api', 'stable', true);
      ecr.push('api', 'live', true);
      expect([has('live'), has('stable')]).toEqual([true, keeps]);
      const before = ecr.repository('api').byTag('stable');
      ecr.push('api', 'canary', true);
      expect(ecr.repository('api').byTag('canary')).toBe(before);
    },
  );
});
