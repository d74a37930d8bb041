/**
 * What resolving a variant shares: its data as written, its problems, and the record of where each value came from.
 * `pick` is the one way to a value: it takes what the file says or the default, and notes which.
 */
import { type Path, formatPath } from '../path.js';
import { getIn, inline } from '../plain-data.js';
import type { ProblemList } from '../problem-list.js';
import type { Provenance } from '../scenario.js';

/** Reads a file that the scenario names; throws where it cannot. */
export type ReadFile = (path: string) => string;

/** What holds where the file says nothing, and why. */
export interface Fallback<T> {
  readonly value: T;
  readonly source: string;
  /** `default` is a choice of pullcast, `catalogue` a dated fact, `derived` follows from other values. */
  readonly origin?: 'default' | 'catalogue' | 'derived';
}

/** What reads files where nothing can. */
export function noFiles(): never {
  throw new Error('files cannot be read here');
}

export class Resolution {
  readonly problems: ProblemList;
  readonly readFile: ReadFile;
  /** Whether there is a reader of files; without one, naming a file that must be read is an error. */
  readonly readsFiles: boolean;
  readonly #rows = new Map<string, Provenance>();
  readonly #data: unknown;
  readonly #file: string;

  constructor(data: unknown, problems: ProblemList, file: string, readFile: ReadFile | null) {
    this.#data = data;
    this.problems = problems;
    this.#file = file;
    this.readFile = readFile ?? noFiles;
    this.readsFiles = readFile !== null;
  }

  /** In the order in which the values were resolved. */
  get provenance(): readonly Provenance[] {
    return [...this.#rows.values()];
  }

  /** The value that the file gives at `path`, or the fallback; notes which it was. `write` puts a fallback into text. */
  pick<T>(path: Path, given: T | undefined, fallback: Fallback<T>, write: (value: T) => string = inline): T {
    if (given !== undefined) {
      this.given(path);
      return given;
    }
    this.note(path, write(fallback.value), fallback.origin ?? 'default', fallback.source);
    return fallback.value;
  }

  /** Notes that the file gives a value. */
  given(path: Path): void {
    this.note(path, inline(getIn(this.#data, path)), 'file', this.#place(path));
  }

  note(path: Path, value: string, origin: Provenance['origin'], source: string): void {
    const name = formatPath(path);
    this.#rows.set(name, { path: name, value, origin, source });
  }

  /** One for the same data and problems, whose notes nobody reads. */
  unnoted(): Resolution {
    return new Resolution(this.#data, this.problems, this.#file, this.readsFiles ? this.readFile : null);
  }

  /** The item of this name, or an error at `path` that names the nearest. */
  find<T>(path: Path, what: string, name: string, all: ReadonlyMap<string, T>): T | undefined {
    const found = all.get(name);
    if (found === undefined) this.unknown(path, what, name, [...all.keys()]);
    return found;
  }

  /** An error: there is no thing of this name, unless `elsewhere`. */
  unknown(path: Path, what: string, name: string, known: readonly string[], elsewhere = ''): void {
    this.problems.unknown(path, what, name, known, elsewhere);
  }

  #place(path: Path): string {
    const { line } = this.problems.position(path);
    return line === 0 ? 'command line' : `${this.#file}:${line}`;
  }
}
