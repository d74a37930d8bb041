import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pow } from '../../src/math/pow.js';
import { relativeError } from './relative-error.js';

describe('pow', () => {
  it('agrees with Math.pow to 1e-15 wherever the result is a normal number', () => {
    let worst = 0;
    for (let x = 1e-8; x < 1e8; x *= 1.193) {
      for (let y = -38; y < 38; y += 0.217) worst = Math.max(worst, relativeError(pow(x, y), Math.pow(x, y)));
    }
    expect(worst).toBeLessThan(1e-15);
  });

  it('agrees with Math.pow where the base is near 1 and the power is huge', () => {
    for (const x of [1 + 1e-10, 1 - 1e-10, 1.0000001, 0.9999]) {
      for (const y of [1e3, 1e6, 123456.789, -98765.4321]) {
        expect(relativeError(pow(x, y), Math.pow(x, y))).toBeLessThan(1e-15);
      }
    }
  });

  it('is exact for powers of two and for the powers of ten that a double holds', () => {
    for (let k = -1074; k <= 1023; k++) expect(pow(2, k)).toBe(2 ** k);
    for (let k = 0; k <= 22; k++) expect(pow(10, k)).toBe(Number(`1e${k}`));
  });

  it('is exact for the square root that IEEE 754 defines', () => {
    for (let n = 1; n <= 1000; n++) expect(pow(n * n, 0.5)).toBe(n);
  });

  it('treats signs, zeros, infinities and NaN as Math.pow does', () => {
    const special = [
      0,
      -0,
      1,
      -1,
      2,
      -2,
      3,
      -3,
      0.5,
      -0.5,
      1.5,
      -1.5,
      Infinity,
      -Infinity,
      NaN,
      1e300,
      -1e300,
      5e-324,
    ];
    for (const x of special) {
      for (const y of special) {
        const expected = Math.pow(x, y);
        const actual = pow(x, y);
        if (relativeError(actual, expected) < 1e-15) continue;
        expect(actual, `${x} to the power ${y}`).toBe(expected);
      }
    }
  });

  it('turns a sum of exponents into a product of powers', () => {
    const base = fc.double({ min: 0.01, max: 100, noNaN: true });
    const power = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(base, power, power, (x, a, b) => {
        // The rounding of a + b itself is worth |a + b| · log x · 2^-53 of the result.
        expect(relativeError(pow(x, a + b), pow(x, a) * pow(x, b))).toBeLessThan(5e-14);
      }),
    );
  });
});
