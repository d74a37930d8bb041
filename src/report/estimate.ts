/**
 * One value a run → an estimate with its 95 % interval (Student's t over the runs). Runs without a value
 * are left out; one infinite run makes the estimate infinite, which is printed as "more than what was
 * reached".
 */
import { meanInterval, type MeanInterval } from '../stats/mean-interval.js';
import type { Estimate, Metric, Unit } from './summary.js';

/** The mean of the values that there are, with the half-width of its interval; NaN where it cannot be told. */
export function estimate(perRun: readonly number[]): Estimate {
  const values = perRun.filter((value) => !Number.isNaN(value));
  return asEstimate(meanInterval(values));
}

/** The form in which the report keeps an interval: a half-width that does not exist is NaN. */
export function asEstimate({ estimate: mean, halfWidth, replications }: MeanInterval): Estimate {
  return { mean, halfWidth: halfWidth ?? Number.NaN, runs: replications };
}

/** A metric from its values, run by run; `reached` is the largest that any start reached. */
export function metric(unit: Unit, perRun: readonly number[], reached = largest(perRun)): Metric {
  return { unit, perRun, estimate: estimate(perRun), reached };
}

function largest(values: readonly number[]): number {
  return Math.max(...values.filter(Number.isFinite));
}
