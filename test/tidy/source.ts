/**
 * A project as the tidy rules see it: files with path, text and syntax tree. A rule is a function over
 * such a list, so it judges a fixture that breaks it in the same way as it judges this repository.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

export interface Source {
  /** From the root of the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

export interface Finding {
  readonly path: string;
  /** 1-based; 0 for the file as a whole. */
  readonly line: number;
  readonly message: string;
}

export interface Rule {
  /** The rule as a sentence. */
  readonly title: string;
  /** Name of the folder of fixtures that break it. */
  readonly fixture: string;
  check(sources: readonly Source[]): readonly Finding[];
}

export function parseSource(path: string, text: string): Source {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true) };
}

/**
 * All TypeScript files below `folders` of `root`. Fixtures carry the suffix `.txt`, so that neither the
 * compiler nor the linter reads them; `suffix` takes it off again.
 */
export function readSources(root: string, folders: readonly string[], suffix = ''): readonly Source[] {
  const paths = folders.flatMap((folder) => walk(join(root, folder)));
  return paths
    .filter((path) => path.endsWith(`.ts${suffix}`))
    .map((path) => {
      const name = relative(root, path).split(sep).join('/');
      return parseSource(name.slice(0, name.length - suffix.length), readFileSync(path, 'utf8'));
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function walk(path: string): readonly string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const child = join(path, entry.name);
    return entry.isDirectory() ? (entry.name === 'fixtures' ? [] : walk(child)) : [child];
  });
}

/** A finding at the line of a node. */
export function at(source: Source, node: ts.Node, message: string): Finding {
  const line = source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree)).line + 1;
  return { path: source.path, line, message };
}

/** Visits a tree from the top, children in the order of the text. */
export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** `path:line message`, as a compiler would say it. */
export function formatFinding({ path, line, message }: Finding): string {
  return `${path}:${line} ${message}`;
}
