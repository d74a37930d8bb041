/** Reads a text file that a user named, or says in one sentence why it cannot. */
import { readFileSync } from 'node:fs';

/** A file that cannot be read: the message names it and says why. */
export class FileError extends Error {
  readonly path: string;
  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`${path}: ${reason}`, options);
    this.name = 'FileError';
    this.path = path;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'is a directory, and a file is needed',
  ENOTDIR: 'a part of this path is a file, not a directory',
  EACCES: 'may not be read by this user',
};

/**
 * The text of a file in UTF-8, without a byte order mark; `-` is standard input.
 *
 * @throws FileError where the file is missing, is a directory, may not be read or holds no text.
 */
export function readText(path: string): string {
  const bytes = readBytes(path);
  if (bytes.includes(0)) throw new FileError(path, 'is a binary file, and a text file is needed');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FileError(path, 'is not text in UTF-8', { cause });
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch (cause) {
    throw new FileError(path, REASONS[errorCode(cause)] ?? `cannot be read (${errorCode(cause)})`, { cause });
  }
}

/** The code of a system error, such as `ENOENT`; '' for any other error. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
