import { describe, expect, it } from 'vitest';
import { formatCount, formatSignificant } from '../../src/units/format-number.js';

describe('numbers for people', () => {
  it.each([
    [0, '0'],
    [7, '7'],
    [1234, '1\u202f234'],
    [1_234_567, '1\u202f234\u202f567'],
    [-12_345, '-12\u202f345'],
    [12.345, '12.3'],
    [0.5, '0.5'],
    [1234.6, '1\u202f235'],
    [Infinity, '∞'],
    [NaN, '–'],
  ])('counts %d as %s', (value, text) => {
    expect(formatCount(value)).toBe(text);
  });

  it.each([
    [0, '0'],
    [1.2345, '1.23'],
    [-0.000_123_45, '-0.000123'],
    [0.000_000_012_3, '0.0000000123'],
    [99.96, '100'],
    [-Infinity, '-∞'],
  ])('rounds %d to three digits as %s', (value, text) => {
    expect(formatSignificant(value)).toBe(text);
  });
});
