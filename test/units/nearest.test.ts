import { describe, expect, it } from 'vitest';
import { nearestName } from '../../src/units/nearest.js';

describe('the nearest name', () => {
  const keys = ['compression', 'compressed', 'capacity', 'image', 'images', 'at', 'cpu'];

  it.each([
    ['compresion', 'compression'],
    ['capactiy', 'capacity'],
    ['Image', 'image'],
    ['imges', 'images'],
    ['CPU', 'cpu'],
    ['cup', 'cpu'],
    ['ta', 'at'],
  ])('of "%s" is "%s"', (word, nearest) => {
    expect(nearestName(word, keys)).toBe(nearest);
  });

  it.each(['registry', 'xy', 'q', ''])('of "%s" is none, since nothing is near', (word) => {
    expect(nearestName(word, keys)).toBeUndefined();
  });

  it('is the first of several that are equally near', () => {
    expect(nearestName('bat', ['cat', 'hat'])).toBe('cat');
  });

  it('is none where there are no candidates', () => {
    expect(nearestName('image', [])).toBeUndefined();
  });
});
