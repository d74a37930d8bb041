/** `pullcast run FILE…`: plays scenarios as written, prints each answer and writes its results. */
import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { GlobalOptions } from '../options.js';
import type { Finish, Session } from '../session.js';

const EXAMPLES = `
Examples:
  pullcast run scenarios/pull-policies.yaml
  pullcast run scenarios/*.yaml --quiet
  pullcast run my.yaml --runs 5 --seed 42 --out /tmp/answer
  pullcast run my.yaml --json | jq '.variants[].name'
`;

export function addRun(program: Command, session: Session, finish: Finish): void {
  program
    .command('run')
    .description('play scenarios as written, print the answers, write the results')
    .argument('<file...>', 'scenario files; - is standard input')
    .addHelpText('after', EXAMPLES)
    .action(async (files: readonly string[], _: object, command: Command) => {
      const options: GlobalOptions = command.optsWithGlobals();
      const { playFile } = await import('../play.js');
      const codes: ExitCode[] = [];
      for (const file of files) {
        codes.push(await playFile({ file, options, session, folder: folderOf(options, files.length) }));
        if (session.signal.aborted) break;
      }
      finish(worst(codes));
    });
}

/** With several files, each has a folder of its own below `--out`. */
function folderOf(options: GlobalOptions, files: number): (name: string) => string {
  if (options.out === undefined) return (name) => `results/${name}`;
  const { out } = options;
  return files === 1 ? () => out : (name) => `${out}/${name}`;
}

function worst(codes: readonly ExitCode[]): ExitCode {
  return codes.reduce<ExitCode>((most, code) => (code > most ? code : most), EXIT.fine);
}
