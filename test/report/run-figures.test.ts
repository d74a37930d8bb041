import { describe, expect, it } from 'vitest';
import { measureRows } from '../../src/report/measure.js';
import { METRIC_KEYS, runFigures, unitOf } from '../../src/report/run-figures.js';
import { type Row, run, taking } from './fixture.js';

const EVERYTHING = { fromSeconds: 0, service: null, cache: 'any' } as const;

function figuresOf(rows: readonly Row[], usd = 0) {
  const result = run(rows, { diskPeakShare: 0.5, staleSeconds: 60 });
  return runFigures(result, measureRows(result.starts, EVERYTHING), {
    pullCostUsd: usd,
    leastRunningShare: Number.NaN,
  });
}

describe('the figures of one run', () => {
  it('has a value for every metric', () => {
    const { values } = figuresOf([taking(1)]);
    expect(METRIC_KEYS.filter((key) => values[key] === undefined)).toEqual([]);
  });

  it('takes quantiles of type 7, linear between neighbours', () => {
    const { values } = figuresOf([1, 2, 3, 4].map((seconds) => taking(seconds)));
    expect(values['start.p50']).toBe(2.5);
    expect(values['start.p90']).toBeCloseTo(3.7);
    expect(values['start.mean']).toBe(2.5);
    expect(values['start.max']).toBe(4);
  });

  it('lets a failed start push the quantiles that reach it to infinity, and no other', () => {
    const rows = Array.from({ length: 21 }, (_, index) =>
      taking(index, index === 20 ? { outcome: 'failed' } : {}),
    );
    const { values, reached } = figuresOf(rows);
    expect(values['start.p95']).toBe(19);
    expect(values['start.p99']).toBe(Infinity);
    expect(reached.start).toBe(19);
  });

  it('keeps a stopped start out of quantiles and failures, and its bytes in', () => {
    const { values } = figuresOf([taking(1, { bytes: 5 }), taking(50, { outcome: 'stopped', bytes: 7 })]);
    expect(values['start.max']).toBe(1);
    expect(values.failed).toBe(0);
    expect(values.stopped).toBe(1);
    expect(values.bytes).toBe(12);
  });

  it('tells shares of failures, warm starts and reused layers', () => {
    const { values } = figuresOf([
      taking(1, { cache: 'warm', layersReused: 3, requests: 2 }),
      taking(1, { cache: 'cold', layersPulled: 1, requests: 4 }),
      taking(1, { cache: '', outcome: 'failed' }),
      taking(1, { cache: 'cold', outcome: 'unfinished' }),
    ]);
    expect(values.failed).toBe(0.25);
    expect(values.unfinished).toBe(1);
    expect(values.warmShare).toBeCloseTo(1 / 3);
    expect(values.layerHitRate).toBe(0.75);
    expect(values.requestsPerStart).toBe(1.5);
  });

  it('spreads the pull cost over a thousand starts', () => {
    expect(figuresOf([taking(1), taking(1)], 0.01).values.pullCostPer1000).toBe(5);
  });

  it('has no quantile where nothing started', () => {
    expect(figuresOf([]).values['start.p50']).toBeNaN();
    expect(figuresOf([]).reached.start).toBe(-Infinity);
  });
});

describe('the unit of a metric', () => {
  it.each([
    ['start.p95', 'seconds'],
    ['failed', 'share'],
    ['diskPeakBytes', 'bytes'],
    ['pullCost', 'usd'],
  ] as const)('of %s is %s', (key, unit) => {
    expect(unitOf(key)).toBe(unit);
  });
});
