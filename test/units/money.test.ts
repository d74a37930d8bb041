import { describe, expect, it } from 'vitest';
import { formatMoney, parseMoney } from '../../src/units/money.js';
import { problemOf } from './problem-of.js';

const SUCH_AS = 'write an amount in US dollars, such as "$0.40" or "$900"';

describe('reading an amount of money', () => {
  it.each([
    ['$0.40', 0.4],
    ['$900', 900],
    ['$ 1', 1],
    ['$0', 0],
  ])('takes %s as %d dollars', (text, dollars) => {
    expect(parseMoney(text)).toBe(dollars);
  });

  it.each([
    ['0.40', '"0.40" has no currency → write "$0.40"'],
    ['-$3', `"-$3" is negative → ${SUCH_AS}`],
    ['$-3', `"$-3" is negative → ${SUCH_AS}`],
    ['€3', `"€3" is not in US dollars → ${SUCH_AS}`],
    ['$1,200', '"$1,200" has a comma in its number → write "$1200"'],
    ['cheap', `"cheap" is not an amount of money → ${SUCH_AS}`],
    ['30s', `"30s" is not an amount of money → ${SUCH_AS}`],
    ['', `an amount of money is missing → ${SUCH_AS}`],
  ])('refuses "%s" and says what to write', (text, problem) => {
    expect(problemOf(() => parseMoney(text))).toBe(problem);
  });
});

describe('writing an amount of money', () => {
  it.each([
    [0, '$0.00'],
    [0.4, '$0.40'],
    [12.345, '$12.35'],
    [999.994, '$999.99'],
    [1234.5, '$1\u202f235'],
    [0.0999, '$0.10'],
    [0.042, '$0.042'],
    [0.04, '$0.04'],
    [0.001_234, '$0.0012'],
    [1e-9, '$0.000000001'],
    [-2.5, '-$2.50'],
    [Infinity, '∞'],
  ])('gives %d dollars as %s', (dollars, text) => {
    expect(formatMoney(dollars)).toBe(text);
  });
});
