import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileError, errorCode, readText } from '../../src/node/read-text.js';

describe('readText', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pullcast-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (name: string, bytes: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };

  it('reads UTF-8, and takes a byte order mark off', () => {
    expect(readText(file('fine.yaml', '\ufeffname: größe\n'))).toBe('name: größe\n');
  });

  it('says that a file is missing', () => {
    const path = join(folder, 'missing.yaml');
    expect(() => readText(path)).toThrow(new FileError(path, 'there is no such file'));
  });

  it('says that a directory is no file', () => {
    expect(() => readText(folder)).toThrow(`${folder}: is a directory, and a file is needed`);
  });

  it('says that a file is used as a folder', () => {
    const path = join(file('plain', 'x'), 'below.yaml');
    expect(() => readText(path)).toThrow(/a part of this path is a file, not a directory/);
  });

  it('refuses a binary file, and text in another encoding', () => {
    expect(() => readText(file('image.png', new Uint8Array([0x89, 0x50, 0, 0])))).toThrow(/is a binary file/);
    expect(() => readText(file('latin1.yaml', new Uint8Array([0x67, 0x72, 0xf6, 0xdf, 0x65])))).toThrow(
      /is not text in UTF-8/,
    );
  });
});

describe('errorCode', () => {
  it('gives the code of a system error, and nothing for others', () => {
    expect(errorCode(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBe('ENOENT');
    expect(errorCode(new Error('x'))).toBe('');
    expect(errorCode('ENOENT')).toBe('');
  });
});
