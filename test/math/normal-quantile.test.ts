import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../src/math/normal-quantile.js';
import { relativeError } from './relative-error.js';

/** Reference values to 20 digits (mpmath, inverse of erfc), rounded to doubles; ordinary tables agree. */
const table: readonly (readonly [number, number])[] = [
  [0.975, 1.9599639845400538],
  [0.995, 2.5758293035489004],
  [0.95, 1.6448536269514722],
  [0.9, 1.2815515655446006],
  [0.75, 0.6744897501960817],
  [0.6, 0.2533471031357997],
  [0.501, 0.002506630899571766],
  [0.074, -1.4466320671589785],
  [0.01, -2.326347874040841],
  [0.001, -3.0902323061678136],
  [0.0001, -3.7190164854556804],
  [1e-6, -4.753424308822899],
  [1e-10, -6.361340902404057],
  [1e-12, -7.034483825301132],
  [1e-20, -9.262340089798407],
  [1e-100, -21.273453560965326],
  [1e-300, -37.0470962993612],
];

describe('the normal quantile', () => {
  it.each(table)('at %s is %s', (p, z) => {
    expect(relativeError(normalQuantile(p), z)).toBeLessThan(1e-15);
  });

  it('is symmetric about one half', () => {
    for (let k = 1; k < 60; k++) {
      const p = 2 ** -k;
      if (1 - p < 1) expect(normalQuantile(1 - p) + normalQuantile(p)).toBeCloseTo(0, 13);
    }
    expect(normalQuantile(0.5)).toBe(0);
  });

  it('never decreases, also where one approximation hands over to the next', () => {
    // The hand-overs are at |p - ½| = 0.425 and at p = e^-25.
    for (const centre of [0.075, 0.925, 1.3887943864964021e-11, 0.5]) {
      let before = -Infinity;
      for (let i = -500; i <= 500; i++) {
        const z = normalQuantile(centre * (1 + i * 1e-13));
        expect(z).toBeGreaterThanOrEqual(before);
        before = z;
      }
    }
  });

  it.each([
    [0, -Infinity],
    [1, Infinity],
    [-0.1, NaN],
    [1.1, NaN],
    [NaN, NaN],
  ])('at %s is %s', (p, expected) => {
    expect(normalQuantile(p)).toBe(expected);
  });
});
