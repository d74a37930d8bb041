import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ecdf } from '../../src/stats/ecdf.js';

describe('the empirical distribution function', () => {
  it('steps at each value, once for equal ones', () => {
    expect(ecdf([1, 2, 2, 5])).toEqual([
      { value: 1, share: 0.25 },
      { value: 2, share: 0.75 },
      { value: 5, share: 1 },
    ]);
  });

  it('ends below one where values never end', () => {
    expect(ecdf([1, 2, Infinity, Infinity])).toEqual([
      { value: 1, share: 0.25 },
      { value: 2, share: 0.5 },
    ]);
    expect(ecdf([Infinity])).toEqual([]);
    expect(ecdf([])).toEqual([]);
  });

  it('keeps within one step of the full function when it is reduced, and keeps its end', () => {
    const sample = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 20, maxLength: 300 });
    fc.assert(
      fc.property(sample, fc.integer({ min: 5, max: 20 }), (values, points) => {
        const sorted = values.toSorted((a, b) => a - b);
        const curve = ecdf(sorted, points);
        expect(curve.length).toBeLessThanOrEqual(points);
        expect(curve.at(-1)).toEqual({ value: sorted.at(-1), share: 1 });
        let before = 0;
        for (const { value, share } of curve) {
          const least = sorted.filter((x) => x < value).length / sorted.length;
          const most = sorted.filter((x) => x <= value).length / sorted.length;
          expect(share).toBeGreaterThan(least);
          expect(share).toBeLessThanOrEqual(most);
          expect(share).toBeGreaterThan(before);
          // A step taller than the grid comes from equal values only.
          expect(least - before).toBeLessThanOrEqual(1 / points + 1 / sorted.length + 1e-12);
          before = share;
        }
      }),
    );
  });
});
