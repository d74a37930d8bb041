/**
 * Natural logarithm from + - * / alone: the same bits in every engine, which Math.log is not.
 * x = 2^k · (1 + f) with 1 + f in [√½, √2); with s = f / (2 + f), log(1 + f) = 2 (s + s³/3 + s⁵/5 + …)
 * (the series of the inverse hyperbolic tangent). Its first part is taken as f − f²/2 + s·f²/2, which is
 * exact to the last bit for small f (the arrangement of the C library's "fdlibm", 1993). Error below 1 ulp.
 */
import { nearestExponent, powerOfTwo, SMALLEST_NORMAL, TWO_54 } from './binary64.js';

/** log 2 in two parts; the upper one has so few bits that its product with any exponent is exact. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;

const C1 = 2 / 3;
const C2 = 2 / 5;
const C3 = 2 / 7;
const C4 = 2 / 9;
const C5 = 2 / 11;
const C6 = 2 / 13;
const C7 = 2 / 15;
const C8 = 2 / 17;
const C9 = 2 / 19;
const C10 = 2 / 21;

/** Natural logarithm; -Infinity at 0, NaN below 0. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  // A subnormal is brought into the normal range, exactly.
  if (x < SMALLEST_NORMAL) return logOfNormal(x * TWO_54, -54, 0);
  return logOfNormal(x, 0, 0);
}

/** log(x · 2^shift) + correction, for a normal x > 0. */
function logOfNormal(x: number, shift: number, correction: number): number {
  const exponent = nearestExponent(x);
  const k = exponent + shift;
  const f = x * powerOfTwo(-exponent) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const tail =
    z *
    (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * (C6 + z * (C7 + z * (C8 + z * (C9 + z * C10)))))))));
  const halfSquare = 0.5 * f * f;
  const small = s * (halfSquare + tail) + k * LN2_LOW + correction;
  return k * LN2_HIGH - (halfSquare - small - f);
}

/** log(1 + x), accurate also where 1 + x rounds; -Infinity at -1, NaN below. */
export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? -Infinity : NaN;
  if (x === Infinity) return x;
  if (Math.abs(x) < 1e-16) return x;
  const sum = 1 + x;
  // What the sum lost (Møller and Knuth's two-sum, exact); its first-order effect is added back.
  const part = sum - 1;
  const lost = 1 - (sum - part) + (x - part);
  return logOfNormal(sum, 0, lost / sum);
}
