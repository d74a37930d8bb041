import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadPolicy, policyDigest } from '../../src/node/load-policy.js';
import { FileError } from '../../src/node/read-text.js';

const folder = mkdtempSync(join(tmpdir(), 'pullcast-policy-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Modules are loaded once by name, so each test has a file of its own. */
function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const RULE = 'runsCleanup() { return false; }';

describe('loadPolicy', () => {
  it.each([
    ['default.mjs', `export default { name: 'mine', ${RULE} };`],
    ['named.mjs', `export const policy = { name: 'mine', ${RULE} };`],
    ['common.js', `module.exports = { name: 'mine', ${RULE} };`],
    ['class.mjs', `export default new (class { name = 'mine'; ${RULE} })();`],
  ])('takes what %s exports', async (name, text) => {
    const policy = await loadPolicy(write(name, text));
    expect(policy.name).toBe('mine');
    expect(policy.runsCleanup?.('default')).toBe(false);
  });

  it.each([
    ['empty.mjs', '', 'exports no policy: write "export default { name:'],
    ['nameless.mjs', `export default { ${RULE} };`, 'what it exports has no "name": write'],
    ['ruleless.mjs', `export default { name: 'mine' };`, 'what it exports has no rule (decidePull, '],
    [
      'misspelt.mjs',
      `export default { name: 'mine', decide() {} };`,
      'has a function "decide", which is no rule',
    ],
    ['taken.mjs', `export default { name: 'documented', ${RULE} };`, 'is that of a built-in policy'],
    ['policy.yaml', 'name: mine', "is no module: the name of a policy's file ends in .mjs, .js, .ts"],
    ['thrower.mjs', `throw new Error('no licence');`, 'cannot be loaded: no licence'],
  ])('says what is wrong with %s', async (name, text, words) => {
    const path = write(name, text);
    const failure = loadPolicy(path);
    await expect(failure).rejects.toBeInstanceOf(FileError);
    await expect(failure).rejects.toThrow(words);
    await expect(failure).rejects.toThrow(path);
  });

  it('takes the example of the documentation', async () => {
    const page = readFileSync(new URL('../../docs/policies.md', import.meta.url), 'utf8');
    const example = /```js\n(\/\/ keep-recent[^]*?)```/.exec(page)?.[1] ?? '';
    const policy = await loadPolicy(write('documentation.mjs', example));
    expect(policy.name).toBe('keep-recent');
    const question = { behavior: 'default', pulledByAgent: false, imageOnDisk: true } as const;
    expect(policy.decidePull?.({ ...question, recordedSecondsAgo: 60 })).toMatchObject({ pull: false });
    expect(policy.decidePull?.({ ...question, recordedSecondsAgo: 3600 })).toMatchObject({ pull: true });
  });

  it('says that there is no such file', async () => {
    await expect(loadPolicy(join(folder, 'absent.mjs'))).rejects.toThrow('there is no such file');
  });
});

describe('policyDigest', () => {
  it('is the SHA-256 of the file', () => {
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(policyDigest(write('nothing.mjs', ''))).toBe(empty);
  });
});
