import { describe, expect, it } from 'vitest';
import { occurrences } from '../../../src/scenario/resolve/resolve-schedule.js';
import { linesOf, worldOf } from '../reading.js';
import { smallAnd } from '../small-scenario.js';

const entry = (when: string): string => smallAnd(`  - { runTask: api${when} }\n`);
const schedule = (when: string) => worldOf(entry(when)).timeline.at(-1)!.schedule;

describe('when something happens', () => {
  it.each([
    ['', { kind: 'at', atSeconds: 0 }],
    [', at: 1h30m', { kind: 'at', atSeconds: 5400 }],
    [', every: 10m', { kind: 'every', periodSeconds: 600, fromSeconds: 600, untilSeconds: 7200 }],
    [
      ', every: 10m, from: 0s, until: 1h',
      { kind: 'every', periodSeconds: 600, fromSeconds: 0, untilSeconds: 3600 },
    ],
    [', every: 10m, until: 9h', { kind: 'every', periodSeconds: 600, fromSeconds: 600, untilSeconds: 7200 }],
    [
      ', arrivals: poisson(30/min), from: 1h',
      { kind: 'poisson', ratePerSecond: 0.5, fromSeconds: 3600, untilSeconds: 7200 },
    ],
  ])('is in seconds, and ends with the scenario: "%s"', (when, expected) => {
    expect(schedule(when)).toEqual(expected);
  });

  it.each([
    [', at: 1h, every: 2h', 'more than one of'],
    [', every: 1h, arrivals: poisson(1/s)', 'more than one of'],
    [', from: 1h', '"from" goes with'],
    [', every: 1ms, count: 1', '7199999 times'],
    [', every: 1s, count: 1000', '7199000 times'],
    [', arrivals: poisson(1000/s)', '7200000 times'],
  ])('is refused where it cannot be, or is too often: "%s"', (when, words) => {
    expect(linesOf(entry(when), 'error').join()).toContain(words);
  });

  it.each([', at: 2h', ', at: 3h', ', every: 2h', ', every: 5h'])(
    'is warned of where it is never: "%s"',
    (when) => {
      expect(linesOf(entry(when))).toEqual([expect.stringContaining('this never happens')]);
    },
  );
});

it('counts how often a schedule happens', () => {
  expect(occurrences({ kind: 'at', atSeconds: 5 })).toBe(1);
  expect(occurrences({ kind: 'every', periodSeconds: 3600, fromSeconds: 3600, untilSeconds: 43200 })).toBe(
    11,
  );
  expect(occurrences({ kind: 'every', periodSeconds: 10, fromSeconds: 100, untilSeconds: 50 })).toBe(0);
  expect(occurrences({ kind: 'poisson', ratePerSecond: 2, fromSeconds: 0, untilSeconds: 10 })).toBe(20);
});
