import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockScale, extentOf, isLog, timeScale } from '../../../src/report/charts/time-scale.js';

const ticksOf = (scale: ReturnType<typeof timeScale>) => scale.ticks as number[];
const labelsOf = (scale: ReturnType<typeof timeScale>) =>
  ticksOf(scale).map(scale.tickFormat as (tick: number) => string);

describe('an axis of durations', () => {
  it.each([
    [[0.4, 50], 'log', ['0.5 s', '1 s', '2 s', '5 s', '10 s', '20 s', '30 s']],
    [[20, 60], 'linear', ['0', '10 s', '20 s', '30 s', '40 s', '50 s', '1 min']],
    [[5, 7200], 'log', ['5 s', '20 s', '1 min', '5 min', '20 min', '1 h']],
  ] as const)('over %j is %s with ticks that people can read', (extent, type, labels) => {
    const scale = timeScale(extent, 'start', 600);
    expect(scale.type).toBe(type);
    expect(labelsOf(scale).map((label) => label.replace('500 ms', '0.5 s'))).toEqual(labels);
  });

  it('leaves zeros and what never ends out of its extent', () => {
    expect(extentOf([0, 3, Infinity, 9, Number.NaN])).toEqual([3, 9]);
    expect(extentOf([])).toEqual([0.1, 1]);
    expect(isLog([1, 9])).toBe(true);
    expect(isLog([1, 7])).toBe(false);
  });

  it('never has more ticks than room, and all of them inside', () => {
    const positive = fc.double({ min: 0.01, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(positive, positive, fc.integer({ min: 150, max: 1200 }), (a, b, pixels) => {
        const scale = timeScale([Math.min(a, b), Math.max(a, b)], 'start', pixels);
        const [low, high] = scale.domain as [number, number];
        const ticks = ticksOf(scale);
        expect(ticks.length).toBeLessThanOrEqual(Math.max(2, pixels / 62) + 1);
        expect(ticks.every((tick) => tick >= low - 1e-9 && tick <= high + 1e-9)).toBe(true);
      }),
    );
  });
});

describe('an axis of simulated time', () => {
  it.each([
    [43_200, ['0', '2 h', '4 h', '6 h', '8 h', '10 h', '12 h']],
    [600, ['0', '2 min', '4 min', '6 min', '8 min', '10 min']],
    [60 * 86_400, ['0', '7 d', '14 d', '21 d', '28 d', '35 d', '42 d', '49 d', '56 d']],
    [1000 * 86_400, ['0', '112 d', '224 d', '336 d', '448 d', '560 d', '672 d', '784 d', '896 d']],
  ])('to %d seconds has ticks at round times', (end, labels) => {
    expect(labelsOf(clockScale(end, 'simulated time', 600))).toEqual(labels);
  });
});
