import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, compareMetrics } from '../../src/report/compare.js';
import { metric } from '../../src/report/estimate.js';
import { summarize } from '../../src/report/summarize.js';
import { experiment, run, taking } from './fixture.js';

const of = (...perRun: number[]) => metric('seconds', perRun);

describe('a difference between two variants', () => {
  it.each([
    ['equal', [1, 2, 3], [1, 2, 3]],
    ['equal, but for the rounding of sums', [0.1 + 0.2, 1], [0.3, 1]],
    ['less', [10, 20, 30], [9, 19.1, 28.9]],
    ['more', [10, 20, 30], [11, 21.1, 30.9]],
    ['none', [10, 20, 30], [9, 22, 30]],
    ['unknown, from one run', [10], [9]],
    ['equal, from one run', [10], [10]],
    ['unknown, without runs', [], []],
    ['more, where it never ends', [10, 20], [Infinity, Infinity]],
    ['more, where it does not end in some runs', [10, 20], [Infinity, 21]],
    ['unknown, where it does not end in some runs and is less in others', [10, 20], [Infinity, 19]],
    ['neither, where neither ends', [Infinity, Infinity], [Infinity, Infinity]],
    ['less, where only the baseline never ends', [Infinity, Infinity], [3, 4]],
  ] as const)('is %s', (words, baseline, variant) => {
    const { finding } = compareMetrics(of(...baseline), of(...variant));
    expect(finding).toBe(words.split(',')[0]);
  });

  it('is paired by run: what the runs share does not widen the interval', () => {
    const { estimate } = compareMetrics(of(10, 100, 1000), of(11, 101, 1001));
    expect(estimate.mean).toBe(1);
    expect(estimate.halfWidth).toBeCloseTo(0, 9);
  });

  it('tells its size as a share of the baseline', () => {
    expect(compareMetrics(of(10, 30), of(9, 27)).relative).toBeCloseTo(-0.1);
    expect(compareMetrics(of(0, 0), of(1, 2)).relative).toBeNaN();
  });

  it('leaves out runs that have no value in either', () => {
    expect(compareMetrics(of(Number.NaN, 1, 2), of(Number.NaN, 2, 3)).estimate.runs).toBe(2);
  });

  it('changes its sign when the two are exchanged', () => {
    const values = fc.array(
      fc.tuple(fc.float({ min: 0, max: 1000, noNaN: true }), fc.float({ min: 0, max: 1000, noNaN: true })),
      { minLength: 2 },
    );
    fc.assert(
      fc.property(values, (pairs) => {
        const a = of(...pairs.map(([value]) => value));
        const b = of(...pairs.map(([, value]) => value));
        expect(compareMetrics(a, b).estimate.mean).toBeCloseTo(-compareMetrics(b, a).estimate.mean, 6);
      }),
    );
  });
});

describe('a comparison', () => {
  const runs = [run([taking(1), taking(2)]), run([taking(3), taking(4)])];

  it('sets all variants against the first', () => {
    const comparison = compare(
      summarize(
        experiment([
          { name: 'a', runs },
          { name: 'b', runs },
          { name: 'c', runs },
        ]),
      ),
    );
    expect(comparison.baseline).toBe('a');
    expect(comparison.variants.map(({ name }) => name)).toEqual(['b', 'c']);
    expect(comparison.variants[0]!.differences['start.p95'].finding).toBe('equal');
    expect(comparison.method).toMatch(/paired/);
  });

  it('of a single variant holds nothing', () => {
    expect(compare(summarize(experiment([{ name: 'a', runs }]))).variants).toEqual([]);
  });
});
