import { expect, it } from 'vitest';
import { CreditRate } from '../../../src/model/host/credit-rate.js';

const credits = (baselineBytesPerSecond: number, capacityBytes: number) => ({
  baselineBytesPerSecond,
  capacityBytes,
  initialShare: 1,
});

it('is the burst while all allowances have something, then the least of the baselines of the empty ones', () => {
  const rate = new CreditRate(100, [credits(20, 800), credits(50, 1000)]);
  expect(rate.bytesPerSecond).toBe(100);
  expect(rate.horizonSeconds(100, 100)).toBe(10);
  rate.pass(10, 1000);
  expect(rate.bytesPerSecond).toBe(20);
  rate.pass(1, 520);
  expect(rate.bytesPerSecond).toBe(20);
  rate.pass(50, 0);
  expect(rate.bytesPerSecond).toBe(100);
});

it('is never above the burst', () => {
  const rate = new CreditRate(10, [credits(20, 0)]);
  rate.pass(1, 10);
  expect(rate.bytesPerSecond).toBe(10);
});
