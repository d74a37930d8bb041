/**
 * Exponential function from + - * / alone: the same bits in every engine, which Math.exp is not.
 * x = k·log 2 + r with |r| ≤ ½ log 2, then the Taylor series of e^r to r^14 (remainder below 1e-19).
 * r is kept in two parts and the two largest terms are added without loss. Error below 0.6 ulp.
 */
import { scaleByPowerOfTwo } from './binary64.js';
import { LN2_HIGH, LN2_LOW } from './log.js';

const INVERSE_LN2 = 1.4426950408889634;
const C2 = 1 / 2;
const C3 = 1 / 6;
const C4 = 1 / 24;
const C5 = 1 / 120;
const C6 = 1 / 720;
const C7 = 1 / 5040;
const C8 = 1 / 40320;
const C9 = 1 / 362880;
const C10 = 1 / 3628800;
const C11 = 1 / 39916800;
const C12 = 1 / 479001600;
const C13 = 1 / 6227020800;
const C14 = 1 / 87178291200;

/** e^x. */
export function exp(x: number): number {
  return expOfSum(x, 0);
}

/** e^(high + low) for a sum that one double cannot hold; |low| must be no more than an ulp or so of high. */
export function expOfSum(high: number, low: number): number {
  if (high !== high) return NaN;
  if (high > 710) return Infinity;
  if (high < -746) return 0;
  const k = Math.floor(high * INVERSE_LN2 + 0.5);
  const upper = high - k * LN2_HIGH;
  const lower = low - k * LN2_LOW;
  const r = upper + lower;
  const tail = C8 + r * (C9 + r * (C10 + r * (C11 + r * (C12 + r * (C13 + r * C14)))));
  const series = C2 + r * (C3 + r * (C4 + r * (C5 + r * (C6 + r * (C7 + r * tail)))));
  const sum = 1 + upper;
  const lost = upper - (sum - 1);
  return scaleByPowerOfTwo(sum + (lost + (lower + r * r * series)), k);
}
