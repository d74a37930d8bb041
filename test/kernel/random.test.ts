import { describe, expect, it } from 'vitest';
import { entity, KeyedRandom, type Entity } from '../../src/kernel/random.js';
import { chiSquareScore } from './chi-square.js';

const COUNT = 100_000;
const GRID = 32;

const slots: readonly Entity[] = Array.from({ length: COUNT + 1 }, (_, i) => entity(`api/0/${i}/0`));

function slot(i: number): Entity {
  return slots[i] as Entity;
}

/** Chi-square score of pairs on a grid, and the correlation of the pairs times √n: both are a few at most by chance. */
function dependence(
  first: (i: number) => number,
  second: (i: number) => number,
): { grid: number; correlation: number } {
  const cells = new Float64Array(GRID * GRID);
  let covariance = 0;
  for (let i = 0; i < COUNT; i++) {
    const a = first(i);
    const b = second(i);
    const cell = Math.floor(a * GRID) * GRID + Math.floor(b * GRID);
    cells[cell] = (cells[cell] as number) + 1;
    covariance += (a - 0.5) * (b - 0.5);
  }
  return { grid: chiSquareScore(cells), correlation: (covariance / COUNT) * 12 * Math.sqrt(COUNT) };
}

function expectIndependence(first: (i: number) => number, second: (i: number) => number): void {
  const { grid, correlation } = dependence(first, second);
  expect(Math.abs(grid)).toBeLessThan(4);
  expect(Math.abs(correlation)).toBeLessThan(4);
}

describe('a random stream', () => {
  const random = new KeyedRandom('1', 0);
  const ready = random.stream('ready');

  it('gives odd multiples of 2^-53 inside (0, 1), so that one minus a draw is exact', () => {
    for (let i = 0; i < 10_000; i++) {
      const u = ready.uniform(slot(i));
      expect(u > 0 && u < 1).toBe(true);
      expect((u * 2 ** 53) % 2).toBe(1);
    }
  });

  it('is uniform in its upper and in its lower bits', () => {
    const upper = new Float64Array(1000);
    const lower = new Float64Array(1024);
    for (let i = 0; i < COUNT; i++) {
      for (let index = 0; index < 10; index++) {
        const u = ready.uniform(slot(i), index);
        const bin = Math.floor(u * 1000);
        upper[bin] = (upper[bin] as number) + 1;
        const tail = ((u * 2 ** 53 - 1) / 2) % 1024;
        lower[tail] = (lower[tail] as number) + 1;
      }
    }
    expect(Math.abs(chiSquareScore(upper))).toBeLessThan(4);
    expect(Math.abs(chiSquareScore(lower))).toBeLessThan(4);
  });

  it('has the mean and the variance of a uniform number', () => {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < COUNT; i++) {
      const u = ready.uniform(slot(i), 3) - 0.5;
      sum += u;
      squares += u * u;
    }
    expect(Math.abs(sum / COUNT)).toBeLessThan(4 * Math.sqrt(1 / 12 / COUNT));
    expect(Math.abs(squares / COUNT - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / COUNT));
  });

  it('gives independent numbers for neighbouring indexes of one entity', () => {
    const one = entity('registry');
    expectIndependence(
      (i) => ready.uniform(one, i),
      (i) => ready.uniform(one, i + 1),
    );
  });

  it('gives independent numbers for neighbouring entities', () => {
    expectIndependence(
      (i) => ready.uniform(slot(i)),
      (i) => ready.uniform(slot(i + 1)),
    );
  });

  it('gives independent numbers for two purposes, also where their names differ in one character', () => {
    const other = random.stream('ready2');
    expectIndependence(
      (i) => ready.uniform(slot(i)),
      (i) => other.uniform(slot(i)),
    );
  });

  it('gives independent numbers in two runs and under two seeds', () => {
    for (const other of [new KeyedRandom('1', 1), new KeyedRandom('2', 0)]) {
      const stream = other.stream('ready');
      expectIndependence(
        (i) => ready.uniform(slot(i)),
        (i) => stream.uniform(slot(i)),
      );
    }
  });

  it('gives uniform and independent first draws across thousands of runs and purposes', () => {
    const byRun = Array.from({ length: 20_001 }, (_, run) =>
      new KeyedRandom('base', run).stream('pull').uniform(slot(0)),
    );
    const byPurpose = Array.from({ length: 20_001 }, (_, i) => random.stream(`host/${i}`).uniform(slot(0)));
    for (const draws of [byRun, byPurpose]) {
      const bins = new Float64Array(10);
      let covariance = 0;
      draws.forEach((u, i) => {
        const bin = Math.floor(u * 10);
        bins[bin] = (bins[bin] as number) + 1;
        covariance += (u - 0.5) * ((draws[i + 1] ?? 0.5) - 0.5);
      });
      expect(Math.abs(chiSquareScore(bins))).toBeLessThan(4);
      expect(Math.abs((covariance / 20_000) * 12 * Math.sqrt(20_000))).toBeLessThan(4);
    }
  });
});

describe('keyed randomness', () => {
  it('gives the same number for the same question, in any order', () => {
    const forward = new KeyedRandom('7', 3);
    const backward = new KeyedRandom('7', 3);
    const questions = ['a', 'b', 'c'].flatMap((purpose) => [0, 1, 2].map((i) => ({ purpose, i })));
    const ask = (random: KeyedRandom, q: { purpose: string; i: number }): number =>
      random.stream(q.purpose).uniform(slot(q.i), q.i);
    const answers = questions.map((q) => ask(forward, q));
    const reversed = questions.toReversed().map((q) => ask(backward, q));
    expect(reversed.toReversed()).toEqual(answers);
  });

  it('keeps apart seeds, runs and purposes whose texts join to the same one', () => {
    const draw = (seed: string, run: number, purpose: string): number =>
      new KeyedRandom(seed, run).stream(purpose).uniform(slot(0));
    const draws = [
      draw('a', 1, '2/x'),
      draw('a/1', 2, 'x'),
      draw('', 0, ''),
      draw('', 0, '0'),
      draw('0', 0, ''),
    ];
    expect(new Set(draws).size).toBe(draws.length);
  });

  it('gives the numbers that were recorded, whatever the engine', () => {
    const stream = new KeyedRandom('1', 0).stream('ready');
    const draws = [0, 1, 2].map((index) => stream.uniform(entity('api/0/0/0'), index));
    expect(draws).toEqual([0.6719398606323373, 0.5091338357368808, 0.4913441291038064]);
    expect(new KeyedRandom('1', 1).stream('ready').uniform(entity('api/0/0/0'))).toBe(0.8292718686041524);
  });
});
