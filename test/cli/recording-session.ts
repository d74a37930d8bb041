/** A session that remembers what commands write, and a way to run a command line in this process. */
import { runCommandLine } from '../../src/cli/program.js';
import type { ExitCode } from '../../src/cli/exit-codes.js';
import type { Session } from '../../src/cli/session.js';

export interface Recording extends Session {
  readonly output: () => string;
  readonly errors: () => string;
}

/** A session without a terminal; `changes` give it one, or a signal. */
export function recordingSession(changes: Partial<Session> = {}): Recording {
  const output: string[] = [];
  const errors: string[] = [];
  return {
    out: (text) => void output.push(text),
    err: (text) => void errors.push(text),
    canRewrite: false,
    color: false,
    width: 100,
    debug: false,
    program: 'pullcast',
    signal: new AbortController().signal,
    now: () => 0,
    output: () => output.join(''),
    errors: () => errors.join(''),
    ...changes,
  };
}

export interface Outcome {
  readonly code: ExitCode;
  readonly output: string;
  readonly errors: string;
}

/** What `pullcast …words` prints, and its exit code. */
export async function pullcast(words: readonly string[], changes: Partial<Session> = {}): Promise<Outcome> {
  const session = recordingSession(changes);
  const code = await runCommandLine(words, session);
  return { code, output: session.output(), errors: session.errors() };
}
