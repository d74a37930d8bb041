import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/cli/exit-codes.js';
import { pullcast } from '../recording-session.js';

describe('pullcast schema', () => {
  it('prints a JSON Schema with the parts of a scenario', async () => {
    const { code, output } = await pullcast(['schema']);
    expect(code).toBe(EXIT.fine);
    const schema = JSON.parse(output) as { $schema: string };
    expect(schema.$schema).toContain('json-schema.org');
    for (const part of [
      'images',
      'registries',
      'capacity',
      'taskDefinitions',
      'timeline',
      'compare',
      'expect',
    ])
      expect(output).toContain(`"${part}"`);
  });
});
