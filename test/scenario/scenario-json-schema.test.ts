import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scenarioJsonSchema } from '../../src/scenario/scenario-json-schema.js';

const schema = scenarioJsonSchema();

/** All schemas inside a schema, with the path to each. */
function* within(value: unknown, path: string): Generator<readonly [string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  yield [path, value as Record<string, unknown>];
  for (const [key, inner] of Object.entries(value)) yield* within(inner, `${path}/${key}`);
}

describe('the JSON Schema', () => {
  it('is the one that is committed', () => {
    const committed = readFileSync(new URL('../../schema/scenario.schema.json', import.meta.url), 'utf8');
    expect(committed).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  it('knows the sections and what is required', () => {
    expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
    expect(schema['required']).toEqual(['images', 'capacity', 'taskDefinitions', 'timeline']);
    expect(Object.keys(schema['properties'] as object)).toContain('compare');
  });

  it('closes every section, so that editors mark unknown keys', () => {
    const open = [...within(schema, '')].filter(
      ([, each]) => each['properties'] && each['additionalProperties'] !== false,
    );
    expect(open.map(([path]) => path).filter((path) => !path.endsWith('/properties'))).toEqual([]);
  });

  it('takes quantities as text, with examples', () => {
    const sizes = [...within(schema, '')].filter(([path]) => path.endsWith('/size'));
    expect(sizes.length).toBeGreaterThan(1);
    for (const [, each] of sizes)
      expect(each).toMatchObject({ type: 'string', examples: ['250 MiB', '1.2 GB'] });
  });

  it('describes most keys', () => {
    const keys = [...within(schema, '')].filter(([path]) => /\/properties\/[^/]+$/.test(path));
    const described = keys.filter(([, each]) => typeof each['description'] === 'string');
    expect(described.length / keys.length).toBeGreaterThan(0.85);
  });
});
