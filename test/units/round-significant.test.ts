import { describe, expect, it } from 'vitest';
import { roundSignificant } from '../../src/units/round-significant.js';

describe('rounding to significant digits', () => {
  it.each([
    [1234.567, 3, 1230],
    [0.000_123_456, 3, 0.000_123],
    [-2.5, 1, -3],
    [0, 4, 0],
    [Infinity, 4, Infinity],
  ])('%s to %s digits is %s', (value, digits, rounded) => {
    expect(roundSignificant(value, digits)).toBe(rounded);
  });

  it('leaves what is no number as it is', () => {
    expect(roundSignificant(Number.NaN, 3)).toBeNaN();
  });
});
