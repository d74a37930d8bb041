/** What the core may not touch: the machine, the page, the wall clock, and built-ins whose bits differ between engines. */
import { builtinModules } from 'node:module';
import ts from 'typescript';
import { importsOf } from '../imports.js';
import { type Finding, type Rule, type Source, at, visit } from '../source.js';
import { MACHINE_FLOOR, floorOf } from './floors.js';

/** Globals of Node and of a page. Names that a file declares itself are not globals. */
const MACHINE_GLOBALS = new Set(
  (
    'process console Buffer __dirname __filename require module exports global globalThis setTimeout setInterval setImmediate ' +
    'clearTimeout clearInterval queueMicrotask performance crypto fetch window document navigator location history localStorage ' +
    'sessionStorage indexedDB self requestAnimationFrame cancelAnimationFrame XMLHttpRequest WebSocket Worker SharedWorker ' +
    'MessageChannel BroadcastChannel alert confirm prompt screen'
  ).split(' '),
);

/** Packages that need Node or a terminal. */
const MACHINE_PACKAGES = new Set(['jsdom', 'piscina', 'commander']);

/** Members of Math whose results are the same bits in every engine (IEEE 754 fixes them), and constants. */
const EXACT_MATH = new Set(
  'abs ceil clz32 floor fround imul max min round sign sqrt trunc E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2'.split(
    ' ',
  ),
);

/** Answers depend on the locale data that an engine was built with. */
const LOCALE_METHODS = new Set([
  'localeCompare',
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
  'toLocaleUpperCase',
  'toLocaleLowerCase',
]);

const isCore = (source: Source): boolean => {
  const floor = floorOf(source.path);
  return floor !== null && floor < MACHINE_FLOOR;
};

/** Floors 0–5, but for the charts: an axis may round as its engine does. */
const isPortable = (source: Source): boolean =>
  isCore(source) && !source.path.startsWith('src/report/charts/');

export const coreIsBrowserSafe: Rule = {
  title: 'below node/ nothing imports a module of Node',
  fixture: 'browser-safe',
  check: (sources) =>
    sources.filter(isCore).flatMap((source) =>
      importsOf(source)
        .filter(
          ({ specifier }) =>
            specifier.startsWith('node:') ||
            builtinModules.includes(specifier) ||
            MACHINE_PACKAGES.has(specifier),
        )
        .map((found) => at(source, found.node, `imports ${found.specifier}`)),
    ),
};

export const coreIsQuiet: Rule = {
  title: 'below node/ nothing touches the machine, the page, the wall clock or unseeded chance',
  fixture: 'quiet',
  check: (sources) =>
    sources.filter(isCore).flatMap((source) => {
      const declared = declaredNames(source.tree);
      const findings: Finding[] = [];
      visit(source.tree, (node) => {
        if (
          ts.isIdentifier(node) &&
          MACHINE_GLOBALS.has(node.text) &&
          isReference(node) &&
          !declared.has(node.text)
        )
          findings.push(at(source, node, `uses the global ${node.text}`));
        const member = memberOf(node);
        if (member === 'Math.random' || member === 'Date.now')
          findings.push(at(source, node, `uses ${member}`));
        if (
          (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
          isName(node.expression, 'Date') &&
          !node.arguments?.length
        )
          findings.push(at(source, node, 'asks for the date of today'));
      });
      return findings;
    }),
};

export const mathIsPortable: Rule = {
  title: 'floors 0 to 5 use only arithmetic that is the same bits in every engine',
  fixture: 'portable-math',
  check: (sources) =>
    sources.filter(isPortable).flatMap((source) => {
      const declared = declaredNames(source.tree);
      const findings: Finding[] = [];
      visit(source.tree, (node) => {
        if (isName(node, 'Math') && isReference(node as ts.Identifier) && !declared.has('Math')) {
          const member = ts.isPropertyAccessExpression(node.parent) ? node.parent.name.text : null;
          if (member === null)
            findings.push(at(source, node, 'takes Math apart, so nobody can see which function is used'));
          else if (!EXACT_MATH.has(member) && member !== 'random')
            findings.push(at(source, node, `uses Math.${member}: use src/math/`));
        }
        if (
          ts.isBinaryExpression(node) &&
          isPower(node.operatorToken.kind) &&
          !/^\d+$/.test(node.right.getText(source.tree))
        )
          findings.push(at(source, node, 'raises to a power that is not a whole literal: use src/math/'));
        if (ts.isPropertyAccessExpression(node) && LOCALE_METHODS.has(node.name.text))
          findings.push(at(source, node, `uses ${node.name.text}, which depends on the locale`));
        if (isName(node, 'Intl') && isReference(node as ts.Identifier))
          findings.push(at(source, node, 'uses Intl, which depends on the locale'));
      });
      return findings;
    }),
};

const isPower = (kind: ts.SyntaxKind): boolean =>
  kind === ts.SyntaxKind.AsteriskAsteriskToken || kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken;

/** Files outside units/ that may turn text into a number, and why. */
const NUMBER_READERS: Readonly<Record<string, string>> = {};

export const unitsReadNumbers: Rule = {
  title: 'only units/ turns text into numbers',
  fixture: 'text-to-numbers',
  check: (sources) =>
    sources
      .filter(
        (source) =>
          floorOf(source.path) !== null &&
          !source.path.startsWith('src/units/') &&
          !(source.path in NUMBER_READERS),
      )
      .flatMap((source) => {
        const findings: Finding[] = [];
        visit(source.tree, (node) => {
          if (ts.isCallExpression(node)) {
            const name = node.expression.getText(source.tree);
            if (/^(Number\.)?parse(Float|Int)$|^Number$|^BigInt$/.test(name))
              findings.push(at(source, node, `reads a number with ${name}`));
          }
          if (
            ts.isPrefixUnaryExpression(node) &&
            node.operator === ts.SyntaxKind.PlusToken &&
            !ts.isNumericLiteral(node.operand)
          )
            findings.push(at(source, node, 'reads a number with a unary plus'));
          if (
            isName(node, 'Number') &&
            ts.isCallExpression(node.parent) &&
            node.parent.arguments.includes(node as ts.Expression)
          )
            findings.push(at(source, node, 'reads numbers by passing Number on'));
        });
        return findings;
      }),
};

function isName(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

function memberOf(node: ts.Node): string | null {
  return ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)
    ? `${node.expression.text}.${node.name.text}`
    : null;
}

/** Whether an identifier stands for a value, and is not the name of a member, a key or a declaration. */
function isReference(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent) || ts.isTypeReferenceNode(parent)) return false;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  if (ts.isJSDoc(parent) || ts.isJSDocParameterTag(parent)) return false;
  const named = parent as Partial<ts.NamedDeclaration>;
  return !(named.name === node && !ts.isShorthandPropertyAssignment(parent));
}

/** Names that a file declares anywhere: imports, variables, parameters, functions, classes. */
function declaredNames(tree: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  visit(tree, (node) => {
    const isDeclaration =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isImportSpecifier(node) ||
      ts.isImportClause(node) ||
      ts.isNamespaceImport(node);
    if (isDeclaration && node.name && ts.isIdentifier(node.name)) names.add(node.name.text);
  });
  return names;
}
