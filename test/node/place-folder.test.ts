import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { placeFolder, ResultsError } from '../../src/node/place-folder.js';

const room = mkdtempSync(join(tmpdir(), 'pullcast-place-'));
afterAll(() => rmSync(room, { recursive: true }));

const fillWith =
  (text: string) =>
  (draft: string): Promise<string> => {
    writeFileSync(join(draft, 'sweep.json'), text);
    return Promise.resolve(text);
  };

describe('a folder of results', () => {
  it('is put in place whole, over the results before it', async () => {
    const folder = join(room, 'a', 'b');
    expect(await placeFolder(folder, fillWith('one'))).toBe('one');
    await placeFolder(folder, fillWith('two'));
    expect(readFileSync(join(folder, 'sweep.json'), 'utf8')).toBe('two');
    expect(readdirSync(join(room, 'a'))).toEqual(['b']);
  });

  it('stays as it was where filling it fails, and leaves nothing behind', async () => {
    const folder = join(room, 'kept');
    await placeFolder(folder, fillWith('one'));
    await expect(placeFolder(folder, () => Promise.reject(new Error('full')))).rejects.toThrow(
      `${folder}: results cannot be written: full`,
    );
    expect(readFileSync(join(folder, 'sweep.json'), 'utf8')).toBe('one');
    expect(readdirSync(room).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is not replaced where it holds anything else', async () => {
    const folder = join(room, 'foreign');
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.doc'), '');
    await expect(placeFolder(folder, fillWith('one'))).rejects.toThrow(ResultsError);
    expect(existsSync(join(folder, 'thesis.doc'))).toBe(true);
  });
});
