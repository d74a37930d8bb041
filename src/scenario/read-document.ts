/**
 * YAML text → plain data, with the place of every key and value kept. Strict on purpose: duplicate keys, tabs as
 * indentation, unknown tags, directives (`%YAML 1.1` would turn yes and no into booleans), alias bombs and a second
 * document are refused. Anchors and merge keys (`<<`) are allowed.
 */
import type { Alias } from 'yaml';
import {
  type Document,
  LineCounter,
  type Node,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  visit,
} from 'yaml';
import { joinParentheses } from './join-parentheses.js';
import { LIMITS } from './limits.js';
import type { Path } from './path.js';
import { type Mapping, isMapping } from './plain-data.js';

/** 1-based; 0 where there is no place. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface DocumentProblem extends Position {
  readonly message: string;
  readonly remedy: string;
}

export interface SourceDocument {
  readonly text: string;
  readonly data: Mapping;
  /** Where a value stands, or its key; for what is not there, the key of the innermost thing around it. */
  position(path: Path, at: 'key' | 'value'): Position;
  /** Whether the path leads to something that is written in the file. */
  has(path: Path): boolean;
  /** The text of a line, 1-based. */
  line(number: number): string;
}

type ReadResult = { readonly document: SourceDocument } | { readonly problems: readonly DocumentProblem[] };

const START: Position = { line: 1, column: 1 };

/** Reads a scenario's text; either a document or everything that is wrong with its form. */
export function readDocument(text: string): ReadResult {
  if (text.length > LIMITS.fileCharacters) {
    const message = `the file has ${text.length} characters, and at most ${LIMITS.fileCharacters} are read`;
    return {
      problems: [{ ...START, message, remedy: 'put layers into manifest files, or split the question' }],
    };
  }
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, uniqueKeys: false, strict: true, merge: true });
  joinParentheses(parsed, text);
  const problems = [
    ...directiveProblems(parsed, text),
    ...syntaxProblems(parsed),
    ...duplicateKeys(parsed, lines),
  ];
  if (problems.length > 0) return { problems };
  const read = toData(parsed, lines);
  if ('problem' in read) return { problems: [read.problem] };
  return { document: new ParsedDocument(text, read.data, parsed, lines) };
}

function directiveProblems(parsed: Document, text: string): readonly DocumentProblem[] {
  if (parsed.directives?.yaml.explicit !== true) return [];
  const line = text.split('\n').findIndex((each) => each.startsWith('%YAML')) + 1;
  const message = `the directive %YAML ${parsed.directives.yaml.version} is not allowed: it changes what yes, no and 010 mean`;
  return [{ line, column: 1, message, remedy: 'delete this line' }];
}

/** What to do about the errors of the YAML parser that people make most. */
const REMEDIES: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  TAB_AS_INDENT: ['a tab is used as indentation', 'indent with spaces'],
  BAD_INDENT: ['', 'indent all keys of a section alike, and close every bracket'],
  MULTIPLE_DOCS: [
    'a second document begins here',
    'delete the line "---" and what follows, or use two files',
  ],
  BLOCK_AS_IMPLICIT_KEY: ['two colons on one line', 'put text that holds ": " in quotes'],
  MISSING_CHAR: ['', 'close the quote or bracket'],
  TAG_RESOLVE_FAILED: ['tags such as "!thing" are not allowed', 'delete the tag'],
  RESOURCE_EXHAUSTION: ['the file is nested too deeply', 'use fewer levels'],
};

function syntaxProblems({ errors, warnings }: Document): readonly DocumentProblem[] {
  // One deep nest gives the same error hundreds of times, and others in its wake.
  const tooDeep = errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  return (tooDeep ? [tooDeep] : [...errors, ...warnings]).map(({ code, message, linePos }) => {
    const [words, remedy] = REMEDIES[code] ?? ['', ''];
    const raw = (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
    const { line, col } = linePos?.[0] ?? { line: 1, col: 1 };
    return { line, column: col, message: words || `not YAML: ${raw}`, remedy };
  });
}

/** Looked for after joining, since `empirical(1s, 2s, 2s)` is no mapping with a key twice. */
function duplicateKeys(parsed: Document, lines: LineCounter): readonly DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  visit(parsed, {
    Map(_, { items }) {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key) || key.value === '<<') continue;
        const name = String(key.value);
        const message = `the key "${name}" is there twice`;
        if (seen.has(name))
          problems.push({ ...placeOf(key, lines), message, remedy: 'delete one of the two, or rename it' });
        seen.add(name);
      }
    },
  });
  return problems;
}

