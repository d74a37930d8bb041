/** Plain numbers without a unit, such as a mean of counts. */
import { UnitError } from './unit-error.js';

/** A number such as `4` or `4.5`, not below zero. Throws UnitError. */
export function parseNumber(text: string): number {
  const trimmed = text.trim();
  if (/^(\d+(\.\d+)?|\.\d+)$/.test(trimmed)) return Number(trimmed);
  throw new UnitError(`"${trimmed}" is not a number`, 'write a number such as "4.5"');
}
