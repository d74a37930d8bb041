import { describe, expect, it } from 'vitest';
import type { Quantity, Threshold } from '../../src/scenario/scenario.js';
import { summarize } from '../../src/report/summarize.js';
import { judge, quantityMetric } from '../../src/report/verdict.js';
import { experiment, run, taking, threshold } from './fixture.js';

const P50: Quantity = { kind: 'phase', phase: 'start', statistic: 'p50' };

function judgeOf(expect: Threshold, seconds: Readonly<Record<string, readonly number[]>>) {
  const result = experiment(
    Object.entries(seconds).map(([name, runs]) => ({
      name,
      runs: runs.map((value) => run([taking(value)])),
    })),
    { expect: [expect] },
  );
  return judge(result.scenario, summarize(result))[0]!;
}

const limit = (comparator: Threshold['comparator'], value: number) =>
  threshold('…', { quantity: P50, comparator, limit: { kind: 'value', value } });

describe('a threshold', () => {
  it.each([
    ['<', 10, false],
    ['<', 10.1, true],
    ['<=', 10, true],
    ['=', 10, true],
    ['=', 11, false],
    ['>=', 10, true],
    ['>', 10, false],
  ] as const)('start p50 of 10 s %s %d s is judged %s', (comparator, value, pass) => {
    expect(judgeOf(limit(comparator, value), { a: [10, 10] }).pass).toBe(pass);
  });

  it('holds only if it holds for every variant', () => {
    const verdict = judgeOf(limit('<', 5), { a: [1, 1], b: [9, 9] });
    expect(verdict.pass).toBe(false);
    expect(verdict.judgements.map(({ variant, pass }) => [variant, pass])).toEqual([
      ['a', true],
      ['b', false],
    ]);
  });

  it('of one variant is judged for that one alone', () => {
    const verdict = judgeOf({ ...limit('<', 5), variant: 'a' }, { a: [1, 1], b: [9, 9] });
    expect(verdict.pass).toBe(true);
    expect(verdict.judgements).toHaveLength(1);
  });

  it('is uncertain where the interval straddles the limit', () => {
    expect(judgeOf(limit('<', 10.5), { a: [9, 11] }).judgements[0]).toMatchObject({
      pass: true,
      uncertain: true,
    });
    expect(judgeOf(limit('<', 100), { a: [9, 11] }).judgements[0]).toMatchObject({
      pass: true,
      uncertain: false,
    });
  });

  it('fails where starts are never ready, and where nothing was measured', () => {
    const result = experiment([{ name: 'a', runs: [run([taking(1, { outcome: 'failed' })])] }], {
      expect: [limit('<', 1e9)],
    });
    expect(judge(result.scenario, summarize(result))[0]!.pass).toBe(false);
    expect(judgeOf(limit('<', 1e9), { a: [] }).pass).toBe(false);
  });

  it('against another variant is judged on the paired difference', () => {
    const against = threshold('…', {
      quantity: P50,
      comparator: '<=',
      limit: { kind: 'variant', quantity: P50, variant: 'a' },
      variant: 'b',
    });
    expect(judgeOf(against, { a: [10, 100, 1000], b: [9, 99, 999] }).judgements[0]).toMatchObject({
      pass: true,
      uncertain: false,
    });
    expect(
      judgeOf(
        { ...against, limit: { kind: 'variant', quantity: P50, variant: 'nobody' } },
        { a: [1], b: [1] },
      ).pass,
    ).toBe(false);
  });
});

describe('the metric of a quantity', () => {
  const rows = [
    taking(2, {
      cache: 'warm',
      requests: 4,
      billedPullSeconds: 0,
      snapshotter: 'soci',
      firstRequestSeconds: 3,
      slowestRequestSeconds: 8,
    }),
    taking(6, { cache: 'cold', requests: 2, outcome: 'started' }),
  ];
  const result = experiment(
    [
      {
        name: 'a',
        runs: [
          run(rows, {
            diskPeakShare: 0.7,
            diskPeakBytes: 7e9,
            staleSeconds: 30,
            hostSecondsByCapacity: { web: 3600 },
          }),
        ],
      },
    ],
    {
      measure: { fromSeconds: 0, service: null, cache: 'any' },
    },
  );
  const [variant] = summarize(result).variants;

  it.each<[string, Quantity, number]>([
    ['a mean', { kind: 'phase', phase: 'start', statistic: 'mean' }, 4],
    ['a longest phase', { kind: 'phase', phase: 'ready', statistic: 'max' }, 6],
    ['a first request', { kind: 'request', which: 'first', statistic: 'p95' }, 3],
    ['the slowest request', { kind: 'request', which: 'slowest', statistic: 'max' }, 8],
    ['starts that were lazy', { kind: 'lazyShare' }, 0.5],
    ['starts that fell back', { kind: 'fallbacks' }, 0],
    ['failures', { kind: 'failed' }, 0],
    ['unfinished starts', { kind: 'unfinished' }, 0],
    ['the disk in shares', { kind: 'diskPeak', unit: 'share' }, 0.7],
    ['the disk in bytes', { kind: 'diskPeak', unit: 'bytes' }, 7e9],
    ['requests a start', { kind: 'requestsPerStart' }, 3],
    ['the hit rate', { kind: 'hitRate' }, 0.5],
    ['stale time', { kind: 'staleSeconds' }, 30],
    ['tasks that ran of those desired', { kind: 'runningShare' }, 0],
    ['a disk that does not grow', { kind: 'diskFull' }, Number.POSITIVE_INFINITY],
    ['cost a start', { kind: 'cost', per: 'start' }, 0],
    ['cost a month', { kind: 'cost', per: 'month' }, 0],
  ])('is found for %s', (_, quantity, value) => {
    expect(quantityMetric(variant!, quantity).estimate.mean).toBe(value);
  });

  it('sums pull cost and capacity cost, run by run', () => {
    const costs = (part: 'pull' | 'capacity' | 'total'): number =>
      quantityMetric(variant!, { kind: 'cost', per: 'month', part }).perRun[0]!;
    expect(costs('capacity')).toBeGreaterThan(0);
    expect(costs('total')).toBe(costs('pull') + costs('capacity'));
    expect(quantityMetric(variant!, { kind: 'cost', per: 'start', part: 'total' }).unit).toBe('usd');
  });

  it('has no value for a count that nobody asked for', () => {
    const { estimate } = quantityMetric(variant!, { kind: 'timeToRunning', count: 3 });
    expect(estimate.mean).toBeNaN();
  });
});
