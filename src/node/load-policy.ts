/**
 * Loads a policy from a module that a user wrote: its default export, or what it exports as `policy`. The
 * module runs as part of this program, in every thread; nothing is kept from it. What keeps it from being a
 * policy is told in a sentence that names the file, never by a stack trace of ours.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findPolicy } from '../model/policy/find-policy.js';
import { policyProblem } from '../model/policy/policy-problem.js';
import type { PullPolicy } from '../model/policy/types.js';
import { FileError, errorCode, readText } from './read-text.js';

const EXAMPLE = 'write "export default { name: \'mine\', decidePull(question) { … } }"';

const EXTENSIONS = ['.mjs', '.js', '.ts'];

/**
 * The policy of the module at `path`, which is absolute or relative to the working directory.
 *
 * @throws FileError where there is no such file, it cannot be loaded, or it exports no policy.
 */
export async function loadPolicy(path: string): Promise<PullPolicy> {
  if (!EXTENSIONS.includes(extname(path)))
    throw new FileError(path, `is no module: the name of a policy's file ends in ${EXTENSIONS.join(', ')}`);
  readText(path); // a file that is not there is told from one that imports what is not there
  const exported = await importModule(path);
  const value = exported['default'] ?? exported['policy'];
  if (value === undefined) throw new FileError(path, `exports no policy: ${EXAMPLE}`);
  const problem = policyProblem(value);
  if (problem !== null) throw new FileError(path, `what it exports ${problem}: ${EXAMPLE}`);
  const policy = value as PullPolicy;
  if (findPolicy(policy.name) !== undefined && findPolicy(policy.name) !== policy) {
    throw new FileError(path, `its name "${policy.name}" is that of a built-in policy: choose another`);
  }
  return policy;
}

/** SHA-256 of the module itself, in hexadecimal; not of what it imports. */
export function policyDigest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

async function importModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  } catch (cause) {
    throw new FileError(path, `cannot be loaded: ${explain(cause, extname(path))}`, { cause });
  }
}

function explain(cause: unknown, extension: string): string {
  const message = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
  if (errorCode(cause) === 'ERR_UNKNOWN_FILE_EXTENSION') {
    return `Node.js ${process.version} reads no TypeScript: use 22.18 or newer, or compile it to .mjs`;
  }
  if (cause instanceof SyntaxError && extension === '.js') {
    return `${message}. Where it is written as a module ("export"), call it .mjs`;
  }
  return message;
}
