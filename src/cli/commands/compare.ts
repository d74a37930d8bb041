/** `pullcast compare FILE`: one scenario under several settings, paired by common random numbers. */
import type { Command } from 'commander';
import type { GlobalOptions } from '../options.js';
import { UsageError } from '../report-failure.js';
import { resultFolder } from '../result-folder.js';
import type { Finish, Session } from '../session.js';

const EXAMPLES = `
Examples:
  pullcast compare my.yaml --policies
  pullcast compare my.yaml --policies --policy ./keep-recent.mjs
  pullcast compare my.yaml --vary capacity.web.count=5,10,20
  pullcast compare my.yaml --vary 'images.api.layers[0].size=50 MiB,500 MiB' --vary capacity.web.count=5,10

The first value is the baseline. Several --vary give every combination.
Values are split at commas outside brackets; a key that holds a dot is quoted.
`;

interface CompareOptions extends GlobalOptions {
  readonly vary: readonly string[];
  readonly policies?: boolean;
  readonly policy: readonly string[];
}

export function addCompare(program: Command, session: Session, finish: Finish): void {
  program
    .command('compare')
    .description('play one scenario under several settings and say what differs, and what does not')
    .argument('<file>', 'scenario file; - is standard input')
    .option('--vary <path=a,b,…>', 'a path of the scenario and its values (may be repeated)', append, [])
    .option('--policies', 'the four values of ECS_IMAGE_PULL_BEHAVIOR')
    .option('--policy <file>', 'a policy of your own, from a module (may be repeated)', append, [])
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, _: object, command: Command) => {
      const options: CompareOptions = command.optsWithGlobals();
      if (options.vary.length === 0 && !options.policies && options.policy.length === 0)
        throw new UsageError(
          'compare needs --vary PATH=A,B,…, --policies or --policy FILE; to play the comparison that is in the file, use run',
        );
      const { playFile } = await import('../play.js');
      finish(
        await playFile({
          file,
          options,
          session,
          folder: (name) => options.out ?? resultFolder('results', `${name}-compare`),
          vary: options.vary,
          policies: options.policies ?? false,
          policyFiles: options.policy,
        }),
      );
    });
}

function append(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
