/**
 * Table: how images came to be mounted, and why some were pulled whole. Shown where anything was loaded lazily, or was
 * meant to be: hosts of Fargate could load every image so, and nobody is told that of images that have no index.
 */
import { isLazySnapshotter } from '../model/lazy/lazy-snapshotters.js';
import type { WorldSpec } from '../model/spec.js';
import { formatPercent } from '../units/share.js';
import { formatSize } from '../units/size.js';
import type { Assessment } from './assess.js';
import { formatWithInterval, NONE } from './figure-text.js';
import type { PlainTable } from './plain-table.js';
import { fallbackWords } from './story/mount-words.js';
import type { Metric, MountSplit } from './summary.js';

/** A row for each variant and way; null where nobody meant to load lazily. */
export function mountTable({ scenario, summary }: Assessment): PlainTable | null {
  const { variants, varies } = summary;
  const isTold = variants.some(
    ({ mounts }, index) =>
      mounts.some(wasLazy) ||
      (wantsLazy(scenario.variants[index]!.world) && mounts.some(({ fallback }) => fallback !== '')),
  );
  if (!isTold) return null;
  const asked = variants.some(({ mounts }) => mounts.some(({ firstRequest }) => isKnown(firstRequest)));
  return {
    id: 'mounts',
    title: 'How images came to be there',
    caption: `Of the container that was ready last. What is fetched when it is read counts while the application starts${asked ? ' and serves its first requests' : ''}; what the background brings later is in the bytes by way alone.`,
    heads: [
      varies,
      'image',
      'starts',
      'start p50',
      ...(asked ? ['first request p50'] : []),
      'bytes before',
      'bytes when read',
    ],
    words: 2,
    rows: variants.flatMap(({ name, mounts }, index) => {
      const all = mounts.reduce((sum, { starts }) => sum + starts, 0);
      return mounts.map((mount) => [
        name,
        mountWords(mount, scenario.variants[index]!.world),
        formatPercent(Math.round((1000 * mount.starts) / all) / 1000),
        formatWithInterval(mount.p50),
        ...(asked ? [isKnown(mount.firstRequest) ? formatWithInterval(mount.firstRequest) : NONE] : []),
        formatSize(mount.bytes - mount.lazyBytes),
        mount.lazyBytes > 0 ? formatSize(mount.lazyBytes) : NONE,
      ]);
    }),
  };
}

/** `loaded lazily (soci)`, `loaded lazily (soci), another image of the task whole: …`, `pulled whole (overlayfs): no SOCI index in the repository`. */
export function mountWords({ snapshotter, fallback }: MountSplit, world: WorldSpec): string {
  const why = fallback === '' ? '' : `: ${fallbackWords(fallback, lazyCapacity(world), world).reason}`;
  if (isLazySnapshotter(snapshotter))
    return `loaded lazily (${snapshotter})${why === '' ? '' : `, another image of the task pulled whole${why}`}`;
  return `pulled whole (${snapshotter})${why}`;
}

export function wasLazy({ snapshotter }: MountSplit): boolean {
  return isLazySnapshotter(snapshotter);
}

/** Whether some image has what makes it loadable in parts: whoever gives it that means it to be loaded so. */
export function wantsLazy({ images }: WorldSpec): boolean {
  return images.some(({ lazyIndex }) => lazyIndex !== null);
}

/** The name of a capacity that loads lazily; the words differ by what its runtime can. */
export function lazyCapacity({ capacities }: WorldSpec): string {
  return (capacities.find(({ runtime }) => runtime.lazy !== null) ?? capacities[0])?.name ?? '';
}

function isKnown({ estimate }: Metric): boolean {
  return !Number.isNaN(estimate.mean);
}
