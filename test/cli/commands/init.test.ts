import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/cli/exit-codes.js';
import { pullcast } from '../recording-session.js';
import { scenarioFolder } from '../scenario-files.js';

const inFolder = scenarioFolder({ 'mine.yaml': 'name: mine\n' });

describe('pullcast init', () => {
  it.each([
    ['ec2.yaml', []],
    ['fargate.yaml', ['--fargate']],
  ])('writes %s, a commented scenario that check finds fine', async (name, flags) => {
    const { code, output } = await pullcast(['init', inFolder(name), ...flags]);
    expect(code).toBe(EXIT.fine);
    expect(output).toContain(`pullcast run ${inFolder(name)}`);
    expect(readFileSync(inFolder(name), 'utf8')).toMatch(/^\s*#/m);
    expect(await pullcast(['check', '--strict', inFolder(name)])).toMatchObject({
      code: EXIT.fine,
      errors: '',
    });
  });

  it('does not write over a file, unless it is told to', async () => {
    const { code, errors } = await pullcast(['init', inFolder('mine.yaml')]);
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toContain('--force');
    expect(readFileSync(inFolder('mine.yaml'), 'utf8')).toBe('name: mine\n');
    expect((await pullcast(['init', '--force', inFolder('mine.yaml')])).code).toBe(EXIT.fine);
    expect(readFileSync(inFolder('mine.yaml'), 'utf8')).not.toBe('name: mine\n');
  });

  it('writes to standard output where the file is a dash', async () => {
    const { output } = await pullcast(['init', '-']);
    expect(output).toContain('taskDefinitions:');
    expect(output).not.toContain('wrote');
  });

  it('says that a folder is missing', async () => {
    const { code, errors } = await pullcast(['init', inFolder('nowhere/mine.yaml')]);
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toContain('cannot be written');
  });

  it('writes a project for tests of a policy, and says how they run', async () => {
    const folder = inFolder('policy-tests');
    const { code, output } = await pullcast(['init', '--policy-tests', folder]);
    expect(code).toBe(EXIT.fine);
    expect(output).toBe(`wrote ${folder}\nnext   cd ${folder} && npm install && npm test\n`);
    expect(readFileSync(inFolder('policy-tests/keep-recent.mjs'), 'utf8')).toContain("name: 'keep-recent'");
    const again = await pullcast(['init', '--policy-tests', folder]);
    expect(again).toMatchObject({ code: EXIT.invalidInput, output: '' });
  });
});
