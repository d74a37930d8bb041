/** Copies the template of a project for policy tests, which comes with this package, into a folder of the user's. */
import { cp, readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FileError, errorCode } from './read-text.js';

const TEMPLATE = fileURLToPath(new URL('../../docs/policy-tests', import.meta.url));

/**
 * Writes the template into `folder`, which is made where it is missing.
 *
 * @throws FileError where the folder holds something and `force` is not set, or where it cannot be written.
 */
export async function copyPolicyTests(folder: string, force: boolean): Promise<void> {
  if (!force && (await entriesOf(folder)) > 0)
    throw new FileError(folder, 'holds something already; --force writes the template into it all the same');
  try {
    await cp(TEMPLATE, folder, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
  } catch (cause) {
    throw new FileError(folder, `cannot be written (${errorCode(cause)})`, { cause });
  }
}

async function entriesOf(folder: string): Promise<number> {
  try {
    return (await readdir(folder)).length;
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return 0;
    throw new FileError(folder, `is no folder that can be read (${errorCode(cause)})`, { cause });
  }
}
