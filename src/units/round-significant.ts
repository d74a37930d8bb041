/**
 * Rounding to significant digits, for figures that are kept and compared. By way of decimal text, whose
 * digits the language fixes, so every engine gives the same number.
 */

/** `value` to at most `digits` significant digits; what is not finite stays as it is. */
export function roundSignificant(value: number, digits: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : value;
}
