import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { copyPolicyTests } from '../../src/node/copy-policy-tests.js';
import { FileError } from '../../src/node/read-text.js';

const room = mkdtempSync(join(tmpdir(), 'pullcast-template-'));
afterAll(() => rmSync(room, { recursive: true }));

describe('copyPolicyTests', () => {
  it('writes a project with a policy, its tests and a scenario into a new folder', async () => {
    const folder = join(room, 'new', 'project');
    await copyPolicyTests(folder, false);
    for (const name of ['package.json', 'keep-recent.mjs', 'scenario.yaml', 'test/rules.test.mjs'])
      expect(existsSync(join(folder, name)), name).toBe(true);
  });

  it('leaves a folder alone that holds something, unless it is told to go on', async () => {
    const folder = join(room, 'mine');
    await copyPolicyTests(folder, false);
    writeFileSync(join(folder, 'scenario.yaml'), 'mine');
    await expect(copyPolicyTests(folder, false)).rejects.toThrow('holds something already');
    expect(readFileSync(join(folder, 'scenario.yaml'), 'utf8')).toBe('mine');
    await copyPolicyTests(folder, true);
    expect(readFileSync(join(folder, 'scenario.yaml'), 'utf8')).not.toBe('mine');
  });

  it('says so where the folder is a file', async () => {
    const file = join(room, 'file');
    writeFileSync(file, '');
    await expect(copyPolicyTests(file, false)).rejects.toThrow(FileError);
  });
});
