import fc from 'fast-check';
import jStat from 'jstat';
import { describe, expect, it } from 'vitest';
import { entity, KeyedRandom } from '../../src/kernel/random.js';
import { normalQuantile } from '../../src/math/normal-quantile.js';
import { meanInterval } from '../../src/stats/mean-interval.js';

describe('the mean over replications', () => {
  it('has the interval that a textbook computes', () => {
    // Mean 3, s² = 2.5, n = 5, t(0.975, 4) = 2.7764451.
    const { estimate, halfWidth, replications } = meanInterval([1, 2, 3, 4, 5]);
    expect(estimate).toBe(3);
    expect(halfWidth).toBeCloseTo(2.7764451051977987 * Math.sqrt(2.5 / 5), 12);
    expect(replications).toBe(5);
  });

  it('agrees with jstat', () => {
    const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.constantFrom(0.9, 0.95, 0.99), (replicates, confidence) => {
        const { estimate, halfWidth } = meanInterval(replicates, confidence);
        const mean = jStat.mean(replicates);
        const [low, high] = jStat.tci(mean, 1 - confidence, jStat.stdev(replicates, true), replicates.length);
        expect(Math.abs(estimate - mean)).toBeLessThan(1e-9);
        expect(Math.abs((halfWidth ?? NaN) - (high - low) / 2)).toBeLessThan(1e-5);
      }),
    );
  });

  it('covers the true mean about as often as it says', () => {
    const stream = new KeyedRandom('coverage', 0).stream('normal');
    const experiments = 4000;
    let covered = 0;
    for (let i = 0; i < experiments; i++) {
      const replicates = Array.from(
        { length: 6 },
        (_, k) => 10 + normalQuantile(stream.uniform(entity(`e${i}`), k)),
      );
      const { estimate, halfWidth } = meanInterval(replicates);
      if (Math.abs(estimate - 10) <= (halfWidth ?? 0)) covered++;
    }
    expect(Math.abs(covered / experiments - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / experiments));
  });

  it('has no interval for a single replicate', () => {
    expect(meanInterval([7])).toEqual({ estimate: 7, halfWidth: null, replications: 1 });
  });

  it('is infinite without an interval when one replicate is infinite', () => {
    expect(meanInterval([1, Infinity, 3])).toEqual({ estimate: Infinity, halfWidth: null, replications: 3 });
    expect(meanInterval([Infinity, 3])).toEqual({ estimate: Infinity, halfWidth: null, replications: 2 });
  });

  it('has no value where a replicate has none, or where there are none at all', () => {
    expect(meanInterval([1, NaN])).toEqual({ estimate: NaN, halfWidth: null, replications: 2 });
    expect(meanInterval([NaN, 1]).estimate).toBeNaN();
    expect(meanInterval([Infinity, -Infinity]).estimate).toBeNaN();
    expect(meanInterval([])).toEqual({ estimate: NaN, halfWidth: null, replications: 0 });
  });

  it('of equal replicates is exactly their value, with an interval of no width', () => {
    expect(meanInterval([0.1, 0.1, 0.1, 0.1, 0.1, 0.1])).toEqual({
      estimate: 0.1,
      halfWidth: 0,
      replications: 6,
    });
  });

  it('refuses a confidence outside (0, 1)', () => {
    expect(() => meanInterval([1, 2], 95)).toThrow('between 0 and 1');
  });
});
