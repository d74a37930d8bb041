/** `pullcast run FILE…`: plays scenarios as written, prints each answer and writes its results. */
import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { GlobalOptions } from '../options.js';
import type { Play } from '../play.js';
import { UsageError } from '../report-failure.js';
import { resultFolder } from '../result-folder.js';
import type { Finish, Session } from '../session.js';

const EXAMPLES = `
Examples:
  pullcast run scenarios/pull-policies.yaml
  pullcast run scenarios/*.yaml --quiet
  pullcast run my.yaml --runs 5 --seed 42 --out /tmp/answer
  pullcast run my.yaml --json | jq '.variants[].name'
  pullcast run my.yaml --record decisions.json           keep what was decided and came of it …
  pullcast run my.yaml --against decisions.json          … and say what is decided otherwise now
  pullcast run my.yaml --dump-state 90m                  what the hosts have at that simulated time

--against ends with exit code 4 where anything has changed; with --json it prints the changes instead of the answer.
`;

interface RunCommandOptions extends GlobalOptions {
  readonly record?: string;
  readonly against?: string;
  readonly dumpState?: string;
  readonly variant?: string;
}

export function addRun(program: Command, session: Session, finish: Finish): void {
  program
    .command('run')
    .description('play scenarios as written, print the answers, write the results')
    .argument('<file...>', 'scenario files; - is standard input')
    .option('--record <file>', 'write the decisions of the first run of each variant, and the figures')
    .option('--against <file>', 'say which decisions, outcomes and figures have changed since that recording')
    .option(
      '--dump-state <at>',
      'print images, names and disk of each host at a simulated time, and nothing else',
    )
    .option('--variant <name>', 'the variant of --dump-state (default: the baseline)')
    .addHelpText('after', EXAMPLES)
    .action(async (files: readonly string[], _: object, command: Command) => {
      const options: RunCommandOptions = command.optsWithGlobals();
      refuseSeveral(files, options);
      if (options.dumpState !== undefined) {
        const { dumpState } = await import('../dump-state.js');
        const { dumpState: at, variant } = options;
        finish(await dumpState({ file: files[0]!, at, variant, options, session }));
        return;
      }
      const { playFile } = await import('../play.js');
      const codes: ExitCode[] = [];
      const taken = new Map<string, string>();
      for (const file of files) {
        const folder = (name: string): string => take(folderOf(options, files.length)(name), file, taken);
        codes.push(
          await playFile({ file, options, session, folder, ...(await extras(file, options, session)) }),
        );
        if (session.signal.aborted) break;
      }
      finish(worst(codes));
    });
}

/** A recording, or a state, is of one scenario. */
function refuseSeveral(files: readonly string[], options: RunCommandOptions): void {
  const { record, against, dumpState, variant } = options;
  if (files.length > 1 && (record ?? against ?? dumpState) !== undefined)
    throw new UsageError(
      '--record, --against and --dump-state are about one scenario  play the files one by one',
    );
  if (dumpState !== undefined && (record ?? against) !== undefined)
    throw new UsageError('--dump-state prints a state and nothing else  leave out --record and --against');
  if (variant !== undefined && dumpState === undefined)
    throw new UsageError('--variant is for --dump-state; run plays all variants  leave it out');
}

/** What is done before and after the play, if anything. */
async function extras(
  file: string,
  options: RunCommandOptions,
  session: Session,
): Promise<Pick<Play, 'beforehand' | 'afterwards' | 'withoutAnswer'>> {
  const { record, against } = options;
  if ((record ?? against) === undefined) return {};
  const { recordingSteps } = await import('../recordings.js');
  const steps = recordingSteps({ file, record, against, options, session });
  return { ...steps, withoutAnswer: against !== undefined && (options.json ?? false) };
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
