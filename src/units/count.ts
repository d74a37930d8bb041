/** Whole numbers, as options of the command line write them: digits and nothing else. */
import { UnitError } from './unit-error.js';

/** A whole number such as `20`, from `minimum` on. Throws UnitError. */
export function parseCount(text: string, minimum = 0): number {
  const remedy = `write a whole number of at least ${minimum}, such as "${Math.max(minimum, 20)}"`;
  const trimmed = text.trim();
  if (!/^\d+$/.test(trimmed)) throw new UnitError(`"${trimmed}" is not a whole number`, remedy);
  const count = Number(trimmed);
  if (!Number.isSafeInteger(count)) throw new UnitError(`"${trimmed}" is too large`, remedy);
  if (count < minimum) throw new UnitError(`"${trimmed}" is too small`, remedy);
  return count;
}
