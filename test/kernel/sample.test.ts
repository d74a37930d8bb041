import fc from 'fast-check';
import jStat from 'jstat';
import { describe, expect, it } from 'vitest';
import { entity, KeyedRandom } from '../../src/kernel/random.js';
import { mean, quantile, sample } from '../../src/kernel/sample.js';
import { constant, empirical, type Distribution } from '../../src/units/distribution.js';
import { parseDistribution } from '../../src/units/parse-distribution.js';

const uniform: Distribution = { kind: 'uniform', low: 1, high: 3 };
const exponential: Distribution = { kind: 'exponential', mean: 2 };
const lognormal = parseDistribution('lognormal(median 4s, p95 9s)');
const observed = empirical([3, 1.2, 1.4, 8]);

const stream = new KeyedRandom('sample', 0).stream('draws');

function draws(distribution: Distribution, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => sample(distribution, stream, entity(`e${i}`)));
}

/** Largest distance between the empirical distribution of `values` and `cdf`, times √n: 1.95 is exceeded in 0.1 % of samples. */
function kolmogorov(values: Float64Array, cdf: (x: number) => number): number {
  const sorted = values.toSorted();
  let distance = 0;
  sorted.forEach((x, i) => {
    const at = cdf(x);
    distance = Math.max(distance, at - i / sorted.length, (i + 1) / sorted.length - at);
  });
  return distance * Math.sqrt(sorted.length);
}

describe('the quantile function', () => {
  it('meets the closed forms', () => {
    expect(quantile(constant(7), 0.3)).toBe(7);
    expect(quantile(uniform, 0.25)).toBe(1.5);
    expect(quantile(exponential, 0.5)).toBeCloseTo(2 * Math.LN2, 14);
    expect(quantile(exponential, 1e-12) / 2.000000000001e-12).toBeCloseTo(1, 14);
    expect(quantile(lognormal, 0.5)).toBe(4);
    expect(quantile(lognormal, 0.95)).toBeCloseTo(9, 13);
    expect(quantile(lognormal, 0.05)).toBeCloseTo(16 / 9, 13);
  });

  it('interpolates between observed values, from the smallest to the largest', () => {
    expect([0, 1 / 6, 1 / 3, 2 / 3, 5 / 6, 1].map((u) => quantile(observed, u))).toEqual(
      [1.2, 1.3, 1.4, 3, 5.5, 8].map((x) => expect.closeTo(x, 12) as number),
    );
    expect(quantile(empirical([5]), 0.7)).toBe(5);
  });

  it('never decreases in u', () => {
    const u = fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true });
    const distribution = fc.constantFrom(uniform, exponential, lognormal, observed, constant(1));
    fc.assert(
      fc.property(distribution, u, u, (d, a, b) => {
        expect(quantile(d, Math.max(a, b))).toBeGreaterThanOrEqual(quantile(d, Math.min(a, b)));
      }),
    );
  });
});

describe('draws', () => {
  const count = 50_000;

  it.each([
    ['uniform', uniform, (x: number) => (x - 1) / 2],
    ['exponential', exponential, (x: number) => 1 - Math.exp(-x / 2)],
    [
      'lognormal',
      lognormal,
      (x: number) => jStat.lognormal.cdf(x, Math.log(4), Math.log(9 / 4) / 1.6448536269514722),
    ],
    [
      'empirical',
      observed,
      (x: number) => (x < 1.4 ? (x - 1.2) / 0.6 : x < 3 ? 1 / 3 + (x - 1.4) / 4.8 : 2 / 3 + (x - 3) / 15),
    ],
  ] as const)('of the %s distribution follow it (Kolmogorov and Smirnov)', (_, distribution, cdf) => {
    expect(kolmogorov(draws(distribution, count), cdf)).toBeLessThan(1.95);
  });

  it.each([
    ['constant', constant(3)],
    ['uniform', uniform],
    ['exponential', exponential],
    ['lognormal', lognormal],
    ['empirical', observed],
  ] as const)('of the %s distribution have its mean', (_, distribution) => {
    const values = draws(distribution, count);
    const average = values.reduce((sum, x) => sum + x, 0) / count;
    const variance = values.reduce((sum, x) => sum + (x - average) ** 2, 0) / count;
    expect(Math.abs(average - mean(distribution))).toBeLessThanOrEqual(4 * Math.sqrt(variance / count));
  });

  it('are one uniform number each, so that scaling a distribution scales each draw', () => {
    const slower: Distribution = { kind: 'exponential', mean: 20 };
    for (let i = 0; i < 100; i++) {
      const e = entity(`e${i}`);
      expect(sample(slower, stream, e, 5)).toBeCloseTo(10 * sample(exponential, stream, e, 5), 10);
    }
  });
});

describe('the mean', () => {
  it('meets the closed forms', () => {
    expect(mean(constant(7))).toBe(7);
    expect(mean(uniform)).toBe(2);
    expect(mean(exponential)).toBe(2);
    const sigma = Math.log(9 / 4) / 1.6448536269514722;
    expect(mean(lognormal)).toBeCloseTo(4 * Math.exp(sigma ** 2 / 2), 13);
    expect(mean(observed)).toBeCloseTo((1.3 + 2.2 + 5.5) / 3, 13);
    expect(mean(empirical([5]))).toBe(5);
  });
});
