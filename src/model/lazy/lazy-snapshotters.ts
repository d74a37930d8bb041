/** Snapshotters that mount layers before their bytes are there, as the task metadata endpoint names them. */
import type { LazyFormat } from '../spec.js';

/** By the format that they read. */
export const LAZY_SNAPSHOTTERS = { soci: 'soci', estargz: 'stargz' } as const satisfies Record<
  LazyFormat,
  string
>;

const NAMES: readonly string[] = Object.values(LAZY_SNAPSHOTTERS);

/** Whether an image that is mounted by this one is loaded lazily. */
export function isLazySnapshotter(name: string): boolean {
  return NAMES.includes(name);
}
