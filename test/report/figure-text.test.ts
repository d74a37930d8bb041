import { describe, expect, it } from 'vitest';
import { compareMetrics } from '../../src/report/compare.js';
import { metric } from '../../src/report/estimate.js';
import {
  countOf,
  formatDifference,
  formatMetric,
  formatRelative,
  formatSeconds,
  formatShortDifference,
  formatValue,
  formatWithInterval,
  listOf,
  shareOfSome,
} from '../../src/report/figure-text.js';
import type { Unit } from '../../src/report/summary.js';

describe('a time in a column', () => {
  it.each([
    [0, '0 s'],
    [0.314, '0.31 s'],
    [9.44, '9.4 s'],
    [41, '41.0 s'],
    [112.4, '112 s'],
    [680, '11 min 20 s'],
    [40_800, '11 h 20 min'],
    [-3.9, '−3.9 s'],
  ])('of %d seconds reads "%s"', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });
});

describe('a value', () => {
  it.each<[number, Unit, string]>([
    [61.3e9, 'bytes', '61.3 GB'],
    [5210.4, 'count', '5\u202f210'],
    [3.94, 'count', '3.94'],
    [0.021, 'share', '2.1 %'],
    [0.4, 'usd', '$0.40'],
    [Number.NaN, 'seconds', '–'],
    [Infinity, 'seconds', 'never'],
  ])('%d in %s reads "%s"', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });
});

describe('a share of something', () => {
  it.each([
    [1, '100 %'],
    [0.4326, '43.3 %'],
    [0.0001, '0.1 %'],
  ])('of %d is told as %s, and never as nothing', (share, words) => {
    expect(shareOfSome(share)).toBe(words);
  });
});

describe('a metric', () => {
  it('that was not reached says what was', () => {
    expect(formatMetric(metric('seconds', [Infinity, 3], 48.2))).toBe('> 48.2 s');
    expect(formatMetric(metric('seconds', [Infinity], -Infinity))).toBe('never');
  });

  it('has its interval in the same unit and with the same decimals', () => {
    expect(formatWithInterval(metric('seconds', [41, 42, 43]))).toBe('42.0 ± 2.5 s');
    expect(formatWithInterval(metric('bytes', [1e9, 1.1e9]))).toBe('1.1 ± 0.6 GB');
    expect(formatWithInterval(metric('count', [1000, 1010, 1020]))).toBe('1\u202f010 ± 25');
  });

  it('has no interval from one run, nor where all runs agree', () => {
    expect(formatWithInterval(metric('seconds', [41]))).toBe('41.0 s');
    expect(formatWithInterval(metric('seconds', [1.1, 1.1, 1.1]))).toBe('1.1 s');
  });
});

describe('a difference', () => {
  const between = (from: number[], to: number[], unit: Unit = 'seconds') =>
    compareMetrics(metric(unit, from), metric(unit, to));

  it.each<[number[], number[], Unit, string]>([
    [[10, 10], [10, 10], 'seconds', '±0'],
    [[10, 20, 30], [6, 16.2, 25.8], 'seconds', '−4.0 ± 0.5 s'],
    [[10, 20], [10.01, 20.01], 'seconds', '+0.01 s'],
    [[0, 0], [40_000, 41_600], 'seconds', '+11.3 ± 2.8 h'],
    [[0.1, 0.1], [0.13, 0.13], 'share', '+3.0 pp'],
    [[1, 1], [Infinity, 2], 'seconds', '–'],
    [[2], [3], 'seconds', '+1.0 s'],
    [[80, 80], [50, 50.004], 'seconds', '−30.0 ± 0.0 s'],
  ])('from %j to %j in %s reads "%s"', (from, to, unit, text) => {
    expect(formatDifference(between(from, to), unit)).toBe(text);
  });

  it('is short in a narrow column, where seconds go without saying', () => {
    expect(formatShortDifference(between([10, 20, 30], [6, 16.2, 25.8]))).toBe('−4.0±0.5');
    expect(formatShortDifference(between([0, 0], [40_000, 41_600]))).toBe('+11.3±2.8 h');
  });

  it('is told as a share of the baseline', () => {
    expect(formatRelative(between([100, 100], [62, 62]))).toBe('−38 %');
    expect(formatRelative(between([100, 100], [100.4, 100.4]))).toBe('+0.4 %');
    expect(formatRelative(between([1000, 1000], [4, 4]))).toBe('−99.6 %');
    expect(formatRelative(between([5, 5], [5, 5]))).toBe('±0');
    expect(formatRelative(between([10_000, 10_000], [9999, 9999]))).toBe('≈0');
    expect(formatRelative(between([0, 0], [1, 1]))).toBe('–');
  });
});

describe('words for lists and counts', () => {
  it('join with commas and an and', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listOf)).toEqual(['', 'a', 'a and b', 'a, b and c']);
  });

  it('put names with a comma of their own in quotes', () => {
    expect(listOf(['a', 'b, c'])).toBe('“a” and “b, c”');
  });

  it('have a plural where there is not one', () => {
    expect([countOf(1, 'start'), countOf(2, 'start')]).toEqual(['1 start', '2 starts']);
  });
});
