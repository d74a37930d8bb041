import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, divide, multiply, twoProduct, twoSum } from '../../src/math/double-double.js';

const integer = fc.maxSafeInteger();

describe('arithmetic in two doubles', () => {
  it('loses nothing of a product of two 53-bit integers', () => {
    fc.assert(
      fc.property(integer, integer, (a, b) => {
        const product = twoProduct(a, b);
        expect(BigInt(product.high) + BigInt(product.low)).toBe(BigInt(a) * BigInt(b));
      }),
    );
  });

  it('loses nothing of a sum, whichever part is larger', () => {
    fc.assert(
      fc.property(integer, integer, fc.integer({ min: 0, max: 60 }), (a, b, shift) => {
        const larger = a * 2 ** shift;
        const sum = twoSum(b, larger);
        expect(BigInt(sum.high) + BigInt(sum.low)).toBe(BigInt(larger) + BigInt(b));
      }),
    );
  });

  it('divides so that multiplying back gives the dividend to 100 bits', () => {
    const three = { high: 3, low: 0 };
    const back = multiply(divide({ high: 1, low: 0 }, three), three);
    const rest = add(back, { high: -1, low: 0 });
    expect(Math.abs(rest.high + rest.low)).toBeLessThan(2 ** -100);
  });
});
