/**
 * How the image of a container came to be there, in words: loaded lazily, with what that fetched, or pulled whole although
 * its host loads lazily, with the reason and what would help. The rules behind are those of Fargate and SOCI
 * (model/lazy/eligibility.ts).
 */
import { isLazySnapshotter } from '../../model/lazy/lazy-snapshotters.js';
import type { LazyFallback, WorldSpec } from '../../model/spec.js';
import type { ContainerStory, LayerStory } from '../../model/story.js';
import { formatSize } from '../../units/size.js';

interface FallbackWords {
  readonly reason: string;
  readonly remedy: string;
}

const SOCI: Readonly<Record<LazyFallback, FallbackWords>> = {
  'operating system': {
    reason: 'nothing loads images of Windows lazily',
    remedy: 'only a smaller image helps, or a task on Linux',
  },
  'not yet': {
    reason: 'Fargate loads images lazily since July 2023, and the scenario plays before',
    remedy: 'a later "epoch" would do',
  },
  'platform version': {
    reason: 'Fargate loads images lazily on platform version 1.4.0 alone',
    remedy: 'platformVersion 1.4.0 or LATEST would do',
  },
  architecture: {
    reason: 'its platform does not load images lazily on this architecture',
    remedy: 'tasks on the other architecture can',
  },
  'Spot architecture': {
    reason: 'Spot does not load images lazily on this architecture',
    remedy: 'the capacity provider FARGATE can, or the other architecture on Spot',
  },
  'other image of the task': {
    reason: 'another image of the task cannot be loaded lazily, and here all must be or none is',
    remedy: 'every image of the task needs an index',
  },
  registry: {
    reason: 'only images of a private ECR repository are loaded lazily',
    remedy: 'a copy in ECR, or a pull-through cache there, would do',
  },
  'no index': {
    reason: 'no SOCI index in the repository',
    remedy: 'an image that is converted before it is pushed (soci convert) has its index from the beginning',
  },
  'index version': {
    reason: 'its SOCI index is of a version that is not looked for',
    remedy: 'soci convert makes version 2',
  },
  compression: {
    reason: 'SOCI indexes no layers of zstd',
    remedy: 'layers of gzip can be loaded lazily',
  },
  'layers below minimum': {
    reason: 'all its layers are smaller than those that SOCI indexes',
    remedy: 'so small an image gains nothing by it; --min-layer-size sets the limit',
  },
};

const STARGZ: Readonly<Partial<Record<LazyFallback, FallbackWords>>> = {
  'no index': { reason: 'its layers are not eStargz', remedy: 'they have to be built so' },
};

/** Why an image was pulled whole, and what would help. */
export function fallbackWords(fallback: LazyFallback, capacity: string, world: WorldSpec): FallbackWords {
  const { runtime } = world.capacities.find(({ name }) => name === capacity) ?? {};
  const own = runtime?.lazy?.format === 'estargz' ? STARGZ[fallback] : undefined;
  return own ?? SOCI[fallback];
}

/** `pulled whole: no SOCI index in the repository (overlayfs); …`; '' where the image was there, or nothing is to be said. */
export function mountSentence(
  container: Pick<ContainerStory, 'snapshotter' | 'fallback' | 'layers' | 'spansFetched' | 'bytesFetched'>,
  capacity: string,
  world: WorldSpec,
): string {
  const { snapshotter, fallback, layers, spansFetched, bytesFetched } = container;
  if (fallback !== '') {
    if (wasThere(layers)) return '';
    const { reason, remedy } = fallbackWords(fallback, capacity, world);
    const by = snapshotter === '' ? '' : ` (${snapshotter})`;
    return `pulled whole: ${reason}${by}; ${remedy}`;
  }
  if (!isLazySnapshotter(snapshotter)) return '';
  const fetched =
    spansFetched === 0
      ? 'nothing had to be fetched while it started'
      : `${spansFetched} ${spansFetched === 1 ? 'span' : 'spans'} (${formatSize(bytesFetched, 'binary')}) fetched while it started`;
  return `loaded lazily (${snapshotter}): ${[...mountedWords(layers), fetched].join(', ')}`;
}

/** Whether all layers were on disk: then nothing was pulled, whole or otherwise. */
export function wasThere(layers: readonly LayerStory[]): boolean {
  return layers.length > 0 && layers.every(({ origin }) => origin === 'disk');
}

/** Nothing where no pull has mounted them: the image was there. */
function mountedWords(layers: readonly LayerStory[]): readonly string[] {
  const mounted = layers.filter(({ indexBytes }) => indexBytes !== undefined);
  if (layers.length === 0) return [];
  const indexes = mounted.reduce((sum, { indexBytes = 0 }) => sum + indexBytes, 0);
  return [
    `${mounted.length} of ${layers.length} ${layers.length === 1 ? 'layer' : 'layers'} mounted before their bytes were there`,
    `their indexes ${formatSize(indexes, 'binary')}`,
  ];
}
