import { describe, expect, it } from 'vitest';
import { sweepCurves } from '../../../src/report/charts/sweep-curves.js';
import type { SweepCurveRow } from '../../../src/report/sweep/sweep-rows.js';
import { marksOf, page, wordsOf } from './page.js';

const row = (variant: string, x: number, mean: number): SweepCurveRow => ({
  variant,
  text: `${x} MiB`,
  x,
  mean,
  low: mean - 1,
  high: mean + 1,
});
const options = {
  document: page,
  variants: ['a', 'b'],
  path: 'size',
  metric: 'start p50',
  unit: 'seconds',
} as const;

describe('the curves of a sweep', () => {
  it('have a line, a band and points for each variant', () => {
    const chart = sweepCurves([row('a', 1, 5), row('a', 100, 9), row('b', 1, 7), row('b', 100, 7)], options);
    for (const color of ['#0072B2', '#E69F00']) {
      expect(marksOf(chart, color, 'stroke')).toBe(1);
      expect(marksOf(chart, color)).toBeGreaterThanOrEqual(2);
    }
    expect(wordsOf(chart)).toEqual(expect.arrayContaining(['1 MiB', '100 MiB', 'size →', '↑ start p50']));
  });

  it('leave out what never ends', () => {
    const chart = sweepCurves([row('a', 1, 5), row('a', 2, Infinity)], options);
    expect(chart.querySelectorAll('circle')).toHaveLength(1);
  });

  it('name values that are in no order, in the order given', () => {
    const rows = ['m6i', 'c6i'].map((text) => ({ ...row('a', Number.NaN, 4), text }));
    expect(wordsOf(sweepCurves(rows, options)).slice(0, 6).join(' ')).toContain('m6i c6i');
  });

  it('show money and shares in their units', () => {
    const usd = sweepCurves([row('a', 1, 50), row('a', 2, 900)], { ...options, unit: 'usd' });
    expect(wordsOf(usd).some((word) => word.startsWith('$'))).toBe(true);
  });
});
