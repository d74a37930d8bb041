import { expect, it } from 'vitest';
import { parseNumber } from '../../src/units/number.js';

it('reads numbers without a unit', () => {
  expect(['4', ' 4.5 ', '.5'].map(parseNumber)).toEqual([4, 4.5, 0.5]);
  for (const text of ['', '-1', '4s', '1e3', '4,5'])
    expect(() => parseNumber(text)).toThrow('is not a number');
});
