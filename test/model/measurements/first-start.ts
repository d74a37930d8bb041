/**
 * Worlds of one image on one host that has nothing: pulled, a container created, and started until its application is
 * ready; lazily where the image brings an index and the runtime uses it. Fixed times of the ECS agent are in none of the
 * parts that are read. What an application takes where its files are there is each source's own, warm or eager, time.
 */
import { findAccessProfile } from '../../../src/catalog/access-profiles.js';
import { defaultModelParameters, lazyIndexDefaults } from '../../../src/catalog/costs.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import type { LazyIndexSpec, ReadsSpec, WorldSpec } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { container, rows, taskDefinition, type Row } from '../tiny-world.js';
import { worldOf, type OnePull } from './one-pull.js';

export interface FirstStart extends OnePull {
  /** What it can be loaded lazily with; null: nothing. */
  readonly index: LazyIndexSpec | null;
  readonly reads: ReadsSpec;
  /** From the start of the container until it is ready, where its files are there. */
  readonly readySeconds: number;
}

/** What is read of a start: parts of it, or all from one instant on. */
export type Part = (row: Row) => number;

export const pulled: Part = (row) => row.pullStoppedAt - row.pullStartedAt;
/** From the pull's beginning until the container is created. */
export const created: Part = (row) => row.startedAt - row.pullStartedAt;
/** From the pull's beginning until the application is ready. */
export const whole: Part = (row) => row.readyAt - row.pullStartedAt;
/** From the container's start until the application is ready. */
export const run: Part = (row) => row.readyAt - row.startedAt;

/** The profile of a kind of application, with another share where its source tells one. */
export function readsOf(profile: string, own: Partial<ReadsSpec> = {}): ReadsSpec {
  return { ...findAccessProfile(profile)!.reads, ...own };
}

export function sociIndex(version: 'v1' | 'v2' = 'v2'): LazyIndexSpec {
  return {
    format: 'soci',
    version,
    buildSeconds: null,
    atStart: true,
    minLayerBytes: lazyIndexDefaults.minLayerBytes,
    spanBytes: lazyIndexDefaults.spanBytes,
    prefetches: false,
    follows: [],
  };
}

/** `optimised`: start-up files lie before a landmark. */
export function estargzIndex(optimised: boolean): LazyIndexSpec {
  return {
    ...sociIndex(),
    format: 'estargz',
    buildSeconds: constant(0),
    minLayerBytes: 0,
    spanBytes: lazyIndexDefaults.estargzChunkBytes,
    prefetches: optimised,
  };
}

export function worldOfStart(start: FirstStart): WorldSpec {
  const spec = worldOf(start);
  const { index, reads, readySeconds, machine } = start;
  return {
    ...spec,
    images: spec.images.map((image) => ({ ...image, lazyIndex: index })),
    taskDefinitions: [
      taskDefinition({
        networkMode: 'host',
        cpuUnits: 1024 * machine.cores,
        containers: [container({ ready: constant(readySeconds), reads })],
      }),
    ],
    model: { ...defaultModelParameters(), ...start.model },
  };
}

/** Rows of starts that were played: several quantities are read of each. */
const played = new WeakMap<FirstStart, readonly Row[]>();

/** The rows of so many first starts, each on a host of its own; for one start always as many. */
export function firstStarts(start: FirstStart, count: number): readonly Row[] {
  const before = played.get(start);
  if (before !== undefined) return before;
  const spec = worldOfStart(start);
  const starts = Array.from({ length: count }, (_, run) => rows(simulateRun(spec, 'measurements', run))[0]!);
  played.set(start, starts);
  return starts;
}
