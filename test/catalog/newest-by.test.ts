import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newestBy } from '../../src/catalog/newest-by.js';

const itself = (date: string): string => date;

describe('the newest reading of a day', () => {
  it.each([
    ['2026-09-01', '2026-08-01'],
    ['2026-08-01', '2026-08-01'],
    ['2025-01-01', '2024'],
    ['2020-01-01', '2024'],
    ['9999', '2026-09-30'],
  ])('on %s is that of %s', (date, expected) => {
    expect(newestBy(['2026-08-01', '2024', '2026-09-30'], itself, date)).toBe(expected);
  });

  it('is undefined when there is none', () => {
    expect(newestBy([], itself, '2026-01-01')).toBeUndefined();
  });

  it('does not depend on the order of the readings', () => {
    const day = fc.integer({ min: 0, max: 3650 }).map((n) => new Date(n * 864e5).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.array(day), day, (days, date) => {
        expect(newestBy(days, itself, date)).toBe(newestBy(days.toReversed(), itself, date));
      }),
    );
  });
});
