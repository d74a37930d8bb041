/**
 * Sections of a scenario: mappings that know all their keys. An unknown key is an issue whose message carries the
 * known keys, so that `explain-issue.ts` can name the nearest one.
 */
import * as z from 'zod';
import { LIMITS } from '../limits.js';

/** A mapping with just these keys; `suggested` are those that an error names, if not all. */
export function section<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  suggested: readonly string[] = Object.keys(shape),
): z.ZodObject<Shape, z.core.$strict> {
  const known = suggested.join(' ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? known : undefined),
  });
}

const NAME = /^[A-Za-z0-9_][\w./-]*$/;

/** A mapping of names that the user chooses to things of one kind. */
export function named<Item extends z.ZodType>(item: Item): z.ZodRecord<z.ZodString, Item> {
  const name = z.string().regex(NAME, 'a name has letters, digits, "-", "_", "." and "/", and no ":" or "@"');
  return z.record(name, item);
}

/** A whole number from `minimum` to `maximum`. */
export function count(minimum: number, maximum: number = LIMITS.count): z.ZodInt {
  return z.int().min(minimum).max(maximum);
}

/** A template: the copies are made before the schema sees them, so that here only a number out of bounds is left. */
export function repeat(): z.ZodOptional<z.ZodInt> {
  return count(1, LIMITS.copies)
    .optional()
    .describe('Makes so many copies, NAME-1, NAME-2 and so on; "{i}" in their text is the number of the copy');
}

/** How the message of an issue begins that carries the words of a list. */
export const A_LIST_OF = 'a list of ';

/** A list of some of these words; its issue carries them, where it is no list. */
export function listOf<const Word extends string>(words: readonly Word[]): z.ZodArray<z.ZodEnum<{ [W in Word]: W }>> {
  const error = `${A_LIST_OF}${words.join(', ')}`;
  return z.array(z.enum(words), { error: (issue) => (issue.code === 'invalid_type' ? error : undefined) });
}

/** Text that is not empty. */
export function text(): z.ZodString {
  return z.string().min(1);
}
