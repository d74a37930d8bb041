import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/cli/exit-codes.js';
import type { Problem } from '../../../src/scenario/scenario.js';
import { pullcast } from '../recording-session.js';
import { SMALL, scenarioFolder } from '../scenario-files.js';

const inFolder = scenarioFolder({
  'small.yaml': SMALL,
  'broken.yaml': SMALL.replace('size: 20 MiB', 'size: 20').replace('repository:', 'repositry:'),
  // The agent reads an unknown behaviour as the default, without a word.
  'silent.yaml': SMALL.replace('[default, once]', '[default, Once]'),
});

describe('pullcast check', () => {
  it('says that a scenario is fine', async () => {
    expect(await pullcast(['check', inFolder('small.yaml')])).toEqual({
      code: EXIT.fine,
      output: `${inFolder('small.yaml')}: fine\n`,
      errors: '',
    });
  });

  it('says nothing about what is fine when it is asked to be quiet', async () => {
    expect((await pullcast(['check', '--quiet', inFolder('small.yaml')])).output).toBe('');
  });

  it('tells all problems of all files at once', async () => {
    const { code, output, errors } = await pullcast([
      'check',
      inFolder('broken.yaml'),
      inFolder('small.yaml'),
    ]);
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toContain('repositry');
    expect(errors).toContain('20');
    expect(output).toContain('small.yaml: fine');
  });

  it('lets warnings pass, unless it is strict', async () => {
    const relaxed = await pullcast(['check', inFolder('silent.yaml')]);
    expect(relaxed.code).toBe(EXIT.fine);
    expect(relaxed.errors).toContain('warning');
    expect((await pullcast(['check', '--strict', inFolder('silent.yaml')])).code).toBe(EXIT.invalidInput);
  });

  it('gives the problems as JSON', async () => {
    const { code, output } = await pullcast([
      'check',
      '--json',
      inFolder('broken.yaml'),
      inFolder('small.yaml'),
    ]);
    expect(code).toBe(EXIT.invalidInput);
    const [broken, small] = JSON.parse(output) as { file: string; problems: Problem[] }[];
    expect(broken?.problems.length).toBeGreaterThanOrEqual(2);
    expect(broken?.problems[0]).toMatchObject({ severity: 'error' });
    expect(small).toEqual({ file: inFolder('small.yaml'), problems: [] });
  });

  it.each([
    ['missing.yaml', 'there is no such file'],
    ['.', 'is a directory'],
  ])('explains what is wrong with the file %s', async (name, message) => {
    const { code, errors } = await pullcast(['check', inFolder(name)]);
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toContain(message);
  });
});
