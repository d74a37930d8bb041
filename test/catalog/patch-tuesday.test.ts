import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patchDaysAfter, secondTuesday } from '../../src/catalog/patch-tuesday.js';

describe('the second Tuesday', () => {
  it.each([
    [2024, 4, 9],
    [2025, 7, 8],
    [2026, 8, 11],
    [2026, 9, 8],
    [2026, 12, 8],
    [2027, 6, 8],
    [2028, 2, 8],
  ])('of %i-%i is day %i', (year, month, day) => {
    expect(secondTuesday(year, month)).toBe(day);
  });

  it('is a Tuesday from the 8th to the 14th in every month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const day = secondTuesday(year, month);
        expect(new Date(Date.UTC(year, month - 1, day)).getUTCDay()).toBe(2);
        expect(day).toBeGreaterThanOrEqual(8);
        expect(day).toBeLessThanOrEqual(14);
      }),
    );
  });
});

describe('patch days after a date', () => {
  it('are those of the following months, over the turn of the year', () => {
    expect(patchDaysAfter('2026-11-10', '2027-02-28')).toEqual(['2026-12-08', '2027-01-12', '2027-02-09']);
  });

  it('include the last day, and are none before it', () => {
    expect(patchDaysAfter('2026-08-11', '2026-09-08')).toEqual(['2026-09-08']);
    expect(patchDaysAfter('2026-08-11', '2026-09-07')).toEqual([]);
    expect(patchDaysAfter('2026-08-11', '2020-01-01')).toEqual([]);
  });
});
