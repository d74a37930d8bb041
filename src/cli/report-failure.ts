/** Turns whatever a command threw into words on standard error and an exit code. */
import { CommanderError } from 'commander';
import { packageVersion } from '../node/package-version.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import type { Session } from './session.js';

/**
 * Says what went wrong. What the user can mend is told in full and is 2; anything else is a bug of
 * pullcast, one line with how to report it, and is 1.
 */
export async function reportFailure(error: unknown, session: Session, color: boolean): Promise<ExitCode> {
  // Commander has printed its message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.invalidInput;
  const words = await inputProblem(error, color);
  if (words !== null) {
    session.err(words.endsWith('\n') ? words : `${words}\n`);
    return EXIT.invalidInput;
  }
  const message = error instanceof Error ? error.message : String(error);
  session.err(`internal error: ${message.split('\n')[0] ?? ''}\n`);
  session.err(
    `This is a bug of pullcast. Please report the line above with the scenario and "pullcast ${packageVersion()}".\n`,
  );
  if (session.debug && error instanceof Error) session.err(`${error.stack ?? ''}\n`);
  else session.err('DEBUG=1 in the environment shows where it happened.\n');
  return EXIT.internalError;
}

/** What is wrong with the input, or null where the error is not about input. */
async function inputProblem(error: unknown, color: boolean): Promise<string | null> {
  if (error instanceof UsageError) return error.message;
  const { FileError } = await import('../node/read-text.js');
  if (error instanceof FileError) return error.message;
  const { ScenarioError } = await import('../scenario/scenario-error.js');
  const { formatProblems } = await import('../scenario/format-problems.js');
  if (error instanceof ScenarioError) return formatProblems(error.problems, { color });
  const { TrialError } = await import('../experiment/run-trial.js');
  if (error instanceof TrialError && error.policy !== null) return error.message;
  const { ResultsError } = await import('../node/place-folder.js');
  return error instanceof ResultsError ? error.message : null;
}

/** A command that was used in a way that cannot be: the message says what to do. */
export class UsageError extends Error {}
