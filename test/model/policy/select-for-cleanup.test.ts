import { describe, expect, it } from 'vitest';
import { selectForCleanup } from '../../../src/model/policy/select-for-cleanup.js';
import type { CleanupQuestion, ImageState } from '../../../src/model/policy/types.js';

function state(imageId: string, overrides: Partial<ImageState> = {}): ImageState {
  return {
    imageId,
    names: [imageId],
    pulledAtSeconds: 0,
    lastUsedAtSeconds: 0,
    references: 0,
    pullSucceeded: true,
    bytes: 1e9,
    ...overrides,
  };
}

function select(images: readonly ImageState[], overrides: Partial<CleanupQuestion> = {}): readonly string[] {
  return selectForCleanup({
    behavior: 'default',
    nowSeconds: 10_000,
    minimumAgeSeconds: 3600,
    imagesPerCycle: 5,
    images,
    exclude: [],
    ...overrides,
  });
}

describe('selectForCleanup', () => {
  it('takes the least recently released first', () => {
    const images = [state('a', { lastUsedAtSeconds: 30 }), state('b', { lastUsedAtSeconds: 10 })];
    expect(select(images)).toEqual(['b', 'a']);
  });

  it('leaves what a container uses, running or not yet swept', () => {
    expect(select([state('a', { references: 1 })])).toEqual([]);
  });

  it('wants an age strictly above the minimum', () => {
    const atTheLimit = state('a', { pulledAtSeconds: 6400 });
    const beyond = state('b', { pulledAtSeconds: 6399 });
    expect(select([atTheLimit, beyond])).toEqual(['b']);
  });

  it('counts age from the first recording and not from the last use', () => {
    expect(select([state('a', { pulledAtSeconds: 0, lastUsedAtSeconds: 9999 })])).toEqual(['a']);
  });

  it('takes at most the images of a cycle', () => {
    const images = ['a', 'b', 'c'].map((id, index) => state(id, { lastUsedAtSeconds: index }));
    expect(select(images, { imagesPerCycle: 2 })).toEqual(['a', 'b']);
  });

  it('leaves excluded names', () => {
    expect(select([state('a', { names: ['x', 'keep'] }), state('b')], { exclude: ['keep'] })).toEqual(['b']);
  });

  it('takes images whose tag has moved away', () => {
    expect(select([state('a', { names: [] })])).toEqual(['a']);
  });
});
