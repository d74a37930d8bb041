import fc from 'fast-check';
import jStat from 'jstat';
import { describe, expect, it } from 'vitest';
import { ascending, quantileSorted, quantiles } from '../../src/stats/quantiles.js';

const sample = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('the quantile of a sample', () => {
  it.each([
    [0, 1],
    [0.25, 1.75],
    [0.5, 2.5],
    [0.9, 3.7],
    [1, 4],
  ])('at %d of 1, 2, 3, 4 is %d, as R, NumPy and spreadsheets have it', (p, expected) => {
    expect(quantileSorted([1, 2, 3, 4], p)).toBeCloseTo(expected, 14);
  });

  it('agrees with jstat, whose parameters (1, 1) are type 7 and which needs two values', () => {
    const pairs = sample.filter((values) => values.length > 1);
    fc.assert(
      fc.property(pairs, share, (values, p) => {
        const expected = jStat.quantiles(values, [p], 1, 1)[0] ?? NaN;
        expect(Math.abs((quantiles(values, [p])[0] ?? NaN) - expected)).toBeLessThanOrEqual(
          1e-9 * (1 + expected),
        );
      }),
    );
  });

  it('never decreases in p and stays within the sample', () => {
    fc.assert(
      fc.property(sample, share, share, (values, a, b) => {
        const [low = NaN, high = NaN] = quantiles(values, [Math.min(a, b), Math.max(a, b)]);
        expect(high).toBeGreaterThanOrEqual(low);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });

  it('is infinite as soon as it reaches among values that never ended, and finite below', () => {
    const values = [5, Infinity, 3, Infinity, 4];
    expect(quantiles(values, [0, 0.25, 0.5, 0.51, 0.75, 0.9, 1])).toEqual([
      3,
      4,
      5,
      Infinity,
      Infinity,
      Infinity,
      Infinity,
    ]);
  });

  it('of a single value is that value, and of none is NaN', () => {
    expect(quantiles([7], [0, 0.3, 1])).toEqual([7, 7, 7]);
    expect(quantileSorted([], 0.5)).toBeNaN();
  });

  it('refuses NaN in the sample and shares outside 0 to 1', () => {
    expect(() => ascending([1, NaN])).toThrow('NaN');
    expect(() => quantileSorted([1], 1.1)).toThrow('between 0 and 1');
  });

  it('leaves the given values as they were', () => {
    const values = [3, 1, 2];
    quantiles(values, [0.5]);
    expect(values).toEqual([3, 1, 2]);
  });
});
