/** `pullcast run FILE…`: plays scenarios as written, prints each answer and writes its results. */
import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { GlobalOptions } from '../options.js';
import { UsageError } from '../report-failure.js';
import { resultFolder } from '../result-folder.js';
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
      const taken = new Map<string, string>();
      for (const file of files) {
        const folder = (name: string): string => take(folderOf(options, files.length)(name), file, taken);
        codes.push(await playFile({ file, options, session, folder }));
        if (session.signal.aborted) break;
      }
      finish(worst(codes));
    });
}

/** With several files, each has a folder of its own below `--out`. */
function folderOf(options: GlobalOptions, files: number): (name: string) => string {
  if (options.out === undefined) return (name) => resultFolder('results', name);
  const { out } = options;
  return files === 1 ? () => out : (name) => resultFolder(out, name);
}

/** The folder, if no file before has written its results there: they would be replaced in silence. */
function take(folder: string, file: string, taken: Map<string, string>): string {
  const other = taken.get(folder);
  if (other !== undefined)
    throw new UsageError(
      `${file}: its results would replace those of ${other} in ${folder}  give each a "name" of its own, or play them one by one with --out`,
    );
  taken.set(folder, file);
  return folder;
}

function worst(codes: readonly ExitCode[]): ExitCode {
  return codes.reduce<ExitCode>((most, code) => (code > most ? code : most), EXIT.fine);
}
