import { describe, expect, it } from 'vitest';
import { heatMap } from '../../../src/report/charts/heat-map.js';
import type { HeatRow } from '../../../src/report/sweep/sweep-rows.js';
import { marksOf, page, wordsOf } from './page.js';

const row = (x: string, y: string, wins: string | null, facet = ''): HeatRow => ({
  x,
  y,
  facet,
  wins,
  text: wins === null ? '≈' : '12 %',
  strength: 0.5,
});
const options = { document: page, variants: ['a', 'b'], across: 'size', down: 'share', metric: 'start p50' };

describe('the heat map', () => {
  it('has a cell for each point in the colour of who wins, grey where nobody does', () => {
    const chart = heatMap(
      [row('1', 'x', 'a'), row('2', 'x', 'b'), row('1', 'y', 'b'), row('2', 'y', null)],
      options,
    );
    expect(marksOf(chart, '#0072B2')).toBe(1);
    expect(marksOf(chart, '#E69F00')).toBe(2);
    expect(wordsOf(chart)).toEqual(
      expect.arrayContaining(['12 %', '≈', 'a wins', 'b wins', '≈ no clear difference', '↑ share']),
    );
  });

  it('says the same to those who cannot see it', () => {
    expect(heatMap([row('1', 'x', 'a')], options).getAttribute('aria-description')).toBe(
      'size 1, share x: a 12 %',
    );
  });

  it('has a map for each combination of further paths', () => {
    const chart = heatMap([row('1', 'x', 'a', 'c=1'), row('1', 'x', 'b', 'c=2')], options);
    expect(wordsOf(chart)).toEqual(expect.arrayContaining(['c=1', 'c=2']));
  });
});
