/** Size, names, comments and tests of files. */
import ts from 'typescript';
import { type Finding, type Rule, type Source, at, visit } from '../source.js';

const MAX_FILE_LINES = 350;
const MAX_FUNCTION_LINES = 70;

const isData = (source: Source): boolean => source.path.startsWith('src/catalog/data/');
const inSrc = (source: Source): boolean => source.path.startsWith('src/');
const isTest = (source: Source): boolean => source.path.endsWith('.test.ts');

type Body = ts.FunctionLikeDeclaration & { readonly body: ts.Node };

/** Functions, methods, accessors, constructors and arrows that do something. */
function isFunctionWithBody(node: ts.Node): node is Body {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

export const filesAreShort: Rule = {
  title: `no file of src/ is over ${MAX_FILE_LINES} lines and no function over ${MAX_FUNCTION_LINES}`,
  fixture: 'size',
  check: (sources) =>
    sources
      .filter((source) => inSrc(source) && !isData(source))
      .flatMap((source) => {
        const lines = source.text.split('\n').length - 1;
        const findings: Finding[] =
          lines > MAX_FILE_LINES ? [{ path: source.path, line: 0, message: `has ${lines} lines` }] : [];
        visit(source.tree, (node) => {
          if (!isFunctionWithBody(node)) return;
          const span = lineOf(source, node.getEnd()) - lineOf(source, node.getStart(source.tree)) + 1;
          if (span > MAX_FUNCTION_LINES) findings.push(at(source, node, `is a function of ${span} lines`));
        });
        return findings;
      }),
};

function lineOf(source: Source, position: number): number {
  return source.tree.getLineAndCharacterOfPosition(position).line;
}

/**
 * Logic is a function. A file of types, constants or re-exports has none, and neither has a table of
 * data, whatever its size.
 */
function hasLogic(source: Source): boolean {
  let found = false;
  visit(source.tree, (node) => {
    found ||= isFunctionWithBody(node);
  });
  return found;
}

export const logicHasTests: Rule = {
  title: 'each file with logic has a test of the same name',
  fixture: 'mirror',
  check: (sources) => {
    const paths = new Set(sources.map((source) => source.path));
    return sources
      .filter((source) => inSrc(source) && !isData(source) && hasLogic(source))
      .map((source) => ({
        source,
        test: source.path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts'),
      }))
      .filter(({ test }) => !paths.has(test))
      .map(({ source, test }) => ({ path: source.path, line: 0, message: `has logic and no ${test}` }));
  },
};

const VAGUE = /(^|[/-])(utils?|helpers?|commons?|misc)([/.]|$)/;

export const namesSaySomething: Rule = {
  title: 'files and folders are kebab-case, and none is called utils, helpers, common or misc',
  fixture: 'names',
  check: (sources) =>
    sources.filter(inSrc).flatMap((source) => {
      const findings: Finding[] = [];
      if (!/^[a-z0-9-]+(\/[a-z0-9-]+)*(\.d)?\.ts$/.test(source.path))
        findings.push({ path: source.path, line: 0, message: 'is not kebab-case' });
      if (VAGUE.test(source.path))
        findings.push({ path: source.path, line: 0, message: 'has a name that says nothing' });
      return findings;
    }),
};

export const filesHaveHeads: Rule = {
  title: 'each file of src/ opens with a comment that says what it is',
  fixture: 'heads',
  check: (sources) =>
    sources
      .filter((source) => inSrc(source) && !isData(source))
      .filter((source) => !/^(#!.*\n)?\s*(\/\*|\/\/)/.test(source.text))
      .map((source) => ({ path: source.path, line: 1, message: 'opens without a comment' })),
};

/** Directives that switch a check off, and marks of unfinished work. */
const ESCAPES =
  /eslint-disable|@ts-ignore|@ts-nocheck|@ts-expect-error|\b(to[d]o|fix[m]e|x[x]x|ha[c]k|tbd)\b/i;

export const noEscapes: Rule = {
  title: 'nothing escapes from the types or the linter, and nothing is left for later',
  fixture: 'escapes',
  check: (sources) =>
    sources.flatMap((source) => {
      const findings: Finding[] = [];
      visit(source.tree, (node) => {
        if (node.kind === ts.SyntaxKind.AnyKeyword) findings.push(at(source, node, 'uses the type any'));
      });
      for (const { text, line } of commentsOf(source)) {
        const mark = ESCAPES.exec(text)?.[0];
        if (mark) findings.push({ path: source.path, line, message: `has a comment with "${mark}"` });
      }
      return findings.sort((a, b) => a.line - b.line);
    }),
};

function commentsOf(source: Source): readonly { text: string; line: number }[] {
  const seen = new Map<number, string>();
  visit(source.tree, (node) => {
    if (ts.isJsxText(node)) return;
    for (const ranges of [
      ts.getLeadingCommentRanges(source.text, node.getFullStart()),
      ts.getTrailingCommentRanges(source.text, node.getEnd()),
    ])
      for (const { pos, end } of ranges ?? []) seen.set(pos, source.text.slice(pos, end));
  });
  return [...seen].flatMap(([pos, text]) =>
    text.split('\n').map((piece, index) => ({ text: piece, line: lineOf(source, pos) + index + 1 })),
  );
}

const TEST_CALL = /^(it|test)(\.each\(.*\)|\.for\(.*\)|\.skipIf\(.*\)|\.runIf\(.*\)|\.prop\(.*\))?$/s;

export const titlesAreSentences: Rule = {
  title: 'titles of tests are sentences, and every test runs',
  fixture: 'titles',
  check: (sources) =>
    sources.filter(isTest).flatMap((source) => {
      const findings: Finding[] = [];
      visit(source.tree, (node) => {
        if (!ts.isCallExpression(node)) return;
        const called = node.expression.getText(source.tree);
        const off = /^(it|test|describe)\.(skip|only|todo|fails)\b/.exec(called);
        if (off) findings.push(at(source, node, `switches a test off or others off with ${off[0]}`));
        if (!TEST_CALL.test(called)) return;
        const title = node.arguments[0]?.getText(source.tree).replace(/^['"`]|['"`]$/g, '') ?? '';
        if (node.arguments.length < 2) return;
        // A placeholder stands for words that the table of cases tells: alone it may be the whole sentence.
        const words = title.split(/\s+/).map((word) => (/^(%[sjoO]|\$[\w.]+)$/.test(word) ? 2 : 1));
        if (words.reduce((sum, count) => sum + count, 0) < 2)
          findings.push(at(source, node, `"${title}" is not a sentence`));
        else if (/^should\b/i.test(title))
          findings.push(at(source, node, `"${title}" says should: say what happens`));
      });
      return findings;
    }),
};
