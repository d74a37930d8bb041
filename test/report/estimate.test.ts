import { describe, expect, it } from 'vitest';
import { asEstimate, estimate, metric } from '../../src/report/estimate.js';

describe('an estimate over runs', () => {
  it('is the mean with the half-width of a Student interval', () => {
    const { mean, halfWidth, runs } = estimate([1, 2, 3, 4, 5]);
    expect(mean).toBe(3);
    // t(0.975, 4) · s / √5 = 2.776445 · 1.581139 / 2.236068
    expect(halfWidth).toBeCloseTo(1.963243, 5);
    expect(runs).toBe(5);
  });

  it('leaves out runs that have no value', () => {
    expect(estimate([Number.NaN, 2, 4]).mean).toBe(3);
    expect(estimate([Number.NaN, 2, 4]).runs).toBe(2);
  });

  it('has no value without runs, and no interval from one', () => {
    expect(estimate([])).toEqual({ mean: Number.NaN, halfWidth: Number.NaN, runs: 0 });
    expect(estimate([7])).toEqual({ mean: 7, halfWidth: Number.NaN, runs: 1 });
  });

  it('is infinite as soon as one run is, and then has no interval', () => {
    expect(estimate([1, Infinity, 3])).toEqual({ mean: Infinity, halfWidth: Number.NaN, runs: 3 });
  });

  it('keeps a half-width that does not exist as NaN', () => {
    expect(asEstimate({ estimate: 1, halfWidth: null, replications: 1 }).halfWidth).toBeNaN();
  });
});

describe('a metric', () => {
  it('remembers the largest value that was reached', () => {
    expect(metric('seconds', [1, Infinity, 3]).reached).toBe(3);
    expect(metric('seconds', [1, Infinity], 99).reached).toBe(99);
    expect(metric('seconds', []).reached).toBe(-Infinity);
  });
});
