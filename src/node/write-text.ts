/** Writes a text file that a user named, whole or not at all: a reader never sees half of it. */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { FileError } from './read-text.js';

/**
 * Writes `text` to `path`, over what was there, making its folder where it is missing.
 *
 * @throws FileError where it cannot be written; what was there is as it was.
 */
export async function writeText(path: string, text: string): Promise<void> {
  const target = resolve(path);
  const draft = join(dirname(target), `.${basename(target)}-${randomUUID()}`);
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(draft, text);
    await rename(draft, target);
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'EISDIR') throw new FileError(path, 'is a directory, and a file is needed', { cause });
    throw new FileError(path, `cannot be written: ${message}`, { cause });
  }
}
