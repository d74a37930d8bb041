/** Exit codes of the program. They are part of its contract: README and `--help` list them. */
export const EXIT = {
  fine: 0,
  internalError: 1,
  invalidInput: 2,
  thresholdMissed: 3,
  changed: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each code means, in the order in which help lists them. */
export const EXIT_MEANINGS: readonly (readonly [ExitCode, string])[] = [
  [EXIT.fine, 'fine'],
  [EXIT.internalError, 'internal error: a bug of pullcast'],
  [EXIT.invalidInput, 'invalid input: a scenario, a file or an option'],
  [EXIT.thresholdMissed, 'a threshold of `expect` was missed'],
  [EXIT.changed, 'something has changed since the recording of `--against`'],
  [EXIT.interrupted, 'interrupted (Ctrl-C); what was finished is kept'],
];
