import { describe, expect, it } from 'vitest';
import { nearestExponent, powerOfTwo, scaleByPowerOfTwo } from '../../src/math/binary64.js';

describe('fractions and exponents', () => {
  it('finds the power of two that brings a number nearest to 1', () => {
    expect([0.7, 0.71, 1, 1.41, 1.42, 2, 3, 1024].map(nearestExponent)).toEqual([-1, 0, 0, 0, 1, 1, 2, 10]);
    expect(nearestExponent(Number.MAX_VALUE)).toBe(1024);
  });

  it('knows every power of two', () => {
    expect(powerOfTwo(0)).toBe(1);
    expect(powerOfTwo(-1074)).toBe(Number.MIN_VALUE);
    expect(powerOfTwo(1023) * (2 - Number.EPSILON)).toBe(Number.MAX_VALUE);
    for (let k = -1073; k <= 1023; k++) expect(powerOfTwo(k)).toBe(2 * powerOfTwo(k - 1));
  });

  it('scales beyond the range of one factor', () => {
    expect(scaleByPowerOfTwo(1.5, 1024)).toBe(Infinity);
    expect(scaleByPowerOfTwo(0.75, 1024)).toBe(0.75 * 2 * powerOfTwo(1023));
    expect(scaleByPowerOfTwo(1.5, -1074)).toBe(2 * Number.MIN_VALUE);
    expect(scaleByPowerOfTwo(1, -1100)).toBe(0);
    expect(scaleByPowerOfTwo(1, -1050)).toBe(powerOfTwo(-1050));
  });
});
