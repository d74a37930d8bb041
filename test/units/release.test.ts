import { describe, expect, it } from 'vitest';
import { compareReleases, parseRelease } from '../../src/units/release.js';
import { UnitError } from '../../src/units/unit-error.js';

describe('a release', () => {
  it.each([
    ['1.105.1', '1.105.1'],
    ['v1.48.0', '1.48.0'],
    [' 1.48.0 ', '1.48.0'],
  ])('is read out of "%s"', (text, expected) => {
    expect(parseRelease(text)).toBe(expected);
  });

  it.each(['', 'latest', '1.48', '1.48.x', '1.48.0-dev', '1.2.3.4', '-1.2.3'])('is not "%s"', (text) => {
    expect(() => parseRelease(text)).toThrow(UnitError);
  });
});

it.each([
  ['1.21.0', '1.21.0', 0],
  ['1.9.0', '1.21.0', -1],
  ['1.105.1', '1.48.0', 1],
  ['1.44.1', '1.44.2', -1],
  ['2.0.0', '1.999.999', 1],
])('%s is compared with %s number by number', (a, b, sign) => {
  expect(Math.sign(compareReleases(a, b))).toBe(sign);
});
