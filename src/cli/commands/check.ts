/** `pullcast check FILE…`: validates scenarios and plays nothing. */
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.js';
import { type GlobalOptions, wantsColor } from '../options.js';
import type { Finish, Session } from '../session.js';
import type { Problem } from '../../scenario/scenario.js';

const EXAMPLES = `
Examples:
  pullcast check scenarios/*.yaml
  pullcast check my.yaml --strict
  pullcast check my.yaml --json
`;

interface CheckOptions extends GlobalOptions {
  readonly strict?: boolean;
}

export function addCheck(program: Command, session: Session, finish: Finish): void {
  program
    .command('check')
    .description('validate scenarios; play nothing')
    .argument('<file...>', 'scenario files; - is standard input')
    .option('--strict', 'warnings are errors')
    .addHelpText('after', EXAMPLES)
    .action(async (files: readonly string[], _: object, command: Command) => {
      const options: CheckOptions = command.optsWithGlobals();
      const { problemsOf } = await import('../../node/read-scenario.js');
      const { formatProblems } = await import('../../scenario/format-problems.js');
      const answers: { file: string; problems: readonly Problem[] }[] = [];
      for (const file of files) answers.push({ file, problems: await problemsOf(file) });
      for (const { file, problems } of options.json ? [] : answers) {
        if (problems.length > 0)
          session.err(`${formatProblems(problems, { color: wantsColor(session, options) })}\n`);
        else if (!options.quiet) session.out(`${file}: fine\n`);
      }
      if (options.json) session.out(`${JSON.stringify(answers, null, 2)}\n`);
      const fatal = answers
        .flatMap(({ problems }) => problems)
        .filter(({ severity }) => severity === 'error' || options.strict);
      finish(fatal.length > 0 ? EXIT.invalidInput : EXIT.fine);
    });
}
