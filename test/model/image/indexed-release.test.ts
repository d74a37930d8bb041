import { describe, expect, it } from 'vitest';
import { blobsOf } from '../../../src/model/image/blobs-of.js';
import { ChainTable } from '../../../src/model/image/chain-table.js';
import { plainForm, releaseAtStart, rewritten, withIndex } from '../../../src/model/image/indexed-release.js';
import { lazyIndex } from '../tiny-lazy.js';
import { release } from '../tiny-parts.js';
import { image } from '../tiny-world.js';

describe('a release with an index in it', () => {
  it('has another digest and image ID, and the same layers', () => {
    const plain = release();
    const converted = withIndex(plain, lazyIndex(), 1000);
    expect(converted.digest).not.toBe(plain.digest);
    expect(converted.imageId).not.toBe(plain.imageId);
    expect([converted.chains, converted.number]).toEqual([plain.chains, plain.number]);
    expect(plainForm(converted)).toBe(plain);
    expect(plainForm(plain)).toBe(plain);
  });

  it('is the same wherever it is made of the same release', () => {
    expect(withIndex(release(), lazyIndex(), 1000).digest).toBe(withIndex(release(), lazyIndex(), 1).digest);
  });

  it('has its index as one blob more', () => {
    const converted = withIndex(release(), lazyIndex(), 1000);
    expect(blobsOf(converted).map(({ bytes }) => bytes)).toEqual([5000, 100e6, 1000]);
    expect(blobsOf(withIndex(release(), lazyIndex(), 0))).toHaveLength(2);
  });
});

describe('a release whose manifest was written anew', () => {
  it('has another digest, and nothing that referred to the old one', () => {
    const copy = rewritten(release());
    expect(copy.digest).not.toBe(release().digest);
    expect(copy.embedded).toBeNull();
  });
});

describe('what tags name at time zero', () => {
  const at = (index: Parameters<typeof lazyIndex>[0] | null) =>
    releaseAtStart(image({ lazyIndex: index === null ? null : lazyIndex(index) }), new ChainTable(), () => 7);

  it('was converted before where version 2 is there', () => {
    expect(at({}).embedded).toMatchObject({ bytes: 7, index: { version: 'v2' } });
    expect(at({}).digest).not.toBe(release().digest);
  });

  it.each([[null], [{ atStart: false }], [{ version: 'v1' }]] as const)(
    'is the image as it is with %o',
    (index) => {
      expect(at(index).embedded).toBeNull();
      expect(at(index).digest).toBe(release().digest);
    },
  );

  it('has its tables in its layers as eStargz', () => {
    expect(at({ format: 'estargz' }).embedded).toMatchObject({ bytes: 0, plain: null });
  });
});
