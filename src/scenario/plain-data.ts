/**
 * Plain data (what YAML and JSON hold), read and changed along paths. Used where variants set values
 * before the schema has seen them, so nothing is assumed about its shape.
 */
import type { Path } from './path.js';

export type Mapping = Record<string, unknown>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path, or undefined where the path leaves the data. */
export function getIn(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (Array.isArray(value) && typeof step === 'number') value = value[step] as unknown;
    else if (isMapping(value) && Object.hasOwn(value, step)) value = value[step];
    else return undefined;
  }
  return value;
}

/** A copy of `data` with `value` at `path`; what is on other paths is shared with the original. Missing mappings are made. */
export function setIn(data: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(data) && typeof step === 'number') {
    const items: readonly unknown[] = data;
    return items.map((item, index) => (index === step ? setIn(item, rest, value) : item));
  }
  const mapping = isMapping(data) ? data : {};
  return { ...mapping, [step]: setIn(Object.hasOwn(mapping, step) ? mapping[step] : undefined, rest, value) };
}

/** A mapping without some of its keys. */
export function omit(mapping: Mapping, keys: readonly string[]): Mapping {
  return Object.fromEntries(Object.entries(mapping).filter(([key]) => !keys.includes(key)));
}

/** What kind of value it is, in words with an article. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
    case 'bigint':
      return 'a number';
    case 'boolean':
      return 'true or false';
    default:
      return 'a section';
  }
}

/** Freezes `value` and all in it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const item of Object.values(value)) deepFreeze(item);
  }
  return value;
}

/** A value in one line, as YAML flow text would have it. */
export function inline(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (isMapping(value))
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${inline(item)}`)
      .join(', ')} }`;
  return String(value);
}
