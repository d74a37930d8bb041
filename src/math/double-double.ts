/**
 * Sums and products of two doubles without loss, as the unevaluated sum of two doubles (about 106 bits).
 * Dekker, "A floating-point technique for extending the available precision", Numer. Math. 18 (1971).
 * Only what the power function needs; no care is taken of overflow, so magnitudes stay far below 1e290.
 */

export interface DoubleDouble {
  readonly high: number;
  readonly low: number;
}

/** Veltkamp's constant 2^27 + 1: cuts a double into two halves of at most 26 bits. */
const SPLITTER = 134217729;

/** a + b, exactly. */
export function twoSum(a: number, b: number): DoubleDouble {
  const high = a + b;
  const part = high - a;
  return { high, low: a - (high - part) + (b - part) };
}

/** a · b, exactly. */
export function twoProduct(a: number, b: number): DoubleDouble {
  const high = a * b;
  const aShift = SPLITTER * a;
  const aUpper = aShift - (aShift - a);
  const aLower = a - aUpper;
  const bShift = SPLITTER * b;
  const bUpper = bShift - (bShift - b);
  const bLower = b - bUpper;
  return { high, low: aLower * bLower - (high - aUpper * bUpper - aLower * bUpper - aUpper * bLower) };
}

/** a + b to about 100 bits. */
export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const sum = twoSum(a.high, b.high);
  return twoSum(sum.high, sum.low + a.low + b.low);
}

/** a · b to about 100 bits. */
export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const product = twoProduct(a.high, b.high);
  return twoSum(product.high, product.low + a.high * b.low + a.low * b.high);
}

/** a / b to about 100 bits. */
export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a.high / b.high;
  const back = multiply({ high: first, low: 0 }, b);
  const rest = a.high - back.high - back.low + a.low;
  return twoSum(first, rest / b.high);
}
