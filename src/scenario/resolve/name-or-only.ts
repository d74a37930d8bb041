/** A name that may be left out where there is only one thing that it could mean. */
import type { Path } from '../path.js';
import { onlyKey } from './placements.js';
import type { Resolution } from './resolution.js';

/** The given name, checked, or that of the only thing there is; undefined after an error. */
export function nameOrOnly(
  path: Path,
  what: string,
  given: string | undefined,
  all: Readonly<Record<string, unknown>>,
  resolution: Resolution,
): string | undefined {
  const only = onlyKey(all);
  if (given === undefined && only === undefined) {
    const key = String(path.at(-1));
    const message = `there are several, and "${key}" does not say which`;
    resolution.problems.error({
      path: path.slice(0, -1),
      message,
      remedy: `add "${key}:"; known: ${Object.keys(all).join(', ')}`,
    });
    return undefined;
  }
  if (given !== undefined && !Object.hasOwn(all, given)) {
    resolution.unknown(path, what, given, Object.keys(all));
    return undefined;
  }
  return resolution.pick(path, given, { value: only ?? '', origin: 'derived', source: 'the only one' });
}
