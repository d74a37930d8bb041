/** `pullcast explain RESULT`: the story of one start, in words and as a waterfall. */
import type { Command } from 'commander';
import { type GlobalOptions, readCount } from '../options.js';
import type { Finish, Session } from '../session.js';

const EXAMPLES = `
Examples:
  pullcast explain results/pull-policies                 the slowest start of the baseline
  pullcast explain my.yaml --task p95 --variant once     plays the scenario; no results are needed
  pullcast explain results/my --list                     all starts of the run
  pullcast explain results/my --task api/2/0/1 --run 3 --svg start.svg
  pullcast explain results/my --task failed --json

A run is played again from its seed, so its story is that of the results.
`;

export interface ExplainOptions extends GlobalOptions {
  readonly task: string;
  readonly variant?: string;
  /** From 1. */
  readonly run: number;
  readonly list?: boolean;
  readonly svg?: string;
}

export function addExplain(program: Command, session: Session, finish: Finish): void {
  program
    .command('explain')
    .description('tell the story of one start: what it waited for, what was decided and why')
    .argument('<result>', 'a result folder, a file in it, or a scenario file')
    .option('--task <name>', "a task's name, or slowest, p99, p95, p90, p50 or failed", 'slowest')
    .option('--variant <name>', 'the variant to look into (default: the baseline)')
    .option('--run <n>', 'the run to look into, from 1', readCount(1), 1)
    .option('--list', 'list the starts of the run instead')
    .option('--svg <file>', 'write the waterfall as a picture, too')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, _: object, command: Command) => {
      const options: ExplainOptions = command.optsWithGlobals();
      const { explainStart } = await import('../explain-start.js');
      finish(await explainStart(path, options, session));
    });
}
