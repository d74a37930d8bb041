import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogHistogram } from '../../src/stats/log-histogram.js';

const value = fc.oneof(
  fc.double({ min: 0, max: 1e7, noNaN: true }),
  fc.constantFrom(0, 1, 60, Infinity, Number.MIN_VALUE, 1e300),
);
const sample = fc.array(value, { minLength: 1, maxLength: 200 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

function sketchOf(values: readonly number[], relativeError = 0.01): LogHistogram {
  const sketch = new LogHistogram(relativeError);
  for (const x of values) sketch.add(x);
  return sketch;
}

describe('the sketch', () => {
  it('knows every quantile to its relative error', () => {
    fc.assert(
      fc.property(sample, share, fc.constantFrom(0.01, 0.001, 0.1), (values, p, relativeError) => {
        const exact = values.toSorted((a, b) => a - b)[Math.floor(p * (values.length - 1))] ?? NaN;
        const estimate = sketchOf(values, relativeError).quantile(p);
        if (exact === 0 || exact === Infinity) expect(estimate).toBe(exact);
        // Subnormal numbers have too few bits for a relative error.
        else if (exact > 1e-300)
          expect(Math.abs(estimate / exact - 1)).toBeLessThanOrEqual(relativeError * (1 + 1e-9));
      }),
    );
  });

  it('of parts adds up to the sketch of the whole, in any order', () => {
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const whole = sketchOf([...first, ...second]);
        const forth = sketchOf(first);
        forth.merge(sketchOf(second));
        const back = sketchOf(second.toReversed());
        back.merge(sketchOf(first));
        expect(forth.toJSON()).toEqual(whole.toJSON());
        expect(back.toJSON()).toEqual(whole.toJSON());
        expect(forth.count).toBe(first.length + second.length);
      }),
    );
  });

  it('survives a journey as JSON', () => {
    const sketch = sketchOf([0, 0.5, 3, 3, Infinity]);
    const data = JSON.parse(JSON.stringify(sketch)) as ReturnType<LogHistogram['toJSON']>;
    expect(LogHistogram.from(data).toJSON()).toEqual(sketch.toJSON());
    expect(LogHistogram.from(data).count).toBe(5);
  });

  it('stays small however many values it sees', () => {
    const sketch = new LogHistogram();
    for (let i = 1; i <= 1_000_000; i++) sketch.add(i / 1000);
    expect(sketch.count).toBe(1_000_000);
    expect(sketch.toJSON().bins.length).toBeLessThan(700);
    expect(sketch.quantile(0.95) / 950).toBeCloseTo(1, 1);
  });

  it('counts a value several times at once', () => {
    const sketch = new LogHistogram();
    sketch.add(10, 99);
    sketch.add(1000);
    expect(sketch.quantile(0.98) / 10).toBeCloseTo(1, 1);
    expect(sketch.quantile(1) / 1000).toBeCloseTo(1, 1);
  });

  it('of nothing has no quantile', () => {
    expect(new LogHistogram().quantile(0.5)).toBeNaN();
  });

  it('refuses negative values, NaN, and sketches of another error', () => {
    const sketch = new LogHistogram();
    expect(() => sketch.add(-1)).toThrow('from zero on');
    expect(() => sketch.add(NaN)).toThrow('from zero on');
    expect(() => sketch.merge(new LogHistogram(0.02))).toThrow('one relative error');
    expect(() => sketch.quantile(2)).toThrow('between 0 and 1');
    expect(() => new LogHistogram(0)).toThrow('between 0 and 1');
  });
});
