/**
 * Collects what is wrong with one variant of a scenario. Problems are given by path; their place is looked up in
 * the file, or, for a value that `compare` or `--vary` has set, at the entry that set it.
 */
import { nearestName } from '../units/nearest.js';
import { UnitError } from '../units/unit-error.js';
import { type Path, formatPath, startsWith } from './path.js';
import type { Position, SourceDocument } from './read-document.js';
import type { Problem } from './scenario.js';

/** A stretch of the data that does not come from its own place in the file. */
export interface Overlay {
  readonly path: Path;
  /** Where it was written instead, or null where it is not in the file at all. */
  readonly source: Path | null;
  /** Said in front of a problem there, or null. */
  readonly prefix: string | null;
  /** Where the last key of `path` was written, and what is said of that; as for the value, where it is absent. */
  readonly key?: { readonly source: Path | null; readonly prefix: string | null } | undefined;
  /** Only for what the file itself does not hold below `path`. */
  readonly onlyWhereAbsent: boolean;
}

/** A thing that `repeat` made, and what it is a copy of. */
export interface Copy {
  readonly path: Path;
  readonly template: Path;
}

const NOWHERE: Position = { line: 0, column: 0 };

export interface Fault {
  readonly path: Path;
  readonly message: string;
  readonly remedy: string;
  /** Whether the key is wrong or its value (the default). */
  readonly at?: 'key' | 'value';
  /** Whether it is worth telling only where every variant has it. */
  readonly inAllVariants?: boolean;
  /** Where it is, if the path does not tell. */
  readonly position?: Position;
}

/** A problem of one variant. */
export interface ListedProblem extends Problem {
  readonly inAllVariants?: boolean;
}

export class ProblemList {
  readonly problems: ListedProblem[] = [];
  readonly overlays: Overlay[] = [];
  readonly copies: Copy[] = [];
  readonly #document: SourceDocument;
  readonly #file: string;
  readonly #ignore: (fault: Fault) => boolean;

  /** `ignore` tells faults that are not worth reporting. */
  constructor(document: SourceDocument, file: string, ignore: (fault: Fault) => boolean = () => false) {
    this.#document = document;
    this.#file = file;
    this.#ignore = ignore;
  }

  get hasErrors(): boolean {
    return this.problems.some(({ severity }) => severity === 'error');
  }

  error(fault: Fault): void {
    this.#add('error', fault);
  }

  warn(fault: Fault): void {
    this.#add('warning', fault);
  }

  /** What `read` gives; a UnitError becomes an error at `path`, and undefined is returned. */
  attempt<T>(path: Path, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UnitError)) throw error;
      this.error({ path, message: error.message, remedy: error.remedy });
      return undefined;
    }
  }

  /** Where a value comes from: the overlay that set it, or its place in the file. */
  position(given: Path, at: 'key' | 'value' = 'value'): Position {
    const path = this.#original(given);
    const overlay = this.#overlayOf(path);
    if (overlay === undefined) return this.#document.position(path, at);
    const ownKey = isKeyOf(overlay, path, at);
    const source = ownKey ? ownKey.source : overlay.source;
    if (source === null) return NOWHERE;
    // The place of what came out of a file is where the file is named.
    const rest = overlay.onlyWhereAbsent ? [] : path.slice(overlay.path.length);
    return this.#document.position([...source, ...rest], rest.length > 0 || ownKey ? at : 'value');
  }

  /** A copy stands where its template does. */
  #original(path: Path): Path {
    const copy = this.copies.find((each) => startsWith(path, each.path));
    return copy === undefined ? path : [...copy.template, ...path.slice(copy.path.length)];
  }

  #prefix(given: Path, at: 'key' | 'value'): string | null {
    const path = this.#original(given);
    const overlay = this.#overlayOf(path);
    return (overlay && (isKeyOf(overlay, path, at) ?? overlay).prefix) ?? null;
  }

  #overlayOf(path: Path): Overlay | undefined {
    return this.overlays.findLast(
      (overlay) => startsWith(path, overlay.path) && !(overlay.onlyWhereAbsent && this.#document.has(path)),
    );
  }

  /** An error: there is no thing of this name; the nearest is named, and where more may be known. */
  unknown(path: Path, what: string, name: string, known: readonly string[], elsewhere = ''): void {
    const nearest = nearestName(name, known);
    const list = known.length === 0 ? 'there is none' : `known: ${known.slice(0, 12).join(', ')}`;
    const remedy = nearest === undefined ? list : `did you mean "${nearest}"?`;
    this.error({
      path,
      message: `unknown ${what} "${name}"`,
      remedy: elsewhere === '' ? remedy : `${remedy}; ${elsewhere}`,
    });
  }

  #add(severity: Problem['severity'], fault: Fault): void {
    if (this.#ignore(fault)) return;
    const { path, message, remedy, at = 'value', position: known, inAllVariants = false } = fault;
    const prefix = this.#prefix(path, at);
    const position = known ?? this.position(path, at);
    this.problems.push({
      severity,
      path: formatPath(path),
      ...position,
      message: prefix ? `${prefix}: ${message}` : message,
      remedy,
      file: this.#file,
      ...(inAllVariants ? { inAllVariants } : {}),
      ...(position.line > 0 ? { excerpt: this.#document.line(position.line) } : {}),
    });
  }
}

function isKeyOf(overlay: Overlay, path: Path, at: 'key' | 'value'): Overlay['key'] {
  return at === 'key' && path.length === overlay.path.length ? overlay.key : undefined;
}
