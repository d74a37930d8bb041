import { UnitError } from '../../src/units/unit-error.js';

/** `message → remedy` of the UnitError that `read` throws. */
export function problemOf(read: () => unknown): string {
  try {
    const value = read();
    return `no error, but ${String(value)}`;
  } catch (error) {
    if (error instanceof UnitError) return `${error.message} → ${error.remedy}`;
    throw error;
  }
}
