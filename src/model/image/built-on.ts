/**
 * Which release of its base image a release of an image is built on, and since which release it is. A build takes the
 * base that it has in its cache, unless it asks for the newest (`docker build --pull`); on another base all layers are
 * made anew. Where the base has not changed, a build that asks is as one that does not.
 */
import type { BaseSpec } from '../spec.js';

export interface BuiltOn {
  /** Position in the releases of the base. */
  readonly release: number;
  /** Number of the first release of the image on it. */
  readonly since: number;
}

/** What release 0 is built on; null: on nothing. */
export function builtOnAtStart(base: BaseSpec | null): BuiltOn | null {
  return base === null ? null : { release: base.atStart, since: 0 };
}

/** What release `number` is built on, that takes the newest base of those that are published now. */
export function builtOnNewest(
  base: BaseSpec | null,
  before: BuiltOn | null,
  number: number,
  nowSeconds: number,
): BuiltOn | null {
  if (base === null || before === null) return before;
  const newest = base.releases.findLastIndex(({ publishedAtSeconds }) => publishedAtSeconds <= nowSeconds);
  return newest > before.release ? { release: newest, since: number } : before;
}
