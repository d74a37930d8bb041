/**
 * Draws from distributions by inversion: one uniform number u gives one value, F⁻¹(u), which never decreases
 * in u. So variants that use the same u stay coupled whatever their parameters, which is what makes common
 * random numbers save runs (Law, "Simulation Modeling and Analysis", section 11.2).
 * All functions are built on portable mathematics: the same seed gives the same bits in every engine.
 */
import { exp } from '../math/exp.js';
import { log1p } from '../math/log.js';
import { normalQuantile } from '../math/normal-quantile.js';
import type { Distribution } from '../units/distribution.js';
import type { Entity, RandomStream } from './random.js';

/** The value below which the distribution lies with probability `u`, 0 < u < 1. Unit: that of the distribution. */
export function quantile(distribution: Distribution, u: number): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'uniform':
      return distribution.low + u * (distribution.high - distribution.low);
    case 'exponential':
      return -distribution.mean * log1p(-u);
    case 'lognormal':
      return distribution.median * exp(distribution.sigma * normalQuantile(u));
    case 'empirical':
      return interpolated(distribution.values, u);
  }
}

/** A draw: the quantile at the stream's uniform number for this entity and index. */
export function sample(distribution: Distribution, stream: RandomStream, entity: Entity, index = 0): number {
  // A constant needs no number, and numbers are keyed, so skipping one shifts nothing.
  if (distribution.kind === 'constant') return distribution.value;
  return quantile(distribution, stream.uniform(entity, index));
}

/** The expected value. Unit: that of the distribution. */
export function mean(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'uniform':
      return (distribution.low + distribution.high) / 2;
    case 'exponential':
      return distribution.mean;
    case 'lognormal':
      return distribution.median * exp((distribution.sigma * distribution.sigma) / 2);
    case 'empirical':
      return interpolatedMean(distribution.values);
  }
}

/** Type-7 quantile of ascending values: linear between the order statistics, the i-th of n standing at (i − 1)/(n − 1). */
function interpolated(values: readonly number[], u: number): number {
  const position = u * (values.length - 1);
  const index = Math.floor(position);
  const below = values[index] ?? NaN;
  const above = values[index + 1] ?? below;
  return below + (position - index) * (above - below);
}

/** Integral of that piecewise linear function: the trapezoidal rule, which is exact for it. */
function interpolatedMean(values: readonly number[]): number {
  const last = values.length - 1;
  if (last === 0) return values[0] ?? NaN;
  let sum = 0;
  for (const value of values) sum += value;
  const ends = (values[0] ?? NaN) + (values[last] ?? NaN);
  return (sum - ends / 2) / last;
}
