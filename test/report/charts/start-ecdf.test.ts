import { describe, expect, it } from 'vitest';
import { startEcdf } from '../../../src/report/charts/start-ecdf.js';
import { VARIANT_COLORS } from '../../../src/report/charts/theme.js';
import { ecdfRows } from '../../../src/report/chart-rows.js';
import { fileOf, marksOf, page, wordsOf } from './page.js';

const seconds = Float64Array.from({ length: 100 }, (_, index) => 1 + index);
const rows = ecdfRows([
  { variant: 'a', seconds },
  { variant: 'b <i>', seconds: Float64Array.of(1, 2, 3, Infinity) },
]);

describe('the chart of start times', () => {
  const chart = startEcdf(rows, { document: page });

  it('has a curve a variant', () => {
    expect(marksOf(chart, VARIANT_COLORS[0], 'stroke')).toBe(1);
    expect(marksOf(chart, VARIANT_COLORS[1], 'stroke')).toBe(1);
  });

  it('is one drawing with an accessible name, and its names are text', () => {
    expect(chart.tagName.toLowerCase()).toBe('svg');
    expect(chart.getAttribute('aria-label')).toBe('Share of starts that are ready within a time');
    expect(wordsOf(chart)).toContain('b <i>');
    expect(fileOf(chart)).toContain('b &lt;i&gt;');
  });

  it('has axes with units', () => {
    const words = wordsOf(chart);
    expect(words).toEqual(expect.arrayContaining(['10 s', '1 min', '95 %', '↑ starts that are ready']));
    expect(words.some((word) => word.includes('request → ready'))).toBe(true);
  });

  it('says of a curve that does not reach the top how many starts were never ready', () => {
    expect(wordsOf(chart)).toContain('b <i>: 25 % never ready');
  });

  it('is the same bytes each time', () => {
    expect(fileOf(startEcdf(rows, { document: page }))).toBe(fileOf(chart));
  });
});
