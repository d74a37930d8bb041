import { describe, expect, it } from 'vitest';
import { startHistogram } from '../../../src/report/charts/start-histogram.js';
import { VARIANT_COLORS } from '../../../src/report/charts/theme.js';
import { marksOf, page, wordsOf } from './page.js';

const spread = (low: number, high: number) =>
  Float64Array.from({ length: 200 }, (_, index) => low + ((high - low) * index) / 199);

describe('the chart of the spread of start times', () => {
  it('has bars for each variant and marks its quantiles', () => {
    const chart = startHistogram(
      [
        { variant: 'a', seconds: spread(1, 100) },
        { variant: 'b', seconds: spread(20, 40) },
      ],
      { document: page },
    );
    expect(marksOf(chart, VARIANT_COLORS[0]) + chart.querySelectorAll('rect').length).toBeGreaterThan(20);
    expect(wordsOf(chart)).toEqual(expect.arrayContaining(['a', 'b', 'p50 30 s   p95 39 s   p99 39.8 s']));
  });

  it('marks only the quantiles that are reached', () => {
    const seconds = Float64Array.of(1, 2, 3, Infinity);
    const words = wordsOf(startHistogram([{ variant: 'a', seconds }], { document: page }));
    expect(words.join()).toContain('p50 2.5 s');
    expect(words.join()).not.toContain('p99');
  });

  it('stands starts that all take the same time, and none at all', () => {
    expect(() =>
      startHistogram([{ variant: 'a', seconds: Float64Array.of(2, 2, 2) }], { document: page }),
    ).not.toThrow();
    expect(() =>
      startHistogram([{ variant: 'a', seconds: Float64Array.of(Infinity) }], { document: page }),
    ).not.toThrow();
  });
});
