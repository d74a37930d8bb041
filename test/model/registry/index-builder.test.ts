import { describe, expect, it } from 'vitest';
import type { ImageSpec, LazyIndexSpec } from '../../../src/model/spec.js';
import { indexBytes } from '../../../src/model/registry/index-builder.js';
import { constant } from '../../../src/units/distribution.js';
import { lazyIndex } from '../tiny-lazy.js';
import { environment, registries, release } from '../tiny-parts.js';
import { image, layer, MB, parameters } from '../tiny-world.js';

const SPANS = { ztocBytesPerSpan: 1000, ztocBytesPerFile: 10 };

/** `api` in `ecr`, with an index of one layer: 200 MB in 48 spans, a thousand bytes each. */
function setUp(index: Partial<LazyIndexSpec> = {}, overrides: Partial<ImageSpec> = {}) {
  const env = environment(SPANS);
  const all = registries(env, [image({ lazyIndex: lazyIndex(index), configBytes: 0, ...overrides })]);
  const ecr = all.byName('ecr');
  const named = (tag = 'live') => ecr.resolve('api', { name: 'api', tag, digest: null })!;
  const has = (tag = 'live') => ecr.lazyIndex('api', named(tag)) !== null;
  const push = (tag = 'live', sameDigest = false, buildsIndex = true) =>
    ecr.push('api', tag, sameDigest, false, buildsIndex);
  return { env, ecr, named, has, push, run: (second: number) => env.simulation.run(second) };
}

describe('the size of an index', () => {
  it('is that of the tables of all layers that are large enough', () => {
    const layers = [layer({ files: 7 }), layer({ digest: 'small', compressedBytes: MB })];
    expect(indexBytes(release({ layers }), lazyIndex(), parameters(SPANS))).toBe(48_000 + 70);
    expect(indexBytes(release({ layers: [layers[1]!] }), lazyIndex(), parameters(SPANS))).toBe(0);
  });
});

describe.each(['v1', 'v2'] as const)('a builder of indexes of version %s', (version) => {
  it('has its index there at time zero, or not', () => {
    expect(setUp({ version }).has()).toBe(true);
    expect(setUp({ version, atStart: false }).has()).toBe(false);
  });

  it('is started by a push, and done after its time', () => {
    const { has, push, run } = setUp({ version });
    push();
    expect(has()).toBe(false);
    run(59.9);
    expect(has()).toBe(false);
    run(60);
    expect(has()).toBe(true);
  });

  it('is not started by content that was there, nor where the push says so, nor where there is none', () => {
    const again = setUp({ version, atStart: false });
    again.push('live', true);
    again.run(1000);
    expect(again.has()).toBe(false);
    const without = setUp({ version });
    without.push('live', false, false);
    without.run(1000);
    expect(without.has()).toBe(false);
    const nobody = setUp({ version, buildSeconds: null });
    nobody.push();
    nobody.run(1000);
    expect(nobody.has()).toBe(false);
  });

  it('is done before the push where it takes no time', () => {
    const { has, push } = setUp({ version, buildSeconds: constant(0) });
    push();
    expect(has()).toBe(true);
  });

  it('makes no index of nothing', () => {
    const { has, push, run } = setUp({ version }, { layers: [layer({ compressedBytes: MB })] });
    push();
    run(1000);
    expect(has()).toBe(false);
  });

  it('has the bytes of the index stored, once', () => {
    const { ecr, push, run } = setUp({ version, atStart: false });
    expect(ecr.stored.bytes).toBe(100 * MB);
    push();
    run(1000);
    expect(ecr.stored.bytes).toBe(200 * MB + 48_000);
    push('stable', true);
    expect(ecr.stored.bytes).toBe(200 * MB + 48_000);
  });

  it('builds for a release that has been pushed over meanwhile, and takes no tag from the next', () => {
    const { has, named, push, run } = setUp({ version });
    push();
    run(30);
    push();
    run(60);
    expect([named().number, has()]).toEqual([2, false]);
    run(90);
    expect([named().number, has()]).toEqual([2, true]);
  });
});

describe('an index of version 2', () => {
  it('moves the tag to another digest; who has the old one has it without', () => {
    const { ecr, named, push, run } = setUp();
    push();
    const plain = named();
    run(60);
    expect(named().digest).not.toBe(plain.digest);
    expect(named().number).toBe(plain.number);
    const pinned = ecr.resolve('api', { name: 'api', tag: null, digest: plain.digest })!;
    expect(ecr.lazyIndex('api', pinned)).toBeNull();
  });

  it('cannot be put under an immutable tag, but for one that was converted before', () => {
    const late = setUp({}, { immutableTags: true, tags: [] });
    late.push('v1');
    late.run(1000);
    expect(late.has('v1')).toBe(false);
    const before = setUp({ buildSeconds: constant(0) }, { immutableTags: true, tags: [] });
    before.push('v1');
    expect(before.has('v1')).toBe(true);
  });

  it('comes to a tag that was made while it was built, where it follows', () => {
    const moved = (follows: LazyIndexSpec['follows']) => {
      const { has, push, run } = setUp({ follows });
      push();
      push('stable', true);
      run(60);
      return [has(), has('stable')];
    };
    expect(moved(['retag'])).toEqual([true, true]);
    expect(moved([])).toEqual([true, false]);
  });
});

describe('an index of version 1', () => {
  it('leaves the digest as it was, so that whoever has it finds it', () => {
    const { ecr, named, push, run } = setUp({ version: 'v1' });
    push();
    const { digest } = named();
    run(60);
    expect(named().digest).toBe(digest);
    const pinned = ecr.resolve('api', { name: 'api', tag: null, digest })!;
    expect(ecr.lazyIndex('api', pinned)).not.toBeNull();
  });

  it('is put beside an image under an immutable tag, too', () => {
    const { has, push, run } = setUp({ version: 'v1' }, { immutableTags: true, tags: [] });
    push('v1');
    run(60);
    expect(has('v1')).toBe(true);
  });

  it('comes to nothing where its image has expired meanwhile', () => {
    const { ecr, env, named, push, run } = setUp({ version: 'v1' });
    push();
    const pushed = named();
    ecr.repository('api').remove(pushed, env.now);
    run(60);
    expect(ecr.lazyIndex('api', pushed)).toBeNull();
  });
});

describe('layers in the eStargz format', () => {
  it('can be loaded in parts wherever they are, and whatever is deleted', () => {
    const { ecr, has, push } = setUp({ format: 'estargz', atStart: false, buildSeconds: null });
    expect(has()).toBe(true);
    push();
    push('stable', true);
    ecr.deleteIndex('api', 'live');
    expect([has(), has('stable')]).toEqual([true, true]);
  });
});
