/**
 * A mean over replications with its Student-t confidence interval: x̄ ± t(1 − α/2, n − 1) · s/√n.
 * The replicates are one number a run (a p95, a cost), independent since each run has its own random numbers.
 * A replicate that is infinite (more than the asked share never finished) makes the estimate infinite, and an
 * infinite or missing estimate has no interval: nothing is dropped to get one.
 */
import { assert } from '../units/assert.js';
import { studentTQuantile } from './student-t.js';

export interface MeanInterval {
  /** The mean of the replicates; ±Infinity or NaN where a replicate is. */
  readonly estimate: number;
  /** Half the width of the interval; null for one replicate, or where the estimate is not finite. */
  readonly halfWidth: number | null;
  readonly replications: number;
}

/** The mean of `replicates` with its interval at the given confidence (default 0.95). Unit: that of the replicates. */
export function meanInterval(replicates: readonly number[], confidence = 0.95): MeanInterval {
  assert(confidence > 0 && confidence < 1, 'a confidence lies between 0 and 1');
  const replications = replicates.length;
  const estimate = mean(replicates);
  if (!Number.isFinite(estimate) || replications < 2) return { estimate, halfWidth: null, replications };
  let squares = 0;
  for (const replicate of replicates) squares += (replicate - estimate) * (replicate - estimate);
  const error = Math.sqrt(squares / (replications - 1) / replications);
  const t = studentTQuantile((1 + confidence) / 2, replications - 1);
  return { estimate, halfWidth: t * error, replications };
}

/** The arithmetic mean; NaN of nothing. Taken about the first value, so that equal values have exactly that mean. */
function mean(values: readonly number[]): number {
  const first = values[0] ?? NaN;
  if (!Number.isFinite(first)) return values.reduce((sum, value) => sum + value, 0) / values.length;
  let sum = 0;
  for (const value of values) sum += value - first;
  return first + sum / values.length;
}
