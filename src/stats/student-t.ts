/**
 * Student's t distribution for a whole number ν of degrees of freedom, in portable arithmetic.
 * P(T > t) = ½ I_x(ν/2, ½) with x = ν/(ν + t²): the incomplete beta function by its continued fraction
 * (NIST Digital Library of Mathematical Functions, 8.17.22), evaluated with Lentz's method.
 * Error below 1e-11 relative up to 100 000 degrees of freedom, below 1e-14 up to 100.
 */
import { pow } from '../math/pow.js';
import { normalQuantile } from '../math/normal-quantile.js';
import { assert } from '../units/assert.js';

/** Γ((ν+1)/2) / Γ(ν/2) from ν − 2 up: the ratio grows by (ν − 1)/(ν − 2) with each step of two. */
function gammaRatio(freedom: number): number {
  const odd = freedom % 2 === 1;
  let ratio = odd ? 1 / Math.sqrt(Math.PI) : Math.sqrt(Math.PI) / 2;
  for (let nu = odd ? 1 : 2; nu < freedom; nu += 2) ratio *= (nu + 1) / nu;
  return ratio;
}

const TINY = 1e-300;
const PRECISION = 1e-16;

/** The continued fraction of I_x(a, b); converges fast for x < (a + 1)/(a + b + 2). */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < TINY ? TINY : d);
  let fraction = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const coefficient of [even, odd]) {
      d = 1 + coefficient * d;
      d = 1 / (Math.abs(d) < TINY ? TINY : d);
      c = 1 + coefficient / c;
      if (Math.abs(c) < TINY) c = TINY;
      change = c * d;
      fraction *= change;
    }
    if (Math.abs(change - 1) < PRECISION) break;
  }
  return fraction;
}

/** P(T > t) for t ≥ 0. */
function upperTail(t: number, freedom: number, ratio: number): number {
  const a = freedom / 2;
  const square = t * t;
  const x = freedom / (freedom + square);
  const rest = square / (freedom + square);
  // x^a (1 − x)^½ / B(a, ½), where 1 / B(a, ½) = Γ((ν+1)/2) / (Γ(ν/2) √π).
  const front = (pow(x, a) * Math.sqrt(rest) * ratio) / Math.sqrt(Math.PI);
  if (x < (a + 1) / (a + 2.5)) return ((front / a) * betaFraction(a, 0.5, x)) / 2;
  return 0.5 - front * betaFraction(0.5, a, rest);
}

function density(t: number, freedom: number, ratio: number): number {
  return (ratio / Math.sqrt(Math.PI * freedom)) * pow(1 + (t * t) / freedom, -(freedom + 1) / 2);
}

/**
 * The t with P(T ≤ t) = p, for a whole number of degrees of freedom and 0 < p < 1, no nearer to either end than 1e-100.
 * Newton's method on the upper tail, which is convex and decreasing: started below the root, at the normal
 * quantile, it rises to it and never passes it.
 */
export function studentTQuantile(p: number, freedom: number): number {
  assert(p > 0 && p < 1, 'the quantile of a t distribution is asked for inside (0, 1)');
  assert(Number.isInteger(freedom) && freedom >= 1, 'degrees of freedom are a whole number from 1 on');
  if (p === 0.5) return 0;
  if (p < 0.5) return -quantileOfTail(p, freedom);
  return quantileOfTail(1 - p, freedom);
}

function quantileOfTail(tail: number, freedom: number): number {
  const ratio = gammaRatio(freedom);
  let t = -normalQuantile(tail);
  for (let i = 0; i < 2000; i++) {
    const step = (upperTail(t, freedom, ratio) - tail) / density(t, freedom, ratio);
    if (!(step > t * 1e-15)) break;
    t += step;
  }
  return t;
}
