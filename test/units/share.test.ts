import { describe, expect, it } from 'vitest';
import { formatPercent, parseShare } from '../../src/units/share.js';
import { problemOf } from './problem-of.js';

const SUCH_AS = 'write a share such as "80 %" or "0.8"';

describe('reading a share', () => {
  it.each([
    ['80 %', 0.8],
    ['80%', 0.8],
    ['12.5 %', 0.125],
    ['0.8', 0.8],
    ['0', 0],
    ['1', 1],
    ['100 %', 1],
  ])('takes %s as %d', (text, share) => {
    expect(parseShare(text)).toBe(share);
  });

  it.each([
    ['80', '"80" is more than the whole → write "80 %" or "0.8"'],
    ['120 %', '"120 %" is more than the whole → write at most "100 %"'],
    ['120', '"120" is more than the whole → write at most "100 %"'],
    ['-5 %', `"-5 %" is negative → ${SUCH_AS}`],
    ['30 MiB', `"30 MiB" is a size, not a share → ${SUCH_AS}`],
    ['most', `"most" is not a share → ${SUCH_AS}`],
    ['', `a share is missing → ${SUCH_AS}`],
  ])('refuses "%s" and says what to write', (text, problem) => {
    expect(problemOf(() => parseShare(text))).toBe(problem);
  });
});

describe('writing a share', () => {
  it.each([
    [0, '0 %'],
    [0.8, '80 %'],
    [0.1234, '12.3 %'],
    [0.0004, '0.04 %'],
    [1, '100 %'],
    [0.9995, '99.95 %'],
    [0.999_99, '99.999 %'],
    [1.234, '123 %'],
    [-0.05, '-5 %'],
    [NaN, '–'],
  ])('gives %d as %s', (share, text) => {
    expect(formatPercent(share)).toBe(text);
  });
});
