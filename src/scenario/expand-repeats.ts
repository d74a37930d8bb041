/**
 * `repeat: 30` makes copies of a named thing (`api-1` … `api-30`) or of an entry of the timeline; "{i}" in their text
 * is the number of the copy. Done on plain data, after a variant has set its values into the template and before the
 * schema sees it. A `repeat` that is not a fair number is left for the schema to refuse.
 */
import { LIMITS } from './limits.js';
import type { Path } from './path.js';
import { type Mapping, isMapping, omit } from './plain-data.js';
import type { ProblemList } from './problem-list.js';

/** Sections whose named things may be templates. */
const SECTIONS = ['images', 'registries', 'capacity', 'taskDefinitions'] as const;

/** `data` with all copies; where each came from is told to `problems`. */
export function expandRepeats(data: Mapping, problems: ProblemList): Mapping {
  const expanded: Mapping = { ...data };
  for (const section of SECTIONS) {
    const things = data[section];
    if (isMapping(things)) expanded[section] = copiesOf(section, things, problems);
  }
  if (Array.isArray(data['timeline'])) expanded['timeline'] = entriesOf(data['timeline'], problems);
  return expanded;
}

function copiesOf(section: string, things: Mapping, problems: ProblemList): Mapping {
  const copies: Mapping = {};
  for (const [name, thing] of Object.entries(things)) {
    const times = timesOf(thing);
    if (times === null) {
      put(copies, name, thing, [section, name], problems);
      continue;
    }
    for (let i = 1; i <= times; i++) {
      const path = [section, `${name}-${i}`];
      problems.copies.push({ path, template: [section, name] });
      put(copies, `${name}-${i}`, numbered(omit(thing as Mapping, ['repeat']), i), path, problems);
    }
  }
  return copies;
}

function put(copies: Mapping, name: string, thing: unknown, path: Path, problems: ProblemList): void {
  if (Object.hasOwn(copies, name)) {
    const message = `"${name}" is there twice: as a copy, and under this name`;
    problems.error({ path, at: 'key', message, remedy: 'rename one of them' });
  }
  copies[name] = thing;
}

function entriesOf(entries: readonly unknown[], problems: ProblemList): unknown[] {
  const all: unknown[] = [];
  entries.forEach((entry, index) => {
    const times = timesOf(entry);
    for (let i = 1; i <= (times ?? 1); i++) {
      if (all.length !== index)
        problems.copies.push({ path: ['timeline', all.length], template: ['timeline', index] });
      all.push(times === null ? entry : numberedEntry(entry as Mapping, i));
    }
  });
  return all;
}

/** An `id` without a number would be that of every copy. */
function numberedEntry(entry: Mapping, i: number): unknown {
  const copy = numbered(omit(entry, ['repeat']), i) as Mapping;
  const { id } = entry;
  return typeof id === 'string' && !id.includes('{i}') ? { ...copy, id: `${id}-${i}` } : copy;
}

function timesOf(thing: unknown): number | null {
  if (!isMapping(thing) || !Number.isInteger(thing['repeat'])) return null;
  const times = thing['repeat'] as number;
  return times >= 1 && times <= LIMITS.copies ? times : null;
}

/** The value with "{i}" replaced in all its text. */
function numbered(value: unknown, i: number): unknown {
  if (typeof value === 'string') return value.replaceAll('{i}', String(i));
  if (Array.isArray(value)) return value.map((item) => numbered(item, i));
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, numbered(item, i)]));
}
