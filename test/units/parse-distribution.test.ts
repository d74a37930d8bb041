import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Distribution } from '../../src/units/distribution.js';
import { empirical } from '../../src/units/distribution.js';
import { formatDistribution, parseDistribution } from '../../src/units/parse-distribution.js';
import { parseSize } from '../../src/units/size.js';
import { problemOf } from './problem-of.js';

describe('reading a distribution', () => {
  it('takes a plain quantity as a constant', () => {
    expect(parseDistribution(' 1m30s ')).toEqual({ kind: 'constant', value: 90 });
  });

  it('takes each family', () => {
    expect(parseDistribution('uniform(1s, 3s)')).toEqual({ kind: 'uniform', low: 1, high: 3 });
    expect(parseDistribution('exponential(mean 250ms)')).toEqual({ kind: 'exponential', mean: 0.25 });
    expect(parseDistribution('lognormal(median 4s, sigma 0.5)')).toEqual({
      kind: 'lognormal',
      median: 4,
      sigma: 0.5,
    });
    expect(parseDistribution('empirical(3s, 1.2s, 1.4s)')).toEqual({
      kind: 'empirical',
      values: [1.2, 1.4, 3],
    });
  });

  it.each([
    ['p95', 1.6448536269514722],
    ['p99', 2.3263478740408408],
    ['p90', 1.2815515655446004],
  ])('finds the sigma of a lognormal by its %s', (percentile, z) => {
    const distribution = parseDistribution(`lognormal(median 4s, ${percentile} 9s)`);
    expect(distribution.kind === 'lognormal' && distribution.sigma).toBeCloseTo(Math.log(9 / 4) / z, 14);
  });

  it('reads its quantities with the parser it is given', () => {
    expect(parseDistribution('uniform(1 MB, 1 MiB)', parseSize)).toEqual({
      kind: 'uniform',
      low: 1e6,
      high: 2 ** 20,
    });
  });

  it.each([
    ['4', '"4" has no unit → write "4s" or "4m"'],
    [
      'lognormal(median 9s, p95 4s)',
      'p95 4s is below the median 9s → write "lognormal(median 4s, p95 9s)" if they are swapped',
    ],
    [
      'lognormal(median 0s, p95 4s)',
      'the median of a lognormal must be above zero → write "lognormal(median 4s, p95 9s)"',
    ],
    [
      'lognormal(median 4s, sigma 2s)',
      '"2s" is not a sigma: it is the standard deviation of the logarithm, a number without unit → write "sigma 0.5"',
    ],
    [
      'lognormal(mean 4s, p95 9s)',
      '"lognormal(mean 4s, p95 9s)" does not have the parameters of lognormal → write "lognormal(median 4s, p95 9s)"',
    ],
    [
      'lognormal(median 4s, p5 9s)',
      '"lognormal(median 4s, p5 9s)" does not have the parameters of lognormal → write "lognormal(median 4s, p95 9s)"',
    ],
    ['uniform(3s, 1s)', 'the low end 3s is above the high end 1s → write "uniform(1s, 3s)"'],
    ['uniform(3s)', '"uniform(3s)" does not have the parameters of uniform → write "uniform(1s, 3s)"'],
    ['uniform(1s, 2 MB)', '"2 MB" is a size, not a duration → write a duration, such as "30s" or "30m"'],
    [
      'exponential(2s)',
      '"exponential(2s)" does not have the parameters of exponential → write "exponential(mean 2s)"',
    ],
    [
      'exponential(mean 0s)',
      'the mean of an exponential must be above zero → write "0s" alone for a constant',
    ],
    [
      'empirical()',
      '"empirical()" does not have the parameters of empirical → write "empirical(1.2s, 1.4s, 3s)"',
    ],
    [
      'log-normal(median 4s, p95 9s)',
      '"log-normal" is not a distribution → write "lognormal(median 4s, p95 9s)"',
    ],
    [
      'gamma(2s, 3s)',
      '"gamma" is not a distribution → use one of lognormal, exponential, uniform, empirical, or write a plain quantity for a constant',
    ],
    ['uniform(1s, 3s', '"uniform(1s, 3s" lacks its closing bracket → write "uniform(1s, 3s)"'],
    ['uniform', '"uniform" lacks its parameters → write "uniform(1s, 3s)"'],
  ])('refuses %s and says what to write', (text, problem) => {
    expect(problemOf(() => parseDistribution(text))).toBe(problem);
  });
});

describe('writing a distribution', () => {
  const seconds = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
  const any: fc.Arbitrary<Distribution> = fc.oneof(
    seconds.map((value) => ({ kind: 'constant' as const, value })),
    fc
      .tuple(seconds, seconds)
      .map(([a, b]) => ({ kind: 'uniform' as const, low: Math.min(a, b), high: Math.max(a, b) })),
    seconds.map((mean) => ({ kind: 'exponential' as const, mean })),
    fc.record({
      kind: fc.constant('lognormal' as const),
      median: seconds,
      sigma: fc.double({ min: 0, max: 5, noNaN: true }),
    }),
    fc.array(seconds, { minLength: 1, maxLength: 6 }).map(empirical),
  );

  it('gives text that reads back to the very same distribution', () => {
    fc.assert(
      fc.property(any, (distribution) => {
        expect(parseDistribution(formatDistribution(distribution))).toEqual(distribution);
      }),
    );
  });

  it('is as short as a person would write it', () => {
    expect(formatDistribution(parseDistribution('uniform(250ms, 2m)'))).toBe('uniform(250ms, 2m)');
    expect(formatDistribution(parseDistribution('lognormal(median 4s, sigma 0.5)'))).toBe(
      'lognormal(median 4s, sigma 0.5)',
    );
  });
});
