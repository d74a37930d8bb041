import { describe, expect, it } from 'vitest';
import { Allowance, secondsUntilUsedUp } from '../../../src/model/host/allowance.js';

const of = (baselineBytesPerSecond: number, capacityBytes: number, initialShare = 1) =>
  new Allowance({ baselineBytesPerSecond, capacityBytes, initialShare });

describe('an allowance', () => {
  it('is spent above the baseline, earned below it, and holds no more than its capacity', () => {
    const allowance = of(10, 1000, 0.5);
    allowance.pass(10, 300);
    expect(allowance.levelBytes).toBe(300);
    allowance.pass(20, 100);
    expect(allowance.levelBytes).toBe(400);
    allowance.pass(1000, 0);
    expect(allowance.levelBytes).toBe(1000);
  });

  it('is empty when it is used up, and counts again when it has a second of baseline', () => {
    const allowance = of(10, 1000);
    allowance.pass(20, 1200);
    expect(allowance.isEmpty).toBe(true);
    allowance.pass(0.9, 0);
    expect(allowance.isEmpty).toBe(true);
    allowance.pass(0.1, 0);
    expect(allowance.isEmpty).toBe(false);
  });

  it('may begin empty', () => {
    expect(of(10, 1000, 0).isEmpty).toBe(true);
  });

  it('need not be looked at while nothing or no more than the baseline is used', () => {
    const allowance = of(10, 1000);
    expect(allowance.horizonSeconds(0, 0)).toBe(Infinity);
    expect(allowance.horizonSeconds(10, 10)).toBe(Infinity);
    expect(allowance.horizonSeconds(30, 12)).toBe(50);
  });

  it('is looked at now and then when it is empty and in use', () => {
    expect(of(10, 1000, 0).horizonSeconds(10, 10)).toBe(10);
    expect(of(10, 1000, 0).horizonSeconds(0, 0)).toBe(Infinity);
  });
});

it.each([
  ['far off: by the most use', 100, 10, 1, 10],
  ['near: by the present use', 5, 10, 8, 0.625],
  ['near, and little used: in a second', 5, 10, 0.1, 1],
  ['near, and not used: in a second', 5, 10, -3, 1],
  ['never, where the most is nothing', 5, 0, 0, Infinity],
])('what could be used up is looked at %s', (_, bytes, most, present, seconds) => {
  expect(secondsUntilUsedUp(bytes, most, present)).toBe(seconds);
});
