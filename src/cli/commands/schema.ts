/** `pullcast schema`: the JSON Schema of scenario files, for editors. */
import type { Command } from 'commander';
import type { Session } from '../session.js';

const EXAMPLES = `
Examples:
  pullcast schema > scenario.schema.json

An editor with YAML support then completes and checks a file that begins with
  # yaml-language-server: $schema=./scenario.schema.json
`;

export function addSchema(program: Command, session: Session): void {
  program
    .command('schema')
    .description('print the JSON Schema of scenario files')
    .addHelpText('after', EXAMPLES)
    .action(async () => {
      const { scenarioJsonSchema } = await import('../../scenario/scenario-json-schema.js');
      session.out(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
    });
}
