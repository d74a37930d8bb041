import { describe, expect, it } from 'vitest';
import { sweepView } from '../../../src/report/sweep/sweep-tables.js';
import { crossoverAnswer, gridAnswer, SHARES, SIZES } from './answers.js';

describe('the view of a sweep', () => {
  it('has one table for a grid of one path and a single search, and two for others', async () => {
    const one = sweepView(await gridAnswer([SIZES]));
    expect(one.main).toBe(one.points);
    const two = sweepView(await gridAnswer([SIZES, SHARES]));
    expect(two.main.id).toBe('grid');
    const search = sweepView(await crossoverAnswer());
    expect(search.main).toBe(search.points);
    expect(search.flips).toEqual([]);
    const searches = sweepView(await crossoverAnswer({ axes: [SHARES] }));
    expect(searches.main.id).toBe('crossovers');
    expect(searches.flips).toHaveLength(2);
  });

  it('says how large it was', async () => {
    expect(sweepView(await gridAnswer([SIZES, SHARES])).size).toEqual([
      '4 × 2 points',
      '2 variants',
      '3 runs',
    ]);
    expect(sweepView(await crossoverAnswer()).size[0]).toMatch(/^\d+ points$/);
  });
});
