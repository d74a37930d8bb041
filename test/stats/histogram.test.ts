import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogram } from '../../src/stats/histogram.js';

describe('a histogram', () => {
  it('has round edges and counts each value once', () => {
    expect(histogram([1, 1.5, 2, 2.5, 2.6, 3, 9.9], 5)).toEqual({
      bins: [
        { low: 0, high: 5, count: 6 },
        { low: 5, high: 10, count: 1 },
      ],
      infinite: 0,
    });
  });

  it('puts a value on an edge into the bin above, with edges that are exact decimals', () => {
    const values = Array.from({ length: 31 }, (_, i) => i / 10);
    const { bins } = histogram(values, 4);
    expect(bins.map((bin) => bin.low)).toEqual([0, 1, 2, 3]);
    expect(bins.map((bin) => bin.count)).toEqual([10, 10, 10, 1]);
    const fine = histogram(Array.from({ length: 30_001 }, (_, i) => i / 10_000)).bins;
    expect(fine.map((bin) => bin.low)).toEqual(Array.from({ length: 31 }, (_, i) => i / 10));
    expect(fine.map((bin) => bin.count)).toEqual([...new Array<number>(30).fill(1000), 1]);
  });

  it('counts infinite values apart', () => {
    expect(histogram([1, 2, Infinity, Infinity]).infinite).toBe(2);
    expect(histogram([Infinity])).toEqual({ bins: [], infinite: 1 });
    expect(histogram([])).toEqual({ bins: [], infinite: 0 });
  });

  it('of equal values is one bin', () => {
    for (const value of [0, 7, 1e9, 0.001]) {
      const { bins } = histogram([value, value, value]);
      expect(bins.map((bin) => bin.count)).toEqual([3]);
    }
  });

  it('loses nothing, keeps its bins in a row and their number within bounds', () => {
    const values = fc.array(fc.double({ min: 0, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 60 }), (sample, maximum) => {
        const { bins } = histogram(sample, maximum);
        expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(sample.length);
        expect(bins.length).toBeLessThanOrEqual(maximum);
        bins.forEach((bin, i) => {
          expect(bin.count).toBe(sample.filter((x) => x >= bin.low && x < bin.high).length);
          if (i > 0) expect(bin.low).toBe(bins[i - 1]?.high);
        });
      }),
    );
  });
});
