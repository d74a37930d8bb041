/**
 * Power function from + - * / alone: the same bits in every engine, which Math.pow and ** are not.
 * x^y = e^(y · log x) with the logarithm in two doubles: the product can reach 745, where one double would
 * leave an error of hundreds of ulps. Error below 1 ulp. Special values as Math.pow has them.
 */
import { nearestExponent, powerOfTwo, SMALLEST_NORMAL, TWO_54 } from './binary64.js';
import { add, divide, multiply, twoProduct, twoSum, type DoubleDouble } from './double-double.js';
import { expOfSum } from './exp.js';

const LN2: DoubleDouble = { high: 0.6931471805599453, low: 2.3190468138462996e-17 };
const ONE: DoubleDouble = { high: 1, low: 0 };
const THIRD = divide(ONE, { high: 3, low: 0 });
const FIFTH = divide(ONE, { high: 5, low: 0 });
const SEVENTH = divide(ONE, { high: 7, low: 0 });

/** log x in two doubles, for finite x > 0: the series of log.ts with its first four terms in two doubles. */
function preciseLog(x: number): DoubleDouble {
  const subnormal = x < SMALLEST_NORMAL;
  const normal = subnormal ? x * TWO_54 : x;
  const exponent = nearestExponent(normal);
  const k = subnormal ? exponent - 54 : exponent;
  const m = normal * powerOfTwo(-exponent);
  const s = divide({ high: m - 1, low: 0 }, twoSum(m, 1));
  const z = multiply(s, s);
  const w = z.high;
  const far = 1 / 15 + w * (1 / 17 + w * (1 / 19 + w * (1 / 21 + w * (1 / 23 + w / 25))));
  const near = w * (1 / 9 + w * (1 / 11 + w * (1 / 13 + w * far)));
  let sum = add(SEVENTH, { high: near, low: 0 });
  sum = add(FIFTH, multiply(z, sum));
  sum = add(THIRD, multiply(z, sum));
  sum = add(ONE, multiply(z, sum));
  const part = multiply({ high: 2 * s.high, low: 2 * s.low }, sum);
  return add(multiply({ high: k, low: 0 }, LN2), part);
}

/** x^y for finite x > 0 and finite y. */
function positivePower(x: number, y: number): number {
  const logarithm = preciseLog(x);
  const rough = y * logarithm.high;
  if (rough > 710) return Infinity;
  if (rough < -746) return 0;
  const product = twoProduct(y, logarithm.high);
  const sum = twoSum(product.high, product.low + y * logarithm.low);
  return expOfSum(sum.high, sum.low);
}

function isOdd(y: number): boolean {
  return Math.abs(y % 2) === 1;
}

/** x to the power y. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (y === 1) return x;
  if (x !== x || y !== y) return NaN;
  const size = Math.abs(x);
  if (Math.abs(y) === Infinity) {
    if (size === 1) return NaN;
    return size > 1 === y > 0 ? Infinity : 0;
  }
  const negative = (x < 0 || Object.is(x, -0)) && isOdd(y);
  if (size === 0 || size === Infinity) {
    const result = (size === 0) === y > 0 ? 0 : Infinity;
    return negative ? -result : result;
  }
  if (x < 0 && !Number.isInteger(y)) return NaN;
  const result = positivePower(size, y);
  return negative ? -result : result;
}
