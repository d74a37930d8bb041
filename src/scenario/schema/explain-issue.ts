/**
 * Issues of the schema library → words of ours: what is wrong, what to do, and whether key or value is to be marked.
 * Unions are flattened to the branch that was meant, so nobody reads "invalid input".
 */
import type * as z from 'zod';
import { nearestName } from '../../units/nearest.js';
import { type Path, type Step, formatPath } from '../path.js';
import { getIn, inline, isMapping, kindOf } from '../plain-data.js';
import type { Fault } from '../problem-list.js';
import { launchTypesWith } from './capacity.js';
import type { IssueParams } from './quantities.js';
import { A_LIST_OF } from './section.js';
import { ACTIONS, actionsOf } from './timeline.js';

type Issue = z.core.$ZodIssue;

/** The faults behind one issue, whose path is relative to `base`, in the data that was checked. */
export function explainIssue(issue: Issue, data: unknown, base: Path = []): readonly Fault[] {
  const path = [...base, ...(issue.path as Step[])];
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(path, issue.keys, issue.message.split(' '));
    case 'invalid_union':
      return inUnion(issue, path, data);
    case 'custom':
      return [custom(issue, path)];
    case 'invalid_value':
      return [notOneOf(path, issue.values.map(String), data)];
    case 'invalid_key':
      return [{ path, at: 'key', message: `"${String(path.at(-1))}" is not a name`, remedy: issue.issues[0]?.message ?? '' }];
    case 'too_small':
    case 'too_big':
      return [outOfRange(issue, path, data)];
    case 'invalid_type':
      return [wrongType(issue, path, data)];
    case 'invalid_format':
      return [{ path, message: `"${inline(getIn(data, path))}" ${issue.message}`, remedy: '' }];
    default:
      return [{ path, message: issue.message, remedy: '' }];
  }
}

function unknownKeys(path: Path, keys: readonly string[], known: readonly string[]): readonly Fault[] {
  return keys.map((key) => {
    const nearest = nearestName(key, known);
    const elsewhere = path[0] === 'capacity' && path.length === 2 ? launchTypesWith(key) : [];
    const remedy =
      elsewhere.length > 0
        ? `it is for ${elsewhere.join(' and ')}`
        : nearest === undefined
          ? `known keys: ${known.join(', ')}`
          : `did you mean "${nearest}"?`;
    return { path: [...path, key], at: 'key', message: `unknown key "${key}"`, remedy };
  });
}

function missing(path: Path, what: string): Fault {
  const where = formatPath(path.slice(0, -1));
  const key = String(path.at(-1));
  // The place is that of the enclosing key: what is missing has none.
  return {
    path: path.slice(0, -1),
    at: 'key',
    message: `"${key}" is missing`,
    remedy: `add "${key}:"${what === '' ? '' : ` with ${what}`}${where === '' ? '' : ` to ${where}`}`,
  };
}

function custom(issue: Issue & { readonly code: 'custom' }, path: Path): Fault {
  const params = issue.params as IssueParams | undefined;
  if (params?.missing) return missing(path, issue.message.replace(/ is missing$/, ''));
  return { path, message: issue.message, remedy: params?.remedy ?? '' };
}

function notOneOf(path: Path, values: readonly string[], data: unknown): Fault {
  const value = getIn(data, path);
  if (value === undefined) return missing(path, values.map((each) => `"${each}"`).join(' or '));
  const list = values.map((each) => `"${each}"`).join(', ');
  const nearest = nearestName(inline(value), values);
  return {
    path,
    message: `"${inline(value)}" is not ${values.length === 1 ? list : `one of ${list}`}`,
    remedy: nearest === undefined ? `write ${values.map((each) => `"${each}"`).join(' or ')}` : `did you mean "${nearest}"?`,
  };
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a section (keys with values)',
  record: 'a section (names with values)',
};

function wrongType({ expected, message }: Issue & { readonly code: 'invalid_type' }, path: Path, data: unknown): Fault {
  const value = getIn(data, path);
  const wanted = EXPECTED[expected] ?? expected;
  if (value === undefined && path.length > 0) return missing(path, wanted);
  const isFraction = expected === 'int' && typeof value === 'number';
  const found = isFraction ? `${value} is not whole` : `is ${value === null ? 'empty' : wordFor(value)}`;
  const remedy = remedyForType(expected, value, message);
  return { path, message: `${found}, and ${wanted} is needed`, remedy };
}

/** What the value is; `.nan` and `.inf` are no numbers that anything can be reckoned with. */
function wordFor(value: unknown): string {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : kindOf(value);
}

/** `message` of the issue names the words of a list, where only some will do. */
function remedyForType(expected: string, value: unknown, message: string): string {
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return `put it in quotes: "${value}"`;
  if (expected === 'array' && message.startsWith(A_LIST_OF)) {
    const words = message.slice(A_LIST_OF.length).split(', ');
    return `write ${words.includes(inline(value)) ? `a list: [${inline(value)}]` : message}`;
  }
  if (expected === 'array' && typeof value === 'string') return `write a list: [${value}]`;
  return value === null ? 'give it a value, or delete the key' : `write ${EXPECTED[expected] ?? expected}`;
}

type RangeIssue = Issue & { readonly code: 'too_small' | 'too_big' };

