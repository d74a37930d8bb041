/**
 * What must hold for the program to be right, whatever the input. A failed assertion is a bug in pullcast,
 * never a mistake of the user: those get a UnitError or a scenario problem with a remedy.
 */

/** Thrown by `assert`. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** Throws an AssertionError with `message` unless `condition` is truthy. Keep the message a constant where speed matters. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}
