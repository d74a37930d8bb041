import { describe, expect, it } from 'vitest';
import { meanInterval } from '../../src/stats/mean-interval.js';
import { differenceInWords, pairedDifference } from '../../src/stats/paired-difference.js';

const seconds = (magnitude: number): string => `${Number(magnitude.toFixed(2))} s`;

describe('a difference paired by run', () => {
  it('is the mean of the differences, with their interval', () => {
    const paired = pairedDifference([12, 15, 11, 18], [10, 12, 10, 15]);
    expect(paired).toMatchObject(meanInterval([2, 3, 1, 3]));
    expect(paired.relative).toBeCloseTo(2.25 / 11.75, 14);
    expect(paired.significant).toBe(true);
  });

  it('sees through noise that both share, which unpaired intervals cannot', () => {
    const noise = [3, 90, 41, 7, 66, 28];
    const wobble = [0.1, -0.1, 0.05, -0.05, 0.1, -0.1];
    const baseline = noise.map((x) => 100 + x);
    const variant = noise.map((x, i) => 99 + x + (wobble[i] ?? 0));
    const paired = pairedDifference(variant, baseline);
    expect(paired.significant).toBe(true);
    expect(paired.estimate).toBeCloseTo(-1, 10);
    expect(meanInterval(baseline).halfWidth).toBeGreaterThan(30);
  });

  it('is not significant when its interval holds zero', () => {
    const paired = pairedDifference([10, 12, 9], [11, 10, 10]);
    expect(paired.significant).toBe(false);
    expect(differenceInWords(paired, seconds)).toMatch(/^no clear difference \(0 s more, ± /);
  });

  it('takes the rounding of sums for no difference', () => {
    const baseline = [0.1 + 0.2, 1e6 / 3, 7];
    const variant = [0.3, 1e6 / 3 + 1e-10, 7];
    const paired = pairedDifference(variant, baseline);
    expect(paired).toEqual({ estimate: 0, halfWidth: 0, replications: 3, significant: false, relative: 0 });
    expect(differenceInWords(paired, seconds)).toBe('no difference');
  });

  it('counts a constant effect without any noise as significant', () => {
    const paired = pairedDifference([5, 5, 5], [8, 8, 8]);
    expect(paired).toEqual({
      estimate: -3,
      halfWidth: 0,
      replications: 3,
      significant: true,
      relative: -0.375,
    });
    expect(differenceInWords(paired, seconds)).toBe('3 s less (± 0 s)');
  });

  it('has no interval from one run', () => {
    const paired = pairedDifference([5], [3]);
    expect(paired).toMatchObject({ estimate: 2, halfWidth: null, significant: false });
    expect(differenceInWords(paired, seconds)).toBe('2 s more (one run, no interval)');
    expect(differenceInWords(pairedDifference([3], [3]), seconds)).toBe('no difference (one run)');
  });

  it('is infinite where the variant never ends and the baseline does', () => {
    const paired = pairedDifference([Infinity, 4], [3, 4]);
    expect(paired).toMatchObject({ estimate: Infinity, halfWidth: null, significant: false, relative: null });
    expect(differenceInWords(paired, () => '∞')).toBe('∞ more');
  });

  it('has no value where both never end', () => {
    const paired = pairedDifference([Infinity, 4], [Infinity, 4]);
    expect(paired).toMatchObject({ estimate: NaN, halfWidth: null, significant: false, relative: null });
    expect(differenceInWords(paired, seconds)).toBe('not comparable');
  });

  it('has no relative size where the baseline is zero', () => {
    expect(pairedDifference([1, 2], [0, 0]).relative).toBeNull();
  });

  it('refuses replicates without a partner', () => {
    expect(() => pairedDifference([1, 2], [1])).toThrow('pairs');
  });
});
