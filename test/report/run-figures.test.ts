import { describe, expect, it } from 'vitest';
import type { BillLine } from '../../src/report/cost/bill-line.js';
import { measureRows } from '../../src/report/measure.js';
import { METRIC_KEYS, runFigures, unitOf } from '../../src/report/run-figures.js';
import { registryTotals, type Row, run, taking } from './fixture.js';

const EVERYTHING = { fromSeconds: 0, service: null, cache: 'any' } as const;

function figuresOf(rows: readonly Row[], bill: readonly BillLine[] = []) {
  const registries = [
    registryTotals('ecr', { storedBytes: 5 }),
    registryTotals('cache', { upstreamPulls: 4, upstreamRefusals: 1, storedBytes: 7 }),
  ];
  const result = run(rows, { diskPeakShare: 0.5, staleSeconds: 60, registries });
  return runFigures(result, measureRows(result.starts, EVERYTHING), {
    bill,
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

  it('takes first requests of those starts that have some, whatever became of the others', () => {
    const { values } = figuresOf([
      taking(1, { firstRequestSeconds: 2, slowestRequestSeconds: 3 }),
      taking(1, { firstRequestSeconds: 4, slowestRequestSeconds: 9 }),
      taking(1, { outcome: 'failed' }),
      taking(1),
    ]);
    expect(values['firstRequest.p50']).toBe(3);
    expect(values['slowestRequest.max']).toBe(9);
    expect(figuresOf([taking(1)]).values['firstRequest.p95']).toBeNaN();
  });

  it('tells how many images were loaded lazily, and how many fell back', () => {
    const { values } = figuresOf([
      taking(1, { snapshotter: 'soci', lazyBytes: 7 }),
      taking(1, { snapshotter: 'stargz', lazyBytes: 4 }),
      taking(1, { snapshotter: 'overlayfs', fallback: 'no index' }),
      taking(1, { snapshotter: 'overlayfs' }),
      taking(1, { outcome: 'failed', snapshotter: '' }),
    ]);
    expect(values).toMatchObject({ lazyShare: 0.5, fallbacks: 1, lazyBytes: 11 });
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

  it('takes pull cost and capacity cost from the bill, each by the run, a thousand starts and the month', () => {
    const line = { what: '', quantity: 1, unit: '', price: 1, source: '', asOf: '' };
    const { values } = figuresOf(
      [taking(1)],
      [
        { ...line, part: 'pull', usd: 1, usdPer1000: 2, usdPerMonth: 3 },
        { ...line, part: 'capacity', usd: 4, usdPer1000: 5, usdPerMonth: 6 },
        { ...line, part: 'pull', price: null, usd: NaN, usdPer1000: NaN, usdPerMonth: NaN },
      ],
    );
    expect(values).toMatchObject({ pullCost: 1, pullCostPer1000: 2, pullCostPerMonth: 3 });
    expect(values).toMatchObject({ capacityCost: 4, capacityCostPer1000: 5, capacityCostPerMonth: 6 });
  });

  it('adds up bytes by way and throttled requests of the rows that count', () => {
    const { values } = figuresOf([
      taking(1, { natBytes: 1, endpointBytes: 2, peerBytes: 3, throttled: 1 }),
      taking(1, { natBytes: 10, throttled: 2 }),
    ]);
    expect(values).toMatchObject({ natBytes: 11, endpointBytes: 2, peerBytes: 3 });
    expect(values).toMatchObject({ throttled: 3, throttledPerStart: 1.5 });
  });

  it('adds up what registries did in the whole run', () => {
    expect(figuresOf([taking(1)]).values).toMatchObject({
      upstreamPulls: 4,
      upstreamRefusals: 1,
      storedBytes: 12,
    });
  });

  it('has no quantile where nothing started', () => {
    expect(figuresOf([]).values['start.p50']).toBeNaN();
    expect(figuresOf([]).reached.start).toBe(-Infinity);
    expect(figuresOf([]).values.pullCostPer1000).toBeNaN();
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
