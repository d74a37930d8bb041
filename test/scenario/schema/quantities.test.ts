import { describe, expect, it } from 'vitest';
import {
  type Quantity,
  arrivals,
  byteRate,
  duration,
  instant,
  randomDuration,
  randomDurationOrNone,
  share,
  size,
} from '../../../src/scenario/schema/quantities.js';

const issueOf = (quantity: Quantity<unknown>, value: unknown): string => {
  const [issue] = quantity.safeParse(value).error?.issues ?? [];
  return issue?.code === 'custom' ? `${issue.message} → ${String(issue.params?.['remedy'])}` : '';
};

describe('a quantity', () => {
  it.each([
    [size('x'), '250 MiB', 250 * 2 ** 20],
    [duration('x'), '1h30m', 5400],
    [randomDuration('x'), '4s', { kind: 'constant', value: 4 }],
    [randomDurationOrNone('x'), '4s', { kind: 'constant', value: 4 }],
    [randomDurationOrNone('x'), ' none ', null],
    [byteRate('x'), '5 Gbps', 625e6],
    [byteRate('x'), 'unlimited', Infinity],
    [share('x'), '80 %', 0.8],
    [share('x'), 0.8, 0.8],
    [instant('x'), '2026-08-01', Date.UTC(2026, 7, 1)],
    [arrivals('x'), 'poisson(30/min)', 0.5],
  ] as const)('is in base units: %#', (quantity: Quantity<unknown>, value, expected) => {
    expect(quantity.parse(value)).toEqual(expected);
  });

  it.each([
    [size('x'), 30, '"30" has no unit → write "30 MB" or "30 MiB"'],
    [duration('x'), 30, '"30" has no unit → write "30s" or "30m"'],
    [size('x'), true, 'is true or false, and a size is needed → write "250 MiB" or "1.2 GB"'],
    [size('x'), [], 'is a list, and a size is needed'],
    [size('x'), undefined, 'a size is missing'],
    [arrivals('x'), '20/min', 'is not a way of arriving → write "poisson(20/min)"'],
    [arrivals('x'), 'poisson(0/min)', 'the rate of arrivals is zero'],
  ] as const)('is refused with a remedy: %#', (quantity: Quantity<unknown>, value, words) => {
    expect(issueOf(quantity, value)).toContain(words);
  });
});
