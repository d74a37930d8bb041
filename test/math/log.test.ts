import { describe, expect, it } from 'vitest';
import { log, log1p } from '../../src/math/log.js';
import { relativeError } from './relative-error.js';

describe('log', () => {
  it('agrees with Math.log to 1e-15 over all magnitudes', () => {
    let worst = 0;
    for (let k = -1070; k <= 1020; k += 1) {
      for (let fraction = 1; fraction < 2; fraction += 0.0137) {
        const x = fraction * 2 ** k;
        worst = Math.max(worst, relativeError(log(x), Math.log(x)));
      }
    }
    expect(worst).toBeLessThan(1e-15);
  });

  it('keeps its relative precision near 1, where the logarithm itself vanishes', () => {
    for (let size = 1e-1; size > 1e-15; size *= 0.7) {
      expect(relativeError(log(1 + size), Math.log(1 + size))).toBeLessThan(1e-15);
      expect(relativeError(log(1 - size), Math.log(1 - size))).toBeLessThan(1e-15);
    }
  });

  it('never decreases, also where the power of two changes', () => {
    for (const start of [1, Math.SQRT1_2, Math.SQRT2, 2, 1e-300, 1e300]) {
      let before = -Infinity;
      for (let i = -200; i <= 200; i++) {
        const value = log(start * (1 + i * 1e-15));
        expect(value).toBeGreaterThanOrEqual(before);
        before = value;
      }
    }
  });

  it.each([
    [1, 0],
    [0, -Infinity],
    [-0, -Infinity],
    [-1, NaN],
    [NaN, NaN],
    [Infinity, Infinity],
    [-Infinity, NaN],
  ])('of %s is %s', (x, expected) => {
    expect(log(x)).toBe(expected);
  });

  it('takes subnormal numbers', () => {
    expect(relativeError(log(Number.MIN_VALUE), -744.4400719213812)).toBeLessThan(1e-15);
  });
});

describe('log1p', () => {
  it('agrees with Math.log1p to 1e-15 from the smallest to large arguments', () => {
    let worst = 0;
    for (let size = 1e300; size > 1e-300; size *= 0.73) {
      worst = Math.max(worst, relativeError(log1p(size), Math.log1p(size)));
      if (size < 1) worst = Math.max(worst, relativeError(log1p(-size), Math.log1p(-size)));
    }
    expect(worst).toBeLessThan(1e-15);
  });

  it.each([
    [0, 0],
    [-1, -Infinity],
    [-2, NaN],
    [NaN, NaN],
    [Infinity, Infinity],
  ])('of %s is %s', (x, expected) => {
    expect(log1p(x)).toBe(expected);
  });
});
