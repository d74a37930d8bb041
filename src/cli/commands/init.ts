/** `pullcast init [FILE]`: writes a commented scenario to start from. */
import type { Command } from 'commander';
import type { GlobalOptions } from '../options.js';
import { UsageError } from '../report-failure.js';
import type { Session } from '../session.js';

const EXAMPLES = `
Examples:
  pullcast init                       writes scenario.yaml
  pullcast init my.yaml --fargate
  pullcast init - > my.yaml
  pullcast init --policy-tests my-policy
`;

interface InitOptions extends GlobalOptions {
  readonly fargate?: boolean;
  readonly force?: boolean;
  readonly policyTests?: string;
}

export function addInit(program: Command, session: Session): void {
  program
    .command('init')
    .description('write a commented scenario to start from')
    .argument('[file]', 'file to write; - is standard output', 'scenario.yaml')
    .option('--fargate', 'tasks on Fargate instead of EC2')
    .option('--force', 'write over a file that is there')
    .option('--policy-tests <dir>', 'instead: a project with a policy of your own and its tests')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, _: object, command: Command) => {
      const options: InitOptions = command.optsWithGlobals();
      if (options.policyTests !== undefined) {
        const { copyPolicyTests } = await import('../../node/copy-policy-tests.js');
        await copyPolicyTests(options.policyTests, options.force ?? false);
        if (!options.quiet)
          session.out(
            `wrote ${options.policyTests}\nnext   cd ${options.policyTests} && npm install && npm test\n`,
          );
        return;
      }
      const { starterScenario } = await import('../../scenario/starter-scenario.js');
      const text = starterScenario({ launchType: options.fargate ? 'FARGATE' : 'EC2', name: nameOf(file) });
      if (file === '-') return session.out(text);
      await write(file, text, options.force ?? false);
      if (!options.quiet) session.out(`wrote ${file}\nnext   ${session.program} run ${file}\n`);
    });
}

/** `dir/my.yaml` is called my. */
function nameOf(file: string): string | undefined {
  return /([^/\\]+?)\.ya?ml$/.exec(file)?.[1];
}

async function write(file: string, text: string, force: boolean): Promise<void> {
  const { writeFile } = await import('node:fs/promises');
  const { FileError, errorCode } = await import('../../node/read-text.js');
  try {
    await writeFile(file, text, { flag: force ? 'w' : 'wx' });
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST')
      throw new UsageError(`${file} is there already; --force writes over it`);
    throw new FileError(file, `cannot be written (${errorCode(cause)})`, { cause });
  }
}
