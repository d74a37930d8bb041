/**
 * A double as fraction and power of two (IEEE 754-2019, section 3.4). Exact throughout.
 * The exponent is read through two typed arrays over the same eight bytes; which of the two words is the
 * upper one depends on the machine's byte order and is found out once. Powers of two come from a table:
 * writing bits and reading them back costs more than a look-up.
 */

/** Below this a double has fewer than 53 bits; times 2^54 it is normal again, without loss. */
export const SMALLEST_NORMAL = 2.2250738585072014e-308;
export const TWO_54 = 18014398509481984;

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
double[0] = 1;
const UPPER = words[1] === 0 ? 0 : 1;

/** High word of the fraction of √2. */
const SQRT2_FRACTION = 0x6a09f;

/** For a normal x > 0: the k for which x · 2^-k is in [√½, √2), to within the last 32 bits. */
export function nearestExponent(x: number): number {
  double[0] = x;
  const word = words[UPPER] as number;
  return (word >> 20) - 1023 + ((word & 0xfffff) >= SQRT2_FRACTION ? 1 : 0);
}

const SMALLEST_EXPONENT = -1074;
const LARGEST_EXPONENT = 1023;
const powers = new Float64Array(LARGEST_EXPONENT - SMALLEST_EXPONENT + 1);
for (let k = 0, power = Number.MIN_VALUE; k < powers.length; k++, power *= 2) powers[k] = power;

/** 2^k for -1074 ≤ k ≤ 1023. */
export function powerOfTwo(k: number): number {
  return powers[k - SMALLEST_EXPONENT] as number;
}

/** `x` times 2^k for |k| ≤ 2000, with the usual overflow to Infinity and gradual underflow. */
export function scaleByPowerOfTwo(x: number, k: number): number {
  if (k > LARGEST_EXPONENT) return x * powerOfTwo(LARGEST_EXPONENT) * powerOfTwo(k - LARGEST_EXPONENT);
  // Below the normal range a first, exact step leaves only one rounding.
  if (k < -1022) return x * powerOfTwo(Math.max(k + 1000, -1022)) * powerOfTwo(-1000);
  return x * powerOfTwo(k);
}
