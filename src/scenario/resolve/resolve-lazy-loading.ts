/**
 * `lazy:` of a runtime: how its snapshotter works, as the preset has it but for what the scenario says. A preset that
 * loads nothing lazily has no such settings.
 */
import type { RuntimePreset } from '../../catalog/runtimes.js';
import type { BackgroundFetch, LazyLoading } from '../../model/spec.js';
import { writeDuration } from '../../units/duration.js';
import type { Path } from '../path.js';
import type { LazyLoadingInput } from '../schema/lazy-loading.js';
import { catalogueCost } from './catalogue-cost.js';
import type { Fallback, Resolution } from './resolution.js';
import { writeRate } from './write-values.js';

interface Context {
  readonly at: Path;
  readonly given: LazyLoadingInput;
  readonly preset: RuntimePreset;
  readonly resolution: Resolution;
}

/** How the runtime at `path` loads lazily, or null for one that does not. */
export function resolveLazyLoading(
  path: Path,
  given: LazyLoadingInput | undefined,
  preset: RuntimePreset,
  resolution: Resolution,
): LazyLoading | null {
  const at = [...path, 'lazy'];
  const { lazy, name } = preset.runtime;
  if (lazy === null) {
    if (given !== undefined)
      resolution.problems.error({
        path: at,
        at: 'key',
        message: `${name} loads nothing lazily`,
        remedy: 'delete the key, or start from the preset soci or stargz',
      });
    return null;
  }
  const context: Context = { at, given: given ?? {}, preset, resolution };
  const pick = picker(context);
  const seconds = (key: 'mountTime' | 'indexedFileTime', cost: string, value: number): number =>
    resolution.pick(
      [...at, key],
      context.given[key],
      catalogueCost(`runtimes.${cost}`, value),
      writeDuration,
    );
  return {
    ...lazy,
    mountSeconds: seconds('mountTime', 'lazyMountSeconds', lazy.mountSeconds),
    indexedFileSeconds: seconds('indexedFileTime', 'indexedFileSeconds', lazy.indexedFileSeconds),
    prefetchTimeoutSeconds: pick('prefetchTimeout', lazy.prefetchTimeoutSeconds, writeDuration),
    background: backgroundOf(context, lazy),
    readStreams: pick('readStreams', lazy.readStreams),
    fuseBytesPerSecond: resolution.pick(
      [...at, 'fuse'],
      context.given.fuse,
      catalogueCost('runtimes.fuseBytesPerSecond', lazy.fuseBytesPerSecond),
      writeRate,
    ),
    spanRetries: {
      ...lazy.spanRetries,
      attempts: pick('spanAttempts', lazy.spanRetries.attempts),
      backoffSeconds: pick('spanRetryWait', lazy.spanRetries.backoffSeconds, writeDuration),
    },
  };
}

type NumberKey = {
  [Key in keyof LazyLoadingInput]-?: NonNullable<LazyLoadingInput[Key]> extends number ? Key : never;
}[keyof LazyLoadingInput];

/** Picks settings with the source of the preset. */
function picker({ at, given, preset, resolution }: Context) {
  return (key: NumberKey, value: number, write: (value: number) => string = String): number =>
    resolution.pick([...at, key], given[key], ofPreset(preset, value), write);
}

function ofPreset<T>({ source, asOf, evidence }: RuntimePreset, value: T): Fallback<T> {
  return { value, origin: 'catalogue', source: `${source} (${asOf}), ${evidence}` };
}

function backgroundOf(context: Context, { background }: LazyLoading): BackgroundFetch | null {
  const { at, given, preset, resolution } = context;
  const keys = ['backgroundPeriod', 'backgroundStreams', 'backgroundSilence'] as const;
  const isOn = resolution.pick(
    [...at, 'background'],
    given.background,
    ofPreset(preset, background !== null),
  );
  if (!isOn || background === null) {
    for (const key of keys)
      if (given[key] !== undefined)
        resolution.problems.warn({
          path: [...at, key],
          at: 'key',
          message: 'nothing is fetched in the background, so this has no effect',
          remedy: 'delete it, or write "background: true"',
        });
    return null;
  }
  const pick = picker(context);
  return {
    ...background,
    periodSeconds: pick('backgroundPeriod', background.periodSeconds, writeDuration),
    streams: pick('backgroundStreams', background.streams),
    silenceSeconds: pick('backgroundSilence', background.silenceSeconds, writeDuration),
  };
}
