import { describe, expect, it } from 'vitest';
import { BINDERS } from '../../src/model/record.js';
import { binderInSentence, binderWords, largestLayer, remedy } from '../../src/report/binder-words.js';
import { worldSpec } from './fixture.js';

const world = worldSpec();
const compressed = (compression: 'gzip' | 'zstd' | 'none') =>
  worldSpec({
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
    ['none', 'one core of decompression'],
  ] as const)('names the decoder of %s layers', (compression, words) => {
    expect(binderWords('core', compressed(compression))).toBe(words);
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

  it('finds the largest layer of an image', () => {
    expect(largestLayer(world, 'api')?.digest).toBe('sha256:libraries');
    expect(largestLayer(world, 'nobody')).toBeUndefined();
  });
});
