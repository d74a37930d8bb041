#!/usr/bin/env node
/** The entry point: ties the command line to this process, its streams and its signals. */
import { basename, relative } from 'node:path';
import { EXIT } from './exit-codes.js';
import { runCommandLine } from './program.js';
import type { Session } from './session.js';

const DEFAULT_WIDTH = 100;

/** A stream that goes quiet when its reader is gone (`pullcast … | head`): the work goes on. */
function writerTo(stream: NodeJS.WriteStream): (text: string) => void {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    open = false;
    if (error.code === 'EPIPE') return;
    // A full disk behind a redirection: nothing of the answer can be trusted to have arrived.
    process.stderr.write(`the answer cannot be written: ${error.message}\n`);
    process.exit(EXIT.invalidInput);
  });
  return (text) => void (open && stream.write(text));
}

/** What to type to get here again: the name on the path, or else the file. */
function programName(script: string): string {
  return basename(script) === 'pullcast' ? 'pullcast' : `node ${relative(process.cwd(), script)}`;
}

function processSession(signal: AbortSignal): Session {
  const { env, stdout, stderr } = process;
  // https://no-color.org: any value that is not empty counts.
  const color = !env['NO_COLOR'] && (stdout.isTTY || !!env['FORCE_COLOR']);
  return {
    out: writerTo(stdout),
    err: writerTo(stderr),
    canRewrite: stderr.isTTY && env['TERM'] !== 'dumb',
    color,
    width: stdout.isTTY ? stdout.columns : DEFAULT_WIDTH,
    debug: !!env['DEBUG'],
    signal,
    program: programName(process.argv[1] ?? 'pullcast'),
    now: () => performance.now(),
  };
}

const interrupt = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.on(name, () => {
    // A second time means: now.
    if (interrupt.signal.aborted) process.exit(EXIT.interrupted);
    interrupt.abort();
  });

process.exitCode = await runCommandLine(process.argv.slice(2), processSession(interrupt.signal));
