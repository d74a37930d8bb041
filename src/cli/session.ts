/**
 * What a command may know of the world outside: where to write, how wide and how colourful, and whether
 * somebody pressed Ctrl-C. Commands write only through it, so tests can run them without a terminal.
 */
import type { ExitCode } from './exit-codes.js';

export interface Session {
  /** Answers: standard output. */
  out(text: string): void;
  /** Progress, warnings and errors: standard error. */
  err(text: string): void;
  /** Whether a line on standard error can be rewritten. */
  readonly canRewrite: boolean;
  /** Whether standard output and standard error show colours, before `--no-color` is heard. */
  readonly color: boolean;
  /** Columns of standard output. */
  readonly width: number;
  /** Shows stack traces of internal errors. */
  readonly debug: boolean;
  readonly signal: AbortSignal;
  /** How this program is called: `pullcast`, or `node dist/cli/main.js` in a clone. What hints begin with. */
  readonly program: string;
  /** Wall clock, in milliseconds. */
  now(): number;
}

/** How a command hands back its exit code. */
export type Finish = (code: ExitCode) => void;
