import { describe, expect, it } from 'vitest';
import { boundBy } from '../../../src/report/charts/bound-by.js';
import { VARIANT_COLORS } from '../../../src/report/charts/theme.js';
import { marksOf, page, wordsOf } from './page.js';

describe('the chart of what binds', () => {
  const chart = boundBy(
    [
      { variant: 'a', binder: 'disk', words: 'disk', seconds: 9 },
      { variant: 'b', binder: 'disk', words: 'disk', seconds: 4 },
      { variant: 'a', binder: 'core', words: 'one core of gzip', seconds: 3 },
      { variant: 'b', binder: 'core', words: 'one core of gzip', seconds: 0 },
    ],
    { document: page },
  );

  it('has a bar for each variant beside each other, in words and with a scale of time', () => {
    expect(marksOf(chart, VARIANT_COLORS[0])).toBe(2);
    expect(wordsOf(chart)).toEqual(expect.arrayContaining(['disk', 'one core of gzip', 'a', 'b', '2 s']));
  });

  it('keeps the order of the rows', () => {
    const words = wordsOf(chart);
    expect(words.indexOf('disk')).toBeLessThan(words.indexOf('one core of gzip'));
  });

  it('leaves room for the longest words', () => {
    const words = 'blocks that come from a snapshot';
    const long = boundBy([{ variant: 'a', binder: 'snapshot', words, seconds: 1 }], { document: page });
    const label = [...long.querySelectorAll('text')].find(({ textContent }) => textContent === words);
    const left = Number(/translate\((\d+)/.exec(label?.getAttribute('transform') ?? '')?.[1]);
    expect(left).toBeGreaterThan(words.length * 6.5);
  });
});
