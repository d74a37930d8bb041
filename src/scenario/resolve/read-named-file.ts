/** Files that a scenario names: read through the caller's reader, with every failure a problem at the name. */
import { LIMITS } from '../limits.js';
import type { Path } from '../path.js';
import type { ProblemList } from '../problem-list.js';
import type { ReadFile } from './resolution.js';

interface Reading {
  readonly readFile: ReadFile;
  readonly problems: ProblemList;
}

/** The text of `file`, or undefined after an error at `path`. */
export function readNamedFile(path: Path, file: string, { readFile, problems }: Reading): string | undefined {
  let text: string;
  try {
    text = readFile(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = reason.includes(file) ? `cannot read ${reason}` : `cannot read ${file}: ${reason}`;
    problems.error({ path, message, remedy: 'paths are relative to the scenario file' });
    return undefined;
  }
  if (text.length <= LIMITS.fileCharacters) return text;
  problems.error({
    path,
    message: `${file} has ${text.length} characters`,
    remedy: `use a file of at most ${LIMITS.fileCharacters}`,
  });
  return undefined;
}
