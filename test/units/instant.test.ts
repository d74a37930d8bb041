import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant, parseInstant } from '../../src/units/instant.js';
import { problemOf } from './problem-of.js';

const SUCH_AS = 'write a date such as "2026-08-01" or "2026-08-01T08:30Z"';

describe('reading an instant', () => {
  it.each([
    ['1970-01-01', 0],
    ['2026-08-01', Date.UTC(2026, 7, 1)],
    ['2026-08-01T00:00Z', Date.UTC(2026, 7, 1)],
    ['2026-08-01T08:30:15Z', Date.UTC(2026, 7, 1, 8, 30, 15)],
    ['2026-08-01T08:30:15.5Z', Date.UTC(2026, 7, 1, 8, 30, 15, 500)],
    ['2026-08-01T00:30+02:00', Date.UTC(2026, 6, 31, 22, 30)],
    ['2026-08-01 08:30Z', Date.UTC(2026, 7, 1, 8, 30)],
    ['2028-02-29', Date.UTC(2028, 1, 29)],
  ])('takes %s', (text, milliseconds) => {
    expect(parseInstant(text)).toBe(milliseconds);
  });

  it.each([
    ['2026-02-29', `"2026-02-29" is not a day of the calendar → ${SUCH_AS}`],
    ['2026-13-01', `"2026-13-01" is not a day of the calendar → ${SUCH_AS}`],
    ['2026-08-01T08:30', '"2026-08-01T08:30" has no time zone → write "2026-08-01T08:30Z" for UTC'],
    ['2026-08-01T24:00Z', `"2026-08-01T24:00Z" is not a time of day → ${SUCH_AS}`],
    ['1 August 2026', `"1 August 2026" is not a date → ${SUCH_AS}`],
    ['2026-8-1', `"2026-8-1" is not a date → ${SUCH_AS}`],
    ['', `"" is not a date → ${SUCH_AS}`],
  ])('refuses "%s" and says what to write', (text, problem) => {
    expect(problemOf(() => parseInstant(text))).toBe(problem);
  });
});

describe('writing an instant', () => {
  it('leaves out the parts that are zero', () => {
    expect(formatInstant(Date.UTC(2026, 7, 1))).toBe('2026-08-01T00:00Z');
    expect(formatInstant(Date.UTC(2026, 7, 1, 8, 30, 15))).toBe('2026-08-01T08:30:15Z');
    expect(formatInstant(Date.UTC(2026, 7, 1, 8, 30, 0, 5))).toBe('2026-08-01T08:30:00.005Z');
  });

  it('reads back to the same instant', () => {
    const from = Date.UTC(1970, 0, 1);
    const to = Date.UTC(2200, 0, 1);
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (instant) => {
        expect(parseInstant(formatInstant(instant))).toBe(instant);
      }),
    );
  });
});
