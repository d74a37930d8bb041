/** The imports of a source file: static, re-exporting, dynamic and of types, resolved within the project. */
import { posix } from 'node:path';
import ts from 'typescript';
import { type Source, visit } from './source.js';

export interface Import {
  readonly node: ts.Node;
  /** As written. */
  readonly specifier: string;
  /** Path within the project for a relative import, or null for a package. */
  readonly target: string | null;
  /** Erased by the compiler: nothing is loaded. */
  readonly typeOnly: boolean;
  /** `import(…)` as an expression: loaded when it is reached. */
  readonly lazy: boolean;
}

export function importsOf(source: Source): readonly Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node, name: ts.Node | undefined, typeOnly: boolean, lazy: boolean): void => {
    if (!name || !ts.isStringLiteralLike(name)) return;
    found.push({ node, specifier: name.text, target: resolve(source.path, name.text), typeOnly, lazy });
  };
  visit(source.tree, (node) => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isTypeImport(node), false);
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly, false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node, node.argument.literal, true, false);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node, node.arguments[0], false, true);
  });
  return found;
}

function isTypeImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return (
    !clause.name &&
    !!names &&
    ts.isNamedImports(names) &&
    names.elements.length > 0 &&
    names.elements.every((name) => name.isTypeOnly)
  );
}

/** `./foo.js` of `src/a/b.ts` is `src/a/foo.ts`; a package has no path. */
function resolve(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts');
}
