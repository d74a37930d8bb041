/** `pullcast show FILE`: the resolved scenario, with every default in use and its source. */
import type { Command } from 'commander';
import { type GlobalOptions, wantsColor } from '../options.js';
import type { Session } from '../session.js';

const EXAMPLES = `
Examples:
  pullcast show my.yaml
  pullcast show my.yaml | grep default
  pullcast show my.yaml --json
`;

export function addShow(program: Command, session: Session): void {
  program
    .command('show')
    .description('print the resolved scenario: every value in use and where it comes from')
    .argument('<file>', 'scenario file; - is standard input')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, _: object, command: Command) => {
      const options: GlobalOptions = command.optsWithGlobals();
      const { readScenario } = await import('../../node/read-scenario.js');
      const scenario = await readScenario(file);
      if (options.json) return session.out(`${JSON.stringify(scenario, finiteOrText, 2)}\n`);
      const { describeScenario } = await import('../../scenario/describe-scenario.js');
      const { paintFor } = await import('../paint.js');
      const { provenanceTable } = await import('../provenance-table.js');
      session.out(provenanceTable(describeScenario(scenario), paintFor(wantsColor(session, options))));
    });
}

/** JSON has no infinity: "no limit" is written as a word. */
function finiteOrText(_: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? 'Infinity' : value;
}
