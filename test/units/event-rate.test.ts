import { describe, expect, it } from 'vitest';
import { formatEventRate, parseEventRate } from '../../src/units/event-rate.js';
import { problemOf } from './problem-of.js';

const SUCH_AS = 'write a rate of events, such as "30/s" or "30/min"';

describe('reading a rate of events', () => {
  it.each([
    ['20/s', 20],
    ['20 /s', 20],
    ['30/min', 0.5],
    ['3/h', 3 / 3600],
    ['0.5/s', 0.5],
    ['24/d', 24 / 86_400],
  ])('takes %s as %d a second', (text, perSecond) => {
    expect(parseEventRate(text)).toBe(perSecond);
  });

  it.each([
    ['20', '"20" has no unit → write "20/s" or "20/min"'],
    ['20 TPS', '"TPS" is not a unit → write "20/s"'],
    ['20/mni', '"/mni" is not a unit of rate of events → write "20/min"'],
    ['20s', `"20s" is a duration, not a rate of events → ${SUCH_AS}`],
    ['20 MB/s', `"20 MB/s" is a transfer rate, not a rate of events → ${SUCH_AS}`],
    ['-20/s', `"-20/s" is negative → ${SUCH_AS}`],
  ])('refuses "%s" and says what to write', (text, problem) => {
    expect(problemOf(() => parseEventRate(text))).toBe(problem);
  });
});

describe('writing a rate of events', () => {
  it.each([
    [20, '20/s'],
    [20 / 60, '20/min'],
    [1 / 60, '1/min'],
    [3 / 3600, '3/h'],
    [0.5 / 86_400, '0.5/d'],
    [0, '0/s'],
    [Infinity, '∞'],
  ])('gives %d a second as %s', (perSecond, text) => {
    expect(formatEventRate(perSecond)).toBe(text);
  });
});
