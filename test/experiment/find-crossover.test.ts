import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CrossoverSearch,
  type EvaluatePoints,
  type FoundCrossovers,
  findCrossover,
  findCrossovers,
  type Pair,
} from '../../src/experiment/find-crossover.js';

/** The second alternative is worse by `difference`, the same in each run but for `noise`. */
const pairOf = (difference: number, noise = 0): Pair => [
  [10, 11, 12, 13],
  [10 + difference + noise, 11 + difference - noise, 12 + difference + noise, 13 + difference - noise],
];

function evaluating(difference: (value: number) => number, noise = 0): EvaluatePoints {
  return (values) => Promise.resolve(values.map((value) => pairOf(difference(value), noise)));
}

const search = (
  difference: (value: number) => number,
  options: CrossoverSearch,
  noise = 0,
): Promise<FoundCrossovers> => findCrossover(options, evaluating(difference, noise));

describe('the search for a crossover', () => {
  it('finds a known root by equal steps', async () => {
    const { crossovers, ended } = await search((x) => x - 37, { low: 0, high: 100 });
    expect(ended).toBe('found');
    expect(crossovers).toHaveLength(1);
    const [one] = crossovers;
    expect(one).toMatchObject({ below: 1, above: 0, isClear: true });
    expect(one!.low).toBeLessThan(37);
    expect(one!.high).toBeGreaterThan(37);
    expect(one!.high - one!.low).toBeLessThanOrEqual(0.02 * one!.high);
    expect(one!.estimate).toBeCloseTo(37, 9);
  });

  it('finds a known root by equal factors, to the tolerance that was asked for', async () => {
    const options = { low: 1, high: 1e6, geometric: true, tolerance: 0.001 };
    const { crossovers, points } = await search((x) => Math.log(12_345) - Math.log(x), options);
    expect(crossovers[0]).toMatchObject({ below: 0, above: 1 });
    expect(crossovers[0]!.estimate / 12_345).toBeCloseTo(1, 9);
    expect(crossovers[0]!.high / crossovers[0]!.low).toBeLessThan(1.0011);
    expect(points.length).toBeLessThan(7 + 13);
  });

  it('brackets any single root', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 1.5, max: 900, noNaN: true }),
        fc.boolean(),
        async (root, geometric) => {
          const { crossovers } = await search((x) => x - root, { low: 1, high: 1000, geometric });
          expect(crossovers).toHaveLength(1);
          expect(crossovers[0]!.low).toBeLessThanOrEqual(root);
          expect(crossovers[0]!.high).toBeGreaterThanOrEqual(root);
        },
      ),
    );
  });

  it('finds several', async () => {
    const { crossovers } = await search((x) => (x - 15) * (x - 42) * (x - 81), { low: 0, high: 100 });
    expect(crossovers.map(({ estimate }) => Math.round(estimate))).toEqual([15, 42, 81]);
    expect(crossovers.map(({ below, above }) => [below, above])).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
    ]);
  });

  it('finds none where one wins throughout, and has both ends to tell by how much', async () => {
    const { crossovers, points, stretches } = await search((x) => 1 + x, { low: 0, high: 10 });
    expect(crossovers).toEqual([]);
    expect(stretches).toEqual([{ first: 0, last: 6, wins: 0 }]);
    expect(points[0]!.difference.estimate).toBeCloseTo(1);
    expect(points.at(-1)!.difference.estimate).toBeCloseTo(11);
  });

  it('finds none where nothing differs', async () => {
    const { crossovers, stretches } = await search(() => 0, { low: 1, high: 10 });
    expect(crossovers).toEqual([]);
    expect(stretches).toEqual([{ first: 0, last: 6, wins: null }]);
  });

  it('tells how far the interval holds zero, where the runs leave it open', async () => {
    // Differences of ±noise have a standard error of noise/√3 over four runs, and t is 3.18.
    const noise = 3;
    const reach = (3.182 * 2 * noise) / Math.sqrt(3) / 2;
    const { crossovers, points } = await search((x) => x - 50, { low: 0, high: 100 }, noise);
    const [one] = crossovers;
    expect(one).toMatchObject({ below: 1, above: 0, isClear: false });
    expect(Math.abs(one!.low - (50 - reach))).toBeLessThan(1.5);
    expect(Math.abs(one!.high - (50 + reach))).toBeLessThan(1.5);
    expect(one!.estimate).toBeCloseTo(50, 6);
    expect(points.some(({ wins }) => wins === null)).toBe(true);
  });

  it('tells from where on there is a difference', async () => {
    const { crossovers, stretches, points } = await search((x) => Math.max(0, x - 30), { low: 0, high: 100 });
    expect(crossovers).toEqual([]);
    expect(stretches.map(({ wins }) => wins)).toEqual([null, 0]);
    expect(points[stretches[1]!.first]!.value).toBeLessThan(31);
  });

  it('stops at neighbours where values are whole numbers', async () => {
    const options = { low: 1, high: 40, round: Math.round };
    const { crossovers, points } = await search((x) => x - 11.5, options);
    expect(crossovers[0]).toMatchObject({ low: 11, high: 12 });
    expect(points.every(({ value }) => Number.isInteger(value))).toBe(true);
    expect(new Set(points.map(({ value }) => value)).size).toBe(points.length);
  });

  it('finds a jump', async () => {
    const { crossovers } = await search((x) => (x < 4.2 ? -5 : 1), { low: 1, high: 16, geometric: true });
    expect(crossovers[0]!.low).toBeLessThan(4.2);
    expect(crossovers[0]!.high).toBeGreaterThanOrEqual(4.2);
  });

  it('finds where one of them never ends', async () => {
    const endless: EvaluatePoints = (values) =>
      Promise.resolve(values.map((value): Pair => [[9, 9.5], value < 3 ? [5, 5.5] : [Infinity, Infinity]]));
    const { crossovers } = await findCrossover({ low: 1, high: 10 }, endless);
    expect(crossovers[0]).toMatchObject({ below: 1, above: 0 });
    expect(crossovers[0]!.estimate).toBeGreaterThan(2.8);
    expect(crossovers[0]!.estimate).toBeLessThan(3.1);
  });

  it('lets more win where that is better', async () => {
    const { crossovers } = await search((x) => x - 5, { low: 1, high: 10, better: 'more' });
    expect(crossovers[0]).toMatchObject({ below: 0, above: 1 });
  });

  it('goes by the sign where there is one run', async () => {
    const { crossovers } = await findCrossover({ low: 0, high: 10 }, (values) =>
      Promise.resolve(values.map((value): Pair => [[3], [value]])),
    );
    expect(crossovers[0]!.estimate).toBeCloseTo(3, 9);
  });

  it('gives up after the most points, and says so', async () => {
    const options = { low: 0, high: 100, tolerance: 1e-9, mostPoints: 12 };
    const { crossovers, points, ended } = await search((x) => x - 37, options);
    expect(ended).toBe('limit');
    expect(points).toHaveLength(12);
    expect(crossovers).toHaveLength(1);
  });

  it('keeps what it has when it is interrupted', async () => {
    let calls = 0;
    const { crossovers, points, ended } = await findCrossover({ low: 0, high: 100 }, (values) => {
      calls += 1;
      return Promise.resolve(values.map((value) => (calls < 3 ? pairOf(value - 37) : null)));
    });
    expect(ended).toBe('interrupted');
    expect(points).toHaveLength(8);
    expect(crossovers[0]!.low).toBeLessThan(37);
  });

  it('refuses a range that is none', async () => {
    await expect(search((x) => x, { low: 2, high: 2 })).rejects.toThrow(RangeError);
    await expect(search((x) => x, { low: 0, high: 2, geometric: true })).rejects.toThrow(RangeError);
    await expect(search((x) => x, { low: 0, high: 2, points: 1 })).rejects.toThrow(RangeError);
  });
});

describe('several searches', () => {
  it('are played in step, the points of each round together', async () => {
    const rounds: number[] = [];
    const found = await findCrossovers(
      [10, 60, 200].map(() => ({ low: 0, high: 100 })),
      (asked) => {
        rounds.push(new Set(asked.map((each) => each.search)).size);
        return Promise.resolve(asked.map((each) => pairOf(each.value - [10, 60, 200][each.search]!)));
      },
    );
    expect(found.map(({ crossovers }) => crossovers.map(({ estimate }) => Math.round(estimate)))).toEqual([
      [10],
      [60],
      [],
    ]);
    expect(rounds[0]).toBe(3);
    expect(rounds[1]).toBe(2);
    expect(rounds.length).toBeLessThan(9);
  });
});
