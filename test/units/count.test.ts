import { describe, expect, it } from 'vitest';
import { parseCount } from '../../src/units/count.js';
import { UnitError } from '../../src/units/unit-error.js';

describe('parseCount', () => {
  it.each([
    ['0', 0],
    ['20', 20],
    [' 007 ', 7],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('takes %j as the number %d', (text, count) => {
    expect(parseCount(text)).toBe(count);
  });

  it.each(['', '-1', '+1', '1.5', '1e3', '1,000', '0x10', 'ten', '9007199254740993'])(
    'refuses %j as a count',
    (text) => {
      expect(() => parseCount(text)).toThrow(UnitError);
    },
  );

  it('refuses less than the minimum and says what to write', () => {
    expect(() => parseCount('0', 1)).toThrow(
      expect.objectContaining({ remedy: 'write a whole number of at least 1, such as "20"' }),
    );
  });
});
