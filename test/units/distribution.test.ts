import { describe, expect, it } from 'vitest';
import { constant, empirical } from '../../src/units/distribution.js';

describe('a distribution made by hand', () => {
  it('is constant at one value', () => {
    expect(constant(4)).toEqual({ kind: 'constant', value: 4 });
  });

  it('holds observed values in ascending order, by size and not by text, and leaves the list as it was', () => {
    const values = [10, 9, 100];
    expect(empirical(values)).toEqual({ kind: 'empirical', values: [9, 10, 100] });
    expect(values).toEqual([10, 9, 100]);
  });
});
