/**
 * The type of a random duration (or any other non-negative quantity), as scenarios write it.
 * Text ↔ value is in `parse-distribution.ts`; sampling (by inversion, one draw each) is in `kernel/`.
 */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  /** Log-normal by its median and the standard deviation of its logarithm. */
  | { readonly kind: 'lognormal'; readonly median: number; readonly sigma: number }
  /** Draws interpolate linearly between the values, which ascend (the type-7 quantile function of the sample). */
  | { readonly kind: 'empirical'; readonly values: readonly number[] };

/** The distribution that always gives `value`. */
export function constant(value: number): Distribution {
  return { kind: 'constant', value };
}

/** The distribution that interpolates between observed values, given in any order. */
export function empirical(values: readonly number[]): Distribution {
  return { kind: 'empirical', values: values.toSorted((a, b) => a - b) };
}
