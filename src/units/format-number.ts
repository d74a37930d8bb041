/**
 * Numbers for people: a few significant digits, thin grouping, a sign for infinity.
 * Only toPrecision and toFixed are used, which the language defines to the last digit; Intl is not, as its
 * data differ between engines.
 */

/** Narrow no-break space (U+202F), between groups of three digits. */
const THIN_SPACE = '\u202f';

/** `value` with at most `digits` significant digits and no trailing zeros; never in exponential form below 1e21. */
export function formatSignificant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return formatNonFinite(value);
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(digits));
  if (Math.abs(rounded) >= 1e-6) return String(rounded);
  return rounded.toFixed(20).replace(/0+$/, '');
}

/** `∞`, `-∞`, or `–` for what has no value. */
export function formatNonFinite(value: number): string {
  if (value === Infinity) return '∞';
  return value === -Infinity ? '-∞' : '–';
}

/** A count with its thousands set apart: `12 345`. Fractions (means of counts) keep three significant digits. */
export function formatCount(value: number): string {
  if (!Number.isFinite(value)) return formatNonFinite(value);
  const text =
    Number.isInteger(value) || Math.abs(value) >= 100 ? value.toFixed(0) : formatSignificant(value);
  return /^-?\d+$/.test(text) ? group(text) : text;
}

/** Sets the digits of a whole number apart in groups of three. */
export function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
}

/** The first unit, smallest first, in which `value` rounds to less than 1000; else the last one. */
export function formatInUnits(
  value: number,
  units: readonly (readonly [unit: string, size: number])[],
): string {
  if (!Number.isFinite(value)) return formatNonFinite(value);
  let text = '';
  for (const [unit, size] of units) {
    const amount = value / size;
    text = `${formatSignificant(amount)} ${unit}`;
    if (Math.abs(Number(amount.toPrecision(3))) < 1000) break;
  }
  return text;
}
