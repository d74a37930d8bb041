/**
 * Where a written path leads in a scenario: `capacity.web.agent.X`, `timeline[scale-out].count`, `layers[0].size`. List
 * items are found by id, name or index; names of things must exist, keys with a default need not be in the file yet.
 */
import { parseCount } from '../units/count.js';
import { nearestName } from '../units/nearest.js';
import { type Path, type Step, formatPath, parsePath } from './path.js';
import { type Mapping, isMapping, kindOf } from './plain-data.js';
import { SHARED_KEYS, scenarioFile } from './schema/scenario-file.js';

export type Target = { readonly path: Path } | { readonly message: string; readonly remedy: string };

/** Sections whose keys are names of the user's. */
const NAMED: readonly string[] = [
  'images',
  'registries',
  'network',
  'capacity',
  'taskDefinitions',
  'initial.capacity',
];
/** Keys that tell the items of a list apart, in this order. */
const ITEM_NAMES = ['id', 'name', 'containerName', 'image'] as const;

/** The path in `data` that `written` means, or what is wrong with it. */
export function findTarget(written: string, data: Mapping): Target {
  const steps = parsePath(written);
  if (steps === null)
    return {
      message: `"${written}" is not a path`,
      remedy: 'write keys with dots, items as [name] or [index], such as images.api.layers[0].size',
    };
  const first = steps[0]?.kind === 'key' ? steps[0].key : '';
  const known = Object.keys(scenarioFile.shape);
  if (!known.includes(first))
    return unknown(`the path "${written}" does not exist: unknown key "${first}"`, first, known);
  if ((SHARED_KEYS as readonly string[]).includes(first))
    return {
      message: `"${first}" is the same for all variants`,
      remedy: 'vary what is in the world: images, capacity, timeline, model …',
    };
  const path: Step[] = [];
  let value: unknown = data;
  for (const step of steps) {
    const next =
      step.kind === 'key' ? intoKey(value, step.key, path, data) : intoItem(value, step.item, path);
    if ('message' in next)
      return { message: `the path "${written}" does not exist: ${next.message}`, remedy: next.remedy };
    path.push(next.step);
    value = next.value;
  }
  return { path };
}

type Next =
  { readonly step: Step; readonly value: unknown } | { readonly message: string; readonly remedy: string };

function intoKey(value: unknown, key: string, path: Path, data: Mapping): Next {
  if (isMapping(value) && Object.hasOwn(value, key)) return { step: key, value: value[key] };
  const where = formatPath(path);
  if (Array.isArray(value))
    return { message: `"${where}" is a list`, remedy: `write ${where}[0], or ${where}[name]` };
  if (value !== undefined && value !== null && !isMapping(value))
    return {
      message: `"${where}" is ${kindOf(value)}, and has no "${key}"`,
      // What is only switched on can be a section with the same defaults.
      remedy:
        value === true
          ? `write "${String(path.at(-1))}: {}" instead of true in the file`
          : 'end the path there',
    };
  const names = NAMED.includes(where) ? namesIn(value, where, data) : null;
  if (names !== null && !names.includes(key)) {
    const missing = unknown(`there is no "${key}" in ${where}`, key, names);
    return names.length > 0
      ? missing
      : { ...missing, remedy: `name it in the file: "${where}: { ${key}: {} }"` };
  }
  // A key that is not in the file has a default, or the schema will refuse it.
  return { step: key, value: undefined };
}

/** Names that may stand in a section; what capacities hold at time zero is said by their names. */
function namesIn(value: unknown, where: string, data: Mapping): readonly string[] {
  return Object.keys((where === 'initial.capacity' ? data['capacity'] : value) ?? {});
}

function intoItem(value: unknown, item: string, path: Path): Next {
  const where = formatPath(path);
  if (!Array.isArray(value))
    return { message: `"${where}" is ${kindOf(value)}, and not a list`, remedy: 'write keys with dots' };
  const items: readonly unknown[] = value;
  const names = items.map(nameOf);
  const index = /^\d+$/.test(item) ? parseCount(item) : names.indexOf(item);
  if (index >= 0 && index < items.length) return { step: index, value: items[index] };
  if (/^\d+$/.test(item))
    return { message: `"${where}" has ${items.length} items`, remedy: `write [0] to [${items.length - 1}]` };
  return unknown(
    `"${where}" has no item "${item}"`,
    item,
    names.filter((name) => name !== ''),
  );
}

function nameOf(item: unknown): string {
  if (!isMapping(item)) return '';
  const key = ITEM_NAMES.find((each) => typeof item[each] === 'string');
  return key === undefined ? '' : String(item[key]);
}

function unknown(
  message: string,
  word: string,
  candidates: readonly string[],
): { message: string; remedy: string } {
  const nearest = nearestName(word, candidates);
  const list =
    candidates.length === 0 ? 'nothing there has a name' : `known: ${candidates.slice(0, 20).join(', ')}`;
  return { message, remedy: nearest === undefined ? list : `did you mean "${nearest}"?` };
}