function toData(parsed: Document, lines: LineCounter): { data: Mapping } | { problem: DocumentProblem } {
  let data: unknown;
  try {
    data = parsed.toJS({ maxAliasCount: LIMITS.aliases });
  } catch (error) {
    return { problem: aliasProblem(parsed, lines, error) };
  }
  if (data === null || data === undefined) {
    return {
      problem: {
        ...START,
        message: 'the file is empty',
        remedy: 'write a scenario; "pullcast init" makes one to start from',
      },
    };
  }
  if (isMapping(data)) return { data };
  const message = `the file holds ${Array.isArray(data) ? 'a list' : 'a single value'}, and a scenario is a section of keys`;
  return { problem: { ...START, message, remedy: 'begin with "name:" and the other keys of a scenario' } };
}

function aliasProblem(parsed: Document, lines: LineCounter, error: unknown): DocumentProblem {
  const isBomb = error instanceof Error && error.message.includes('Excessive alias count');
  let culprit: Alias | undefined;
  visit(parsed, {
    Alias(_, alias) {
      if (isBomb || alias.resolve(parsed) === undefined) {
        culprit = alias;
        if (!isBomb) return visit.BREAK;
      }
      return undefined;
    },
  });
  const place = culprit ? placeOf(culprit, lines) : START;
  if (isBomb)
    return {
      ...place,
      message: `the aliases expand to more than ${LIMITS.aliases} copies`,
      remedy: 'write the values out',
    };
  const name = culprit?.source ?? '';
  return {
    ...place,
    message: `there is no anchor "&${name}" above this alias`,
    remedy: `define "&${name}" first`,
  };
}

function placeOf(node: Node, lines: LineCounter): Position {
  const { line, col } = lines.linePos(node.range?.[0] ?? 0);
  return { line, column: col };
}

interface Found {
  readonly key: Node | null;
  readonly value: Node | null;
}

class ParsedDocument implements SourceDocument {
  readonly text: string;
  readonly data: Mapping;
  readonly #parsed: Document;
  readonly #root: Node | null;
  readonly #counter: LineCounter;
  #lines: readonly string[] | undefined;

  constructor(text: string, data: Mapping, parsed: Document, counter: LineCounter) {
    this.text = text;
    this.data = data;
    this.#parsed = parsed;
    this.#root = isNode(parsed.contents) ? parsed.contents : null;
    this.#counter = counter;
  }

  position(path: Path, at: 'key' | 'value'): Position {
    let found: Found = { key: null, value: this.#root };
    let complete = true;
    for (const step of path) {
      const next = this.#child(found.value, step);
      if (next === null) {
        complete = false;
        break;
      }
      found = next;
    }
    const { key, value } = found;
    const node = complete && at === 'value' ? (emptyToNull(value) ?? key) : (key ?? value);
    return node === null ? START : placeOf(node, this.#counter);
  }

  has(path: Path): boolean {
    let found: Found | null = { key: null, value: this.#root };
    for (const step of path) found = found && this.#child(found.value, step);
    return found !== null;
  }

  /** One step down; an alias leads to what it stands for. */
  #child(node: Node | null, step: string | number): Found | null {
    return child(isAlias(node) ? (node.resolve(this.#parsed) ?? null) : node, step);
  }

  line(number: number): string {
    this.#lines ??= this.text.split(/\r?\n/);
    return this.#lines[number - 1] ?? '';
  }
}

/** `key:` with nothing behind it has a value node of no width at an odd place. */
function emptyToNull(value: Node | null): Node | null {
  return isScalar(value) && value.value === null && value.source === '' ? null : value;
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value);
}

function child(node: Node | null, step: string | number): Found | null {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    return pair ? { key: pair.key as Node, value: isNode(pair.value) ? pair.value : null } : null;
  }
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return isNode(item) ? { key: item, value: item } : null;
  }
  return null;
}
