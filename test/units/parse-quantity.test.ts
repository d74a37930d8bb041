import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuantity, type QuantityKind } from '../../src/units/parse-quantity.js';
import { problemOf } from './problem-of.js';

const length: QuantityKind = {
  name: 'a length',
  units: new Map([
    ['km', { times: 1000, over: 1 }],
    ['metre', { times: 1, over: 1 }],
    ['cm', { times: 1, over: 100 }],
  ]),
  usual: ['metre', 'km'],
  joint: ' ',
  doubtful: { mile: ['km'], ell: ['metre', 'cm'] },
  compound: true,
};

const SUCH_AS = 'write a length, such as "30 metre" or "30 km"';

describe('reading a number and its unit', () => {
  it('divides by small units, so that decimals stay exact', () => {
    expect(parseQuantity('7 cm', length)).toBe(0.07);
    expect(parseQuantity('1 km 3 metre 5cm', length)).toBe(1003.05);
  });

  it.each([
    ['1e2 metre', 100],
    ['+5 metre', 5],
    ['.25km', 250],
    [' 0 km ', 0],
  ])('takes the number of %s', (text, metres) => {
    expect(parseQuantity(text, length)).toBe(metres);
  });

  it.each([
    ['3 Metre', '"Metre" is not a unit of length → write "3 metre"'],
    ['3 meter', '"meter" is not a unit of length → write "3 metre"'],
    ['3 mile', '"mile" is not a unit → write "3 km"'],
    ['3 ell', '"ell" can mean two units → write "3 metre" or "3 cm"'],
    ['3 constructor', `"constructor" is not a unit of length → ${SUCH_AS}`],
    ['3 cm 1 km', `"3 cm 1 km" is not a length → ${SUCH_AS}`],
    ['1..5 km', `"1..5 km" is not a length → ${SUCH_AS}`],
    ['km', `"km" is not a length → ${SUCH_AS}`],
    ['NaN km', `"NaN km" is not a length → ${SUCH_AS}`],
    ['0x10 km', `"x" is not a unit of length → ${SUCH_AS}`],
    [
      '1,000 km',
      '"1,000 km" has a comma in its number → write "1.000 km" for a fraction, or leave the comma out',
    ],
  ])('refuses "%s" and says what to write', (text, problem) => {
    expect(problemOf(() => parseQuantity(text, length))).toBe(problem);
  });

  it('refuses any text it does not understand with a UnitError and no other', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        expect(problemOf(() => parseQuantity(text, length))).not.toBe('');
      }),
    );
  });
});
