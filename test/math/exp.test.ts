import { describe, expect, it } from 'vitest';
import { exp, expOfSum } from '../../src/math/exp.js';
import { relativeError } from './relative-error.js';

describe('exp', () => {
  it('agrees with Math.exp to 1e-15 wherever the result is a normal number', () => {
    let worst = 0;
    for (let x = -708; x < 709.7; x += 0.00713) worst = Math.max(worst, relativeError(exp(x), Math.exp(x)));
    expect(worst).toBeLessThan(1e-15);
  });

  it('agrees with Math.exp for tiny arguments', () => {
    for (let x = 1; x > 1e-20; x *= 0.6) {
      expect(relativeError(exp(x), Math.exp(x))).toBeLessThan(1e-15);
      expect(relativeError(exp(-x), Math.exp(-x))).toBeLessThan(1e-15);
    }
  });

  it('underflows gradually, to within one step of the smallest number', () => {
    for (let x = -746; x < -708; x += 0.01) {
      const expected = Math.exp(x);
      expect(Math.abs(exp(x) - expected)).toBeLessThanOrEqual(Math.max(Number.MIN_VALUE, expected * 1e-15));
    }
  });

  it.each([
    [0, 1],
    [-0, 1],
    [1, Math.E],
    [709.782712893384, 1.797693134862273e308],
    [709.79, Infinity],
    [800, Infinity],
    [-800, 0],
    [Infinity, Infinity],
    [-Infinity, 0],
    [NaN, NaN],
  ])('of %s is %s', (x, expected) => {
    if (Number.isFinite(expected) && expected > 0)
      expect(relativeError(exp(x), expected)).toBeLessThan(1e-15);
    else expect(exp(x)).toBe(expected);
  });

  it('takes an argument in two parts, where the second one matters', () => {
    // Half an ulp of 700 is worth 5.7e-14 of the result.
    const low = 5e-14;
    expect(relativeError(expOfSum(700, low), exp(700) * (1 + low))).toBeLessThan(1e-15);
  });
});
