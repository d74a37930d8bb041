/**
 * The command line as a whole. Starting it loads the option parser and nothing else: each command
 * imports what it needs when it runs, so `--help` answers at once.
 */
import { Command } from 'commander';
import { packageVersion } from '../node/package-version.js';
import { addCheck } from './commands/check.js';
import { addCompare } from './commands/compare.js';
import { addExplain } from './commands/explain.js';
import { addInit } from './commands/init.js';
import { addRun } from './commands/run.js';
import { addSchema } from './commands/schema.js';
import { addShow } from './commands/show.js';
import { addSweep } from './commands/sweep.js';
import { EXIT, EXIT_MEANINGS, type ExitCode } from './exit-codes.js';
import { addGlobalOptions } from './options.js';
import { reportFailure } from './report-failure.js';
import type { Session } from './session.js';

const EXAMPLES = `
Examples:
  pullcast init my.yaml                          write a commented scenario to start from
  pullcast run my.yaml                           play it, print the answer, write a report
  pullcast compare my.yaml --policies            play it under each ECS_IMAGE_PULL_BEHAVIOR
  pullcast compare my.yaml --vary 'capacity.web.instanceType=m6i.large,m6i.xlarge'
  pullcast sweep my.yaml --crossover images.api.scale=0.1..20     where the answer flips
  pullcast explain results/my                    the story of its slowest start
  pullcast show my.yaml                          every default in use, and its source
`;

/** Runs one command line and answers with the exit code; never throws. */
export async function runCommandLine(words: readonly string[], session: Session): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  const program = buildProgram(session, (given) => (code = given));
  try {
    await program.parseAsync(words.length === 0 ? ['--help'] : [...words], { from: 'user' });
    return code;
  } catch (error) {
    return reportFailure(error, session, session.color && program.opts<{ color: boolean }>().color);
  }
}

function buildProgram(session: Session, finish: (code: ExitCode) => void): Command {
  const program = new Command('pullcast')
    .description('Forecasts how long container tasks take to start on Amazon ECS, and why.')
    .version(packageVersion(), '-V, --version')
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => session.out(text),
      writeErr: (text) => session.err(text),
      getOutHasColors: () => session.color,
      getErrHasColors: () => session.color,
      getOutHelpWidth: () => session.width,
      getErrHelpWidth: () => session.width,
    });
  addGlobalOptions(program);
  for (const add of [addRun, addCompare, addSweep, addExplain, addCheck, addShow, addInit, addSchema])
    add(program, session, finish);
  return program.addHelpText('after', `${EXAMPLES}${exitCodes()}`);
}

function exitCodes(): string {
  const lines = EXIT_MEANINGS.map(([code, meaning]) => `  ${String(code).padEnd(5)}${meaning}`);
  return `\nExit codes:\n${lines.join('\n')}\n`;
}
