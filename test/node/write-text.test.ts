import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FileError } from '../../src/node/read-text.js';
import { writeText } from '../../src/node/write-text.js';

const folder = mkdtempSync(join(tmpdir(), 'pullcast-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('writing a text file', () => {
  it('makes folders that are missing and leaves nothing else behind', async () => {
    await writeText(join(folder, 'new/a.txt'), 'one');
    await writeText(join(folder, 'new/a.txt'), 'two');
    expect(readFileSync(join(folder, 'new/a.txt'), 'utf8')).toBe('two');
    expect(readdirSync(join(folder, 'new'))).toEqual(['a.txt']);
  });

  it('names the file that cannot be written, and keeps what is there', async () => {
    writeFileSync(join(folder, 'file'), 'x');
    await expect(writeText(join(folder, 'file/below'), 'y')).rejects.toThrow(FileError);
    await expect(writeText(folder, 'y')).rejects.toThrow('is a directory, and a file is needed');
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('x');
  });
});
