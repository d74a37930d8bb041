import { describe, expect, it } from 'vitest';
import { crossoverCurve } from '../../../src/report/charts/crossover-curve.js';
import { marksOf, page, wordsOf } from './page.js';

const options = {
  document: page,
  variants: ['a', 'b'],
  across: 'share',
  path: 'size',
  metric: 'start p50',
  ticks: [
    { value: 1, text: '1 MiB' },
    { value: 100, text: '100 MiB' },
  ],
};

describe('the chart of crossovers', () => {
  it('has a column for each search, in the colours of the winners', () => {
    const rows = [
      { x: '5 %', from: 1, to: 10, wins: 'a' },
      { x: '5 %', from: 10, to: 20, wins: null },
      { x: '5 %', from: 20, to: 100, wins: 'b' },
      { x: '50 %', from: 1, to: 100, wins: 'a' },
    ];
    const crossings = [{ x: '5 %', low: 10, high: 20, at: 15, text: '15 MiB' }];
    const chart = crossoverCurve(rows, crossings, options);
    expect(marksOf(chart, '#0072B2')).toBe(2);
    expect(marksOf(chart, '#E69F00')).toBe(1);
    expect(wordsOf(chart)).toEqual(
      expect.arrayContaining(['5 %', '50 %', '15 MiB', '1 MiB', '100 MiB', 'a wins', 'no clear difference']),
    );
    expect(chart.getAttribute('aria-description')).toBe('share 5 %: 15 MiB');
  });
});
