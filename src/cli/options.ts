/** The options that every command knows, and those that playing commands add. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseCount } from '../units/count.js';
import { UnitError } from '../units/unit-error.js';
import type { Session } from './session.js';

export interface GlobalOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly quiet?: boolean;
  readonly seed?: string;
  readonly runs?: number;
  readonly out?: string;
  readonly threads?: number;
  readonly color: boolean;
}

/** Adds the global options to the program; they may stand before or behind the command. */
export function addGlobalOptions(program: Command): Command {
  return program
    .addOption(new Option('--json', 'print the answer as JSON'))
    .addOption(new Option('--markdown', 'print tables as Markdown').conflicts('json'))
    .option('--quiet', 'print the answer only: no progress, warnings or hints')
    .option('--seed <text>', "seed of the random numbers, instead of the scenario's")
    .option('--runs <n>', "number of runs of each variant, instead of the scenario's", readCount(1))
    .option('--out <dir>', 'folder for results (default: results/NAME)', readFolder)
    .option('--threads <n>', 'worker threads (default: one a core; 0: none)', readCount(0))
    .option('--no-color', 'no colours (also: NO_COLOR in the environment)');
}

/** A reader of a whole number for commander. */
export function readCount(minimum: number): (text: string) => number {
  return (text) => {
    try {
      return parseCount(text, minimum);
    } catch (error) {
      if (error instanceof UnitError) throw new InvalidArgumentError(`${error.message}: ${error.remedy}.`);
      throw error;
    }
  };
}

/** A folder that an empty variable of a shell did not leave out. */
function readFolder(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty: write the name of a folder.');
  return text;
}

/** Whether to colour, after all was heard. */
export function wantsColor(session: Session, options: GlobalOptions): boolean {
  return session.color && options.color && !options.json && !options.markdown;
}
