/** The JSON Schema of scenario files, made from the schema that checks them: editors complete and check with it. */
import * as z from 'zod';
import { scenarioFile } from './schema/scenario-file.js';

/** JSON Schema, draft 7, of what people write (before defaults). */
export function scenarioJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(scenarioFile, {
    io: 'input',
    target: 'draft-7',
    override: ({ zodSchema, jsonSchema }) => {
      // Examples of a quantity are of its text, but the library drops them, as the value is a number.
      const examples: unknown = z.globalRegistry.get(zodSchema)?.['examples'];
      if (Array.isArray(examples)) jsonSchema.examples = examples as string[];
    },
  });
  return { $schema, title: 'pullcast scenario', ...schema };
}
