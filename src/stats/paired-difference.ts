/**
 * The difference between a variant and the baseline, paired by run: both saw the same random numbers in run i,
 * so what is left of dᵢ = variantᵢ − baselineᵢ is the effect of the change. A Student-t interval for the mean
 * of the dᵢ (the paired-t comparison, Law, "Simulation Modeling and Analysis", section 10.2).
 */
import { assert } from '../units/assert.js';
import { meanInterval, type MeanInterval } from './mean-interval.js';

export interface PairedDifference extends MeanInterval {
  /** Whether the interval excludes zero. False where there is no interval: one run, or an infinite replicate. */
  readonly significant: boolean;
  /** The estimate as a share of the baseline's mean, or null where that is zero or not finite. */
  readonly relative: number | null;
}

/** Below this share of the values' size a difference is the rounding of sums, not an effect. */
const ROUNDING = 1e-12;

/**
 * Variant minus baseline, replicate i of the one against replicate i of the other. Unit: that of the replicates.
 * Where both are infinite in a run their difference has no value, and so neither has the estimate (NaN).
 */
export function pairedDifference(
  variant: readonly number[],
  baseline: readonly number[],
  confidence = 0.95,
): PairedDifference {
  assert(variant.length === baseline.length, 'replicates come in pairs');
  const differences = variant.map((value, i) => difference(value, baseline[i] ?? NaN));
  const interval = meanInterval(differences, confidence);
  const { estimate, halfWidth } = interval;
  const reference = meanInterval(baseline).estimate;
  const relative = estimate / reference;
  return {
    ...interval,
    significant: halfWidth !== null && Math.abs(estimate) > halfWidth,
    relative: Number.isFinite(relative) ? relative : null,
  };
}

function difference(value: number, reference: number): number {
  const result = value - reference;
  if (!Number.isFinite(result)) return result;
  return Math.abs(result) <= ROUNDING * Math.max(Math.abs(value), Math.abs(reference)) ? 0 : result;
}

/**
 * A difference in words: `3.1 s less (± 0.4 s)`, `no clear difference (0.2 s more, ± 1.2 s)`, `no difference`.
 * `format` writes a magnitude with its unit.
 */
export function differenceInWords(paired: PairedDifference, format: (magnitude: number) => string): string {
  const { estimate, halfWidth, significant } = paired;
  if (Number.isNaN(estimate)) return 'not comparable';
  const size = `${format(Math.abs(estimate))} ${estimate < 0 ? 'less' : 'more'}`;
  if (!Number.isFinite(estimate)) return size;
  if (halfWidth === null)
    return estimate === 0 ? 'no difference (one run)' : `${size} (one run, no interval)`;
  if (estimate === 0 && halfWidth === 0) return 'no difference';
  if (significant) return `${size} (± ${format(halfWidth)})`;
  return `no clear difference (${size}, ± ${format(halfWidth)})`;
}
