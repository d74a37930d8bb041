import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration, writeDuration } from '../../src/units/duration.js';
import { problemOf } from './problem-of.js';

const SUCH_AS = 'write a duration, such as "30s" or "30m"';

describe('reading a duration', () => {
  it.each([
    ['0s', 0],
    ['250ms', 0.25],
    ['90s', 90],
    ['90 s', 90],
    ['1.5s', 1.5],
    ['30m', 1800],
    ['1h30m', 5400],
    ['1 h 30 min', 5400],
    ['1 min 3 s', 63],
    ['2d', 172_800],
    ['1w', 604_800],
    ['1w2d3h4m5s6ms', 604_800 + 172_800 + 3 * 3600 + 240 + 5.006],
    ['3 hours', 10_800],
    ['100us', 1e-4],
  ])('takes %s as %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([
    ['30', '"30" has no unit → write "30s" or "30m"'],
    ['0', '"0" has no unit → write "0s" or "0m"'],
    ['1h30', '"30" has no unit → write "30s" or "30m"'],
    ['30 MiB', `"30 MiB" is a size, not a duration → ${SUCH_AS}`],
    ['20/s', `"20/s" is a rate of events, not a duration → ${SUCH_AS}`],
    ['80 %', `"80 %" is a share, not a duration → ${SUCH_AS}`],
    ['30S', '"S" is not a unit of duration → write "30s"'],
    ['5 minuets', '"minuets" is not a unit of duration → write "5minutes"'],
    ['5 fortnights', `"fortnights" is not a unit of duration → ${SUCH_AS}`],
    ['-5s', `"-5s" is negative → ${SUCH_AS}`],
    ['30m1h', `"30m1h" is not a duration → ${SUCH_AS}`],
    ['1h1h', `"1h1h" is not a duration → ${SUCH_AS}`],
    ['soon', `"soon" is not a duration → ${SUCH_AS}`],
    ['', `a duration is missing → ${SUCH_AS}`],
  ])('refuses "%s" and says what to write', (text, problem) => {
    expect(problemOf(() => parseDuration(text))).toBe(problem);
  });
});

describe('writing a duration for people', () => {
  it.each([
    [0, '0 s'],
    [0.000_35, '350 µs'],
    [0.25, '250 ms'],
    [0.9994, '999 ms'],
    [0.9996, '1 s'],
    [1, '1 s'],
    [9.4, '9.4 s'],
    [42.46, '42.5 s'],
    [59.94, '59.9 s'],
    [59.96, '1 min'],
    [63, '1 min 3 s'],
    [119.7, '2 min'],
    [3599.6, '1 h'],
    [40_800, '11 h 20 min'],
    [86_399, '1 d'],
    [183_600, '2 d 3 h'],
    [-3.1, '-3.1 s'],
    [Infinity, '∞'],
    [-Infinity, '-∞'],
    [NaN, '–'],
  ])('gives %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it('can be read back to within what it shows', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e8, noNaN: true }), (seconds) => {
        const back = parseDuration(formatDuration(seconds));
        // Half of the lesser of two units is at most 1/48 of the larger; one decimal of a second is 1/20.
        expect(Math.abs(back - seconds)).toBeLessThanOrEqual(seconds * 0.051);
      }),
    );
  });

  it('never shows a longer time as a shorter one', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.double({ min: 1, max: 1.2, noNaN: true }),
        (a, factor) => {
          const [shorter, longer] = [formatDuration(a), formatDuration(a * factor)].map(parseDuration);
          expect(longer).toBeGreaterThanOrEqual(shorter ?? NaN);
        },
      ),
    );
  });
});

describe('writing a duration exactly', () => {
  it.each([
    [0, '0s'],
    [0.25, '250ms'],
    [90, '90s'],
    [120, '2m'],
    [5400, '90m'],
    [7200, '2h'],
    [172_800, '2d'],
    [1.4, '1.4s'],
    [1e-7, '1e-7s'],
  ])('gives %d seconds as %s', (seconds, text) => {
    expect(writeDuration(seconds)).toBe(text);
  });

  it('reads back to the very same number', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (seconds) => {
        expect(parseDuration(writeDuration(seconds))).toBe(seconds);
      }),
    );
    for (let seconds = 0; seconds < 5; seconds += 0.001)
      expect(parseDuration(writeDuration(seconds))).toBe(seconds);
  });
});