function outOfRange(issue: RangeIssue, path: Path, data: unknown): Fault {
  const value = getIn(data, path);
  const isSmall = issue.code === 'too_small';
  const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum;
  if (issue.origin === 'string') return { path, message: 'is empty', remedy: 'give it a value, or delete the key' };
  if (issue.origin === 'array') {
    const length = Array.isArray(value) ? value.length : 0;
    const message = length === 0 ? 'the list is empty' : `the list has ${length} items`;
    return { path, message, remedy: `write at ${isSmall ? 'least' : 'most'} ${limit}` };
  }
  const exclusive = issue.inclusive === false;
  const bound = exclusive ? `${isSmall ? 'more' : 'less'} than ${limit}` : `at ${isSmall ? 'least' : 'most'} ${limit}`;
  return { path, message: `${inline(value)} is too ${isSmall ? 'small' : 'large'}`, remedy: `write ${bound}` };
}

type UnionIssue = Issue & { readonly code: 'invalid_union' };

function inUnion(issue: UnionIssue, path: Path, data: unknown): readonly Fault[] {
  // The types of the library leave out the options of a discriminator that matched none.
  const { options } = issue as { readonly options?: readonly unknown[] };
  if (options !== undefined) return [notOneOf(path, options.map(String), data)];
  const value = getIn(data, path);
  if (path[0] === 'timeline' && path.length === 2) return inEntry(issue, path, data, value);
  // A mapping is never meant to be one of some words.
  const isWord = (each: Issue): boolean => each.path.length === 0 && each.code === 'invalid_value' && isMapping(value);
  const branches = issue.errors.filter((branch) => !branch.some((each) => isRootType(each) || isWord(each)));
  const [word, quantity] = [rootIssue(branches, 'invalid_value'), rootIssue(branches, 'custom')];
  if (word !== undefined && quantity !== undefined)
    return [wordOrQuantity(explainIssue(word, data, path)[0]!, explainIssue(quantity, data, path)[0]!, value)];
  if (branches.length === 0) {
    const wanted = issue.errors
      .flat()
      .map((each) => (each.code === 'invalid_type' ? (EXPECTED[each.expected] ?? each.expected) : ''));
    return [unionType([...new Set(wanted)].filter(Boolean), path, value)];
  }
  const fewest = branches.reduce((best, branch) => (branch.length < best.length ? branch : best));
  const faults = fewest.flatMap((each) => explainIssue(each, data, path));
  return word !== undefined && takesSection(issue) ? faults.map(orSection) : faults;
}

/** Whether a mapping could stand there, too. */
function takesSection({ errors }: UnionIssue): boolean {
  const isSection = (each: Issue): boolean =>
    each.path.length === 0 && each.code === 'invalid_type' && ['object', 'record'].includes(each.expected);
  return errors.some((branch) => branch.some(isSection));
}

function orSection(fault: Fault): Fault {
  return fault.remedy.startsWith('write') ? { ...fault, remedy: `${fault.remedy}, or a section (keys with values)` } : fault;
}

/** The branch whose only issue is one of this kind with the value itself. */
function rootIssue(branches: readonly Issue[][], code: Issue['code']): Issue | undefined {
  return branches.find(([first, second]) => second === undefined && first?.code === code && first.path.length === 0)?.[0];
}

/** A key that takes some words or a quantity: what begins with a digit was meant as a quantity. */
function wordOrQuantity(word: Fault, quantity: Fault, value: unknown): Fault {
  if (/^[-+.]?\d/.test(inline(value))) return quantity;
  if (word.remedy.startsWith('did you mean')) return word;
  return { ...word, remedy: `${word.remedy}, or ${quantity.remedy.replace(/^write /, '')}` };
}

function isRootType(issue: Issue): boolean {
  return issue.path.length === 0 && issue.code === 'invalid_type';
}

function unionType(wanted: readonly string[], path: Path, value: unknown): Fault {
  if (value === undefined) return missing(path, wanted.join(' or '));
  return { path, message: `is ${value === null ? 'empty' : kindOf(value)}, and ${wanted.join(' or ')} is needed`, remedy: `write ${wanted.join(' or ')}` };
}

/** An entry of the timeline: the key of its action says which branch was meant. */
function inEntry(issue: UnionIssue, path: Path, data: unknown, value: unknown): readonly Fault[] {
  if (!isMapping(value)) return [{ path, message: `is ${kindOf(value)}, and a section is needed`, remedy: 'write { at: 1h, … }' }];
  const [action, second] = actionsOf(value);
  if (second !== undefined) {
    const message = `one entry has two actions, "${action}" and "${second}"`;
    return [{ path: [...path, second], at: 'key', message, remedy: 'write two entries' }];
  }
  if (action === undefined) return [withoutAction(path, value)];
  const branch = issue.errors[ACTIONS.indexOf(action)] ?? [];
  return branch.flatMap((each) => explainIssue(each, data, path));
}

function withoutAction(path: Path, value: object): Fault {
  for (const key of Object.keys(value)) {
    const nearest = nearestName(key, ACTIONS);
    if (nearest !== undefined)
      return { path: [...path, key], at: 'key', message: `unknown key "${key}"`, remedy: `did you mean "${nearest}"?` };
  }
  return { path, message: 'nothing happens in this entry', remedy: `add one of ${ACTIONS.join(', ')}` };
}
