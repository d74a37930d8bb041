import { describe, expect, it } from 'vitest';
import { BINDERS } from '../../src/model/record.js';
import { binderInSentence, binderWords, largestLayer, remedy } from '../../src/report/binder-words.js';
import { worldSpec } from './fixture.js';

const world = worldSpec();
/** Layers compressed so, where decompression is nearly all that it takes to unpack them. */
const compressed = (compression: 'gzip' | 'zstd' | 'none') =>
  worldSpec({
    model: { ...world.model, untarBytesPerSecond: 1e12, sha256BytesPerSecond: 1e12, fileCpuSeconds: 0 },
    images: world.images.map((image) => ({
      ...image,
      layers: image.layers.map((layer) => ({ ...layer, compression })),
    })),
  });

describe('what binds a start, in words', () => {
  it('is different for each binder', () => {
    expect(new Set(BINDERS.map((binder) => binderWords(binder, world))).size).toBe(BINDERS.length);
  });

  it.each([
    ['gzip', 'one core of gzip'],
    ['zstd', 'one core of zstd'],
    ['none', 'one core that unpacks'],
  ] as const)('names the decoder of %s layers', (compression, words) => {
    expect(binderWords('core', compressed(compression))).toBe(words);
  });

  it('does not blame a decoder that waits for the files to be written', () => {
    const slow = worldSpec({ model: { ...world.model, fileCpuSeconds: 0.01 } });
    expect(binderWords('core', slow)).toBe('one core that unpacks');
  });

  it('has an article in a sentence where it needs one', () => {
    expect(binderInSentence('disk', world)).toBe('the disk');
    expect(binderInSentence('slot', world)).toBe('slots of the container runtime');
  });
});

describe('what moves a start that is bound', () => {
  it('is a sentence for each binder', () => {
    for (const binder of BINDERS) expect(remedy(binder, world, 'api')).toMatch(/^[A-Z].*\.$/);
  });

  it('names the largest layer, and zstd only where it is not zstd already', () => {
    expect(remedy('core', world, 'api')).toBe(
      'Shrink the largest layer (180 MiB), or compress it with zstd.',
    );
    expect(remedy('core', compressed('zstd'), 'api')).toBe('Shrink the largest layer (180 MiB).');
    expect(remedy('stream', world, 'nobody')).toContain('the largest layer.');
  });

  it('does not recommend zstd where the slower half of the work is to write files', () => {
    const slow = worldSpec({ model: { ...world.model, fileCpuSeconds: 0.01 } });
    expect(remedy('core', slow, 'api')).toBe(
      'Shrink the largest layer (180 MiB): most of the work is to hash and to write its files.',
    );
  });

  it('finds the largest layer of an image', () => {
    expect(largestLayer(world, 'api')?.digest).toBe('sha256:libraries');
    expect(largestLayer(world, 'nobody')).toBeUndefined();
  });
});
