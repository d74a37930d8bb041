/**
 * What lazy loading does to an answer, in sentences: images that were meant to be loaded lazily and were not, without
 * anybody being told; and containers that start earlier but are ready later, which is what lazy loading is mistaken by.
 */
import type { ExperimentResult } from '../experiment/result.js';
import type { LazyFallback, WorldSpec } from '../model/spec.js';
import type { Comparison, Difference } from './compare.js';
import { formatSeconds, shareOfSome } from './figure-text.js';
import { lazyCapacity, wantsLazy, wasLazy } from './mount-table.js';
import { fallbackWords } from './story/mount-words.js';
import type { MountSplit, Summary } from './summary.js';

/** One sentence for each thing that there is to tell, variants together. */
export function lazyAdvice(result: ExperimentResult, summary: Summary, comparison: Comparison): string[] {
  return [...silentFallbacks(result, summary), ...earlierAndLater(comparison, summary)];
}

interface Fallen {
  readonly shares: { readonly name: string; readonly share: number }[];
  readonly world: WorldSpec;
}

/** By reason, of variants in which something was loaded lazily or meant to be. */
function silentFallbacks({ scenario }: ExperimentResult, { variants }: Summary): string[] {
  const byReason = new Map<LazyFallback, Fallen>();
  variants.forEach(({ name, mounts }, index) => {
    const { world } = scenario.variants[index]!;
    if (!wantsLazy(world) && !mounts.some(wasLazy)) return;
    const all = mounts.reduce((sum, { starts }) => sum + starts, 0);
    for (const mount of mounts) {
      const { fallback } = mount;
      const starts = startsAgainstIntent(mount, world);
      if (fallback === '' || starts === 0) continue;
      const known = byReason.get(fallback) ?? { shares: [], world };
      known.shares.push({ name, share: starts / all });
      byReason.set(fallback, known);
    }
  });
  const isAlone = variants.length === 1;
  return [...byReason].map(([fallback, { shares, world }]) => {
    const { reason, remedy } = fallbackWords(fallback, lazyCapacity(world), world);
    const told = shares.map(
      ({ name, share }) => `${isAlone ? '' : `${name} `}${shareOfSome(share)} of the starts`,
    );
    return `Images are pulled whole where they were meant to be loaded lazily (${told.join(', ')}), and ECS reports no error: ${reason}; ${remedy}.`;
  });
}

/** An image that nobody ever gives an index is not meant to be loaded lazily, whatever others are. */
function startsAgainstIntent(mount: MountSplit, { images }: WorldSpec): number {
  const { fallback, starts, startsByImage } = mount;
  if (fallback !== 'no index' || wasLazy(mount)) return starts;
  return images
    .filter(({ lazyIndex }) => lazyIndex !== null)
    .reduce((sum, { name }) => sum + (startsByImage.get(name) ?? 0), 0);
}

/** Variants whose containers start earlier than those of the baseline and are ready later, or the other way round. */
function earlierAndLater({ baseline, variants }: Comparison, summary: Summary): string[] {
  return variants.flatMap(({ name, differences }) => {
    const launch = differences['launch.p50'];
    const start = differences['start.p50'];
    if (!isOpposite(launch, start)) return [];
    if (!isLazy(summary, name) && !isLazy(summary, baseline)) return [];
    const [early, late] = launch.finding === 'less' ? [name, baseline] : [baseline, name];
    const seconds = ({ estimate }: Difference): string => formatSeconds(Math.abs(estimate.mean));
    return [
      `With ${early}, containers start ${seconds(launch)} earlier than with ${late}, but are ready ${seconds(start)} later (p50): only readiness says which is faster.`,
    ];
  });
}

function isLazy({ variants }: Summary, name: string): boolean {
  return variants.find((variant) => variant.name === name)?.mounts.some(wasLazy) ?? false;
}

function isOpposite(a: Difference, b: Difference): boolean {
  return (a.finding === 'less' && b.finding === 'more') || (a.finding === 'more' && b.finding === 'less');
}

export interface FasterWhole {
  readonly name: string;
  readonly seconds: number;
}

/**
 * The variant with the least p95 of those that pull the images of the variant at `index` whole, and differ from it in
 * nothing else, with what that saves; null where none is ready earlier, or nothing is loaded lazily.
 */
export function fasterWhole(
  index: number,
  { variants }: Summary,
  worlds: readonly WorldSpec[],
): FasterWhole | null {
  const lazy = variants[index];
  const world = worlds[index];
  if (lazy === undefined || world === undefined || !lazy.mounts.some(wasLazy)) return null;
  const own = lazy.metrics['start.p95'].estimate.mean;
  let best: FasterWhole | null = null;
  for (const [other, { name, mounts, metrics }] of variants.entries()) {
    const seconds = own - metrics['start.p95'].estimate.mean;
    if (!(seconds > (best?.seconds ?? 0)) || seconds === Infinity || mounts.some(wasLazy)) continue;
    if (worlds[other] && withoutLazy(world) === withoutLazy(worlds[other])) best = { name, seconds };
  }
  return best;
}

/** What is left of a world without all that lazy loading is made of, as text: runtimes load lazily or do not. */
function withoutLazy({ images, capacities, timeline, ...world }: WorldSpec): string {
  return JSON.stringify({
    ...world,
    images: images.map((image) => ({ ...image, lazyIndex: null })),
    capacities: capacities.map((capacity) => ({ ...capacity, lazyRules: null, runtime: null })),
    timeline: timeline.filter(({ action }) => action.kind !== 'deleteIndex'),
  });
}
