/**
 * `soci:` and `estargz:` of an image: how it comes to be loadable in parts. What has no effect, as the layers are too
 * small or of a compression that has no index, is warned about.
 */
import { lazyIndexDefaults } from '../../catalog/costs.js';
import { lazyCosts } from '../../catalog/lazy-costs.js';
import { sociAdvisedBytes, sociRuleOn } from '../../catalog/soci-rules.js';
import { isIndexed } from '../../model/lazy/eligibility.js';
import type { IndexFollows, LayerSpec, LazyIndexSpec } from '../../model/spec.js';
import { constant } from '../../units/distribution.js';
import { formatSize } from '../../units/size.js';
import { formatDistribution } from '../../units/parse-distribution.js';
import type { Path } from '../path.js';
import type { ImageInput } from '../schema/images.js';
import type { EstargzInput, SociInput } from '../schema/lazy-index.js';
import { catalogueCost } from './catalogue-cost.js';
import type { Resolution } from './resolution.js';
import { writeSize } from './write-values.js';

const SMALLEST_SPAN_BYTES = 64 * 2 ** 10;
const SHORT_SPAN_BYTES = 512 * 2 ** 10;
const LARGEST_SPAN_BYTES = 2 ** 30;
const ALL: readonly IndexFollows[] = ['replication', 'pull-through-cache', 'retag'];

/** What the image at `path` brings for lazy loading, with the layers that it has, by the rules of a day; null where nothing. */
export function resolveLazyIndex(
  path: Path,
  { soci, estargz }: ImageInput,
  layers: readonly LayerSpec[],
  date: string,
  resolution: Resolution,
): LazyIndexSpec | null {
  if (soci !== undefined && soci !== false && estargz !== undefined && estargz !== false) {
    resolution.problems.error({
      path: [...path, 'estargz'],
      at: 'key',
      message: '"soci" and "estargz" are both there, and hosts know one of them',
      remedy: 'keep one of them, or make two images of it',
    });
    return null;
  }
  if (estargz !== undefined && estargz !== false)
    return estargzOf([...path, 'estargz'], estargz === true ? {} : estargz, resolution);
  if (soci === undefined || soci === false) {
    resolution.pick([...path, 'soci'], soci, { value: false, source: 'no index beside it' });
    return null;
  }
  const index = sociOf([...path, 'soci'], soci === true ? {} : soci, date, resolution);
  warnOfLayers([...path, 'soci'], index, layers, resolution);
  return index;
}

function sociOf(at: Path, given: SociInput, date: string, resolution: Resolution): LazyIndexSpec {
  resolution.given(at);
  const version = resolution.pick<'v1' | 'v2'>([...at, 'version'], given.version, {
    value: 'v2',
    source: 'what soci convert and the index builder of AWS make',
  });
  const buildSeconds = resolution.pick(
    [...at, 'builtAfter'],
    given.builtAfter,
    catalogueCost('lazyIndex.builtAfterSeconds', lazyIndexDefaults.builtAfterSeconds),
    (value) => (value === null ? 'none' : formatDistribution(value)),
  );
  const atStart = resolution.pick([...at, 'atStart'], given.atStart, {
    value: true,
    source: 'it was built before time zero',
  });
  if (buildSeconds === null && !atStart)
    resolution.problems.warn({
      path: [...at, 'atStart'],
      at: 'key',
      message: 'nobody builds an index, and there is none at time zero: the image is never loaded lazily',
      remedy: 'give "builtAfter", or write "soci: false"',
    });
  const follows = sociRuleOn(version === 'v1' ? 'v1Follows' : 'v2Follows', date);
  return {
    format: 'soci',
    version,
    buildSeconds,
    atStart,
    minLayerBytes: bytesOf([...at, 'minLayerSize'], given.minLayerSize, 'minLayerBytes', resolution),
    spanBytes: spanBytesOf([...at, 'spanSize'], given.spanSize, resolution),
    prefetches: resolution.pick([...at, 'prefetch'], given.prefetch, {
      value: false,
      source: 'off in soci create and soci convert',
    }),
    follows: resolution.pick<readonly IndexFollows[]>(
      [...at, 'follows'],
      given.follows,
      {
        value: follows.value,
        origin: 'catalogue',
        source: `${follows.source} (${follows.from}), ${follows.evidence}`,
      },
      (value) => value.join(', '),
    ),
  };
}

function bytesOf(
  path: Path,
  given: number | undefined,
  cost: 'minLayerBytes' | 'spanBytes',
  resolution: Resolution,
): number {
  const fallback = catalogueCost<number>(`lazyIndex.${cost}`, lazyIndexDefaults[cost]);
  return resolution.pick(path, given, fallback, (bytes) => formatSize(bytes, 'binary'));
}

/** A span is kept with a window of the unpacked bytes before it, and takes one turn of the background fetch. */
function spanBytesOf(path: Path, given: number | undefined, resolution: Resolution): number {
  const bytes = bytesOf(path, given, 'spanBytes', resolution);
  const refuse = (message: string, remedy: string): void =>
    resolution.problems.error({ path, message, remedy });
  if (bytes < SMALLEST_SPAN_BYTES)
    refuse('an index with such short spans is about as large as the layers', 'write "64 KiB" or more');
  else if (bytes > LARGEST_SPAN_BYTES)
    refuse('with such long spans nothing is loaded lazily', 'write "1 GiB" or less, or "soci: false"');
  else if (bytes < SHORT_SPAN_BYTES) {
    const share = Math.round((100 * lazyCosts.ztocBytesPerSpan.value) / bytes);
    resolution.problems.warn({
      path,
      message: `the index keeps a window of 32 KiB for each span: ${share} % of the unpacked layers, which is fetched before a start`,
      remedy: 'write "1 MiB" or more',
    });
  }
  return bytes;
}

/** Layers are pushed as they are, so that each release and each copy has what the first one has. */
function estargzOf(at: Path, given: EstargzInput, resolution: Resolution): LazyIndexSpec {
  resolution.given(at);
  return {
    format: 'estargz',
    version: 'v2',
    buildSeconds: constant(0),
    atStart: true,
    minLayerBytes: 0,
    spanBytes: lazyIndexDefaults.estargzChunkBytes,
    prefetches: resolution.pick([...at, 'optimized'], given.optimized, {
      value: false,
      source: 'what a conversion makes that has not seen the image start',
    }),
    follows: ALL,
  };
}

function warnOfLayers(
  path: Path,
  index: LazyIndexSpec,
  layers: readonly LayerSpec[],
  { problems }: Resolution,
): void {
  const warn = (message: string, remedy: string): void => problems.warn({ path, at: 'key', message, remedy });
  const bytes = layers.reduce((sum, { compressedBytes }) => sum + compressedBytes, 0);
  const zstd = layers.filter(({ compression }) => compression === 'zstd');
  const indexed = layers.some((layer) => isIndexed(layer, index));
  if (zstd.length > 0)
    warn(
      indexed
        ? `${zstd.length === 1 ? 'a layer is' : `${zstd.length} layers are`} compressed with zstd, which SOCI has no index for, and pulled whole`
        : 'layers compressed with zstd have no index: the image is pulled whole',
      'write "compression: gzip"',
    );
  else if (!indexed)
    warn(
      `no layer has ${formatSize(index.minLayerBytes, 'binary')}: there will be no index, and the image is pulled whole`,
      'lower "minLayerSize"',
    );
  else if (bytes < sociAdvisedBytes)
    warn(
      `the image has ${writeSize(bytes)}, and AWS advises lazy loading above ${formatSize(sociAdvisedBytes, 'binary')}`,
      'expect little of it, or a slower start',
    );
}
