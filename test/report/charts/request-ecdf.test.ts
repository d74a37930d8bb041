import { describe, expect, it } from 'vitest';
import { requestRows } from '../../../src/report/chart-rows.js';
import { requestEcdf } from '../../../src/report/charts/request-ecdf.js';
import { VARIANT_COLORS } from '../../../src/report/charts/theme.js';
import { experiment, run, taking } from '../fixture.js';
import { fileOf, marksOf, page, wordsOf } from './page.js';

const starts = (first: number) => [
  run([1, 2, 3].map((n) => taking(5, { firstRequestSeconds: first, slowestRequestSeconds: first * n }))),
];
const result = experiment([
  { name: 'lazy', runs: starts(2) },
  { name: 'whole', runs: starts(0.5) },
]);

describe('the chart of first requests', () => {
  const chart = requestEcdf(requestRows(result), { document: page });

  it('has two curves a variant, dashed for the slowest requests', () => {
    expect(marksOf(chart, VARIANT_COLORS[0], 'stroke')).toBe(2);
    expect(marksOf(chart, VARIANT_COLORS[1], 'stroke')).toBe(2);
    expect(fileOf(chart).match(/stroke-dasharray="7 5"/g)).toHaveLength(2);
    expect(fileOf(chart)).not.toMatch(/<[^>]*stroke-linecap="round"[^>]*stroke-dasharray="7 5"/);
  });

  it('has an accessible name, and axes with units', () => {
    expect(chart.getAttribute('aria-label')).toBe('Share of first requests that are answered within a time');
    const words = wordsOf(chart);
    expect(words).toEqual(expect.arrayContaining(['95 %', '↑ requests that are answered']));
    expect(words.some((word) => word.includes('request → answer'))).toBe(true);
  });

  it('begins each curve at nothing, so that requests which all take the same are seen', () => {
    const rows = requestRows(result).filter(
      ({ variant, request }) => variant === 'whole' && request === 'first',
    );
    expect(rows.map(({ seconds, share }) => [seconds, share])).toEqual([
      [0.5, 0],
      [0.5, 1],
    ]);
  });

  it('has nothing of starts that nobody asks', () => {
    expect(requestRows(experiment([{ name: 'a', runs: [run([taking(5)])] }]))).toEqual([]);
  });
});
