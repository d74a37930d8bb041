/**
 * Puts a folder of results in place: all is written into a folder beside it first, which is then renamed, so a reader
 * never sees half of a result, and a failed attempt leaves the previous one as it was.
 */
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { RESOLVED_FILE } from './read-result.js';
import { errorCode } from './read-text.js';

/** A folder that results cannot be written to: the message names it and says why. */
export class ResultsError extends Error {
  constructor(folder: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${folder}: results cannot be written: ${reason}`, { cause });
    this.name = 'ResultsError';
  }
}

/** What the result folder of a run or a sweep holds; a folder that holds anything else is not replaced. */
const OWN_ENTRIES = new Set([
  'report.html',
  'summary.json',
  RESOLVED_FILE,
  'sweep.json',
  'sweep.csv',
  'starts.csv',
  'charts',
  'manifest.json',
]);

/**
 * Fills `folder` by `fill`, which is given the folder to write into, replacing the results that it held.
 *
 * @throws ResultsError where the folder cannot be written, or holds files that are no results.
 */
export async function placeFolder<T>(folder: string, fill: (draft: string) => Promise<T>): Promise<T> {
  const target = resolve(folder);
  let draft: string | null = null;
  try {
    const isThere = await refuseForeign(target);
    await mkdir(dirname(target), { recursive: true });
    draft = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
    const filled = await fill(draft);
    await putInPlace(draft, target, isThere);
    draft = null;
    return filled;
  } catch (cause) {
    throw new ResultsError(folder, cause);
  } finally {
    if (draft !== null) await rm(draft, { recursive: true, force: true });
  }
}

/** Whether the folder is there; an error where it holds what this program did not write. */
async function refuseForeign(target: string): Promise<boolean> {
  let entries: string[];
  try {
    entries = await readdir(target);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
  const foreign = entries.find((entry) => !OWN_ENTRIES.has(entry));
  if (foreign !== undefined)
    throw new Error(`it holds "${foreign}", which is no result; name an empty folder`);
  return true;
}

async function putInPlace(draft: string, target: string, isThere: boolean): Promise<void> {
  // mkdtemp gives the owner alone access; results are for whoever may read the folder around them.
  await chmod(draft, 0o755);
  if (!isThere) return rename(draft, target);
  const previous = `${draft}-previous`;
  await rename(target, previous);
  try {
    await rename(draft, target);
  } catch (error) {
    await rename(previous, target);
    throw error;
  }
  await rm(previous, { recursive: true, force: true });
}
