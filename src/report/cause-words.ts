/** Why starts fail, in words: most causes are names that ECS shows and people search for, others are bare codes of its API. */

/** Reasons of `failures` in the answer of StartTask (Amazon ECS developer guide, "API failure reasons"). */
const CODES: Readonly<Record<string, string>> = {
  MISSING: 'the instance named by startTask is not there',
  INACTIVE: 'the instance named by startTask has ended',
};

/** The cause of a failed start, with what it means where the name does not say it. */
export function causeWords(cause: string): string {
  const words = CODES[cause];
  return words === undefined ? cause : `${cause}: ${words}`;
}
