/**
 * Images: layers out of the catalogue (`from`), out of a manifest file, and written out on top; where a size is not
 * given, the ratios of the catalogue. Equal digests must be the same bytes, which is checked over all images.
 */
import { formatDuration } from '../../units/duration.js';
import { formatCount } from '../../units/format-number.js';
import { imageDefaults } from '../../catalog/costs.js';
import { isInEcr } from '../../model/is-in-ecr.js';
import type { ImageSpec, LayerSpec } from '../../model/spec.js';
import { LIMITS } from '../limits.js';
import type { Path } from '../path.js';
import type { ImageInput, LayerInput } from '../schema/images.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import { type Base, filesOf, imageBase } from './image-base.js';
import type { Resolution } from './resolution.js';
import { resolveBase } from './resolve-base.js';
import { resolveLazyIndex } from './resolve-lazy-index.js';
import { resolveLifecycle } from './resolve-lifecycle.js';
import type { ResolvedRegistry } from './resolve-registries.js';
import { type SimulatedTime, dateOf } from './simulated-time.js';
import { writeSize } from './write-values.js';

const RATIO = imageDefaults.uncompressedRatio;
/** What cannot be compressed grows by far less than this, with its headers. */
const LARGEST_GROWTH = 1.02;
const BUILT_SECONDS_BEFORE = 30 * 86_400;

/** All images by name, in the order of the file. */
export function resolveImages(
  input: ScenarioInput,
  registries: ReadonlyMap<string, ResolvedRegistry>,
  time: SimulatedTime,
  resolution: Resolution,
): ReadonlyMap<string, ImageSpec> {
  const entries = Object.entries(input.images);
  if (entries.length > LIMITS.imagesPerScenario) {
    const message = `${entries.length} images are too many`;
    resolution.problems.error({
      path: ['images'],
      at: 'key',
      message,
      remedy: `write at most ${LIMITS.imagesPerScenario}`,
    });
    return new Map();
  }
  const images = new Map(
    entries.map(([name, image]) => [name, resolveImage(name, image, registries, time, resolution)]),
  );
  checkDigests(images, resolution);
  return images;
}

function resolveImage(
  name: string,
  given: ImageInput,
  registries: ReadonlyMap<string, ResolvedRegistry>,
  time: SimulatedTime,
  resolution: Resolution,
): ImageSpec {
  const path: Path = ['images', name];
  const base = imageBase(path, given, resolution);
  const own = (given.layers ?? []).map((layer, index) =>
    resolveLayer([...path, 'layers', index], name, index, layer, resolution),
  );
  const { registry, repository, pulledFrom } = storeOf(path, name, given, registries, resolution);
  const scale = resolution.pick([...path, 'scale'], given.scale, { value: 1, source: 'sizes as they are' });
  const layers = [...base.layers, ...own].map((layer) => scaled(layer, scale));
  const platforms = platformsFor(path, given, base, own.length > 0, resolution);
  return {
    name,
    registry,
    repository,
    pulledFrom,
    names: [],
    lifecycle: resolveLifecycle(path, given, storedInEcr(registry, pulledFrom, registries), resolution),
    lazyIndex: resolveLazyIndex(path, given, layers, dateOf(time), resolution),
    base: resolveBase(path, given, base.windows, time, resolution),
    layers,
    platforms,
    indexed: indexedFor(path, given, base, platforms, own.length > 0, resolution),
    builtSecondsBefore: resolution.pick(
      [...path, 'built'],
      given.built,
      { value: BUILT_SECONDS_BEFORE, source: 'a month before time zero' },
      formatDuration,
    ),
    configBytes: resolution.pick([...path, 'configSize'], given.configSize, configFallback(base), writeSize),
    tags: resolution.pick([...path, 'tags'], given.tags, {
      value: ['latest'],
      source: 'the tag of docker build',
    }),
    immutableTags: resolution.pick([...path, 'immutableTags'], given.immutableTags, {
      value: false,
      source: 'the default of an ECR repository',
    }),
  };
}

function resolveLayer(
  path: Path,
  image: string,
  index: number,
  given: LayerInput,
  resolution: Resolution,
): LayerSpec {
  const compression = given.compression ?? 'gzip';
  const ratio = given.ratio ?? (compression === 'none' ? 1 : RATIO);
  if (given.ratio !== undefined && given.uncompressed !== undefined) {
    const message = '"ratio" and "uncompressed" are both there';
    resolution.problems.error({ path: [...path, 'ratio'], at: 'key', message, remedy: 'keep one of them' });
  }
  const uncompressedBytes = given.uncompressed ?? Math.round(given.size * ratio);
  if (given.size > uncompressedBytes * LARGEST_GROWTH) {
    const message = `the layer is larger compressed (${writeSize(given.size)}) than on disk (${writeSize(uncompressedBytes)})`;
    const remedy =
      given.uncompressed === undefined
        ? 'write a larger "ratio"'
        : 'write a larger "uncompressed", or "ratio", which goes along with "size"';
    resolution.problems.warn({ path, message, remedy });
  }
  const files = given.files ?? filesOf(uncompressedBytes);
  const assumed = [
    ...(given.uncompressed === undefined && given.ratio === undefined && compression !== 'none'
      ? [`${RATIO} × on disk`]
      : []),
    ...(given.compression === undefined ? ['gzip'] : []),
    ...(given.files === undefined ? [`${imageDefaults.filesPerMegabyte} files a megabyte`] : []),
  ];
  const words = `${writeSize(given.size)} compressed, ${writeSize(uncompressedBytes)} on disk, ${compression}, ${formatCount(Math.round(files))} files`;
  resolution.given(path);
  if (assumed.length > 0) resolution.note(path, words, 'derived', `the file; assumed: ${assumed.join(', ')}`);
  return {
    digest: given.digest ?? (given.name === undefined ? `${image}#${index}` : `layer:${given.name}`),
    compressedBytes: given.size,
    uncompressedBytes,
    compression,
    files,
    changesEachRelease: given.changesEachRelease ?? false,
  };
}

/** A scaled layer is other bytes, so it has a digest of its own: the same for the same layer and scale. */
function scaled(layer: LayerSpec, scale: number): LayerSpec {
  if (scale === 1) return layer;
  return {
    ...layer,
    digest: `${layer.digest}*${scale}`,
    compressedBytes: Math.round(layer.compressedBytes * scale),
    uncompressedBytes: Math.round(layer.uncompressedBytes * scale),
    files: Math.round(layer.files * scale),
  };
}

interface Store {
  readonly registry: string;
  readonly repository: string;
  readonly pulledFrom: string;
}

/** What is written as a repository of a cache is one of its upstream, pulled through the cache. */
function throughCache(
  path: Path,
  named: string,
  repository: string,
  registries: ReadonlyMap<string, ResolvedRegistry>,
  resolution: Resolution,
): Store {
  const spec = registries.get(named)?.spec;
  const upstream = spec?.cache ? registries.get(spec.cache.upstream)?.spec : undefined;
  if (upstream === undefined) return { registry: named, repository, pulledFrom: named };
  if (spec?.type === 'ecr-pull-through-cache' && upstream.type === 'docker-hub' && !repository.includes('/'))
    resolution.problems.error({
      path,
      message: `in a cache of ECR, "${repository}" of Docker Hub is called "library/${repository}"`,
      remedy: `write "${named}/library/${repository}"`,
    });
  return { registry: upstream.name, repository, pulledFrom: named };
}

/** Whether an image is in a repository of ECR, where lifecycle policies are. */
function storedInEcr(
  registry: string,
  pulledFrom: string,
  registries: ReadonlyMap<string, ResolvedRegistry>,
): boolean {
  const specs = [registry, pulledFrom].map((name) => registries.get(name)?.spec);
  return specs.some((spec) => spec === undefined || isInEcr(spec));
}

function storeOf(
  path: Path,
  name: string,
  given: ImageInput,
  registries: ReadonlyMap<string, ResolvedRegistry>,
  resolution: Resolution,
): Store {
  const at = [...path, 'repository'];
  const stores = [...registries.values()].filter(({ spec }) => spec.cache === null);
  const only = stores.length === 1 && registries.size === 1 ? stores[0]?.spec.name : undefined;
  const slash = given.repository?.indexOf('/') ?? -1;
  const first = given.repository?.slice(0, Math.max(slash, 0)) ?? '';
  if (given.repository !== undefined && slash > 0 && registries.has(first)) {
    resolution.given(at);
    return throughCache(at, first, given.repository.slice(slash + 1), registries, resolution);
  }
  if (only !== undefined) {
    const source = 'the only registry, and the name of the image';
    const repository = resolution.pick(at, given.repository, { value: name, source, origin: 'derived' });
    return { registry: only, repository, pulledFrom: only };
  }
  if (given.repository === undefined) {
    const remedy = `add "repository:", such as "${[...registries.keys()][0] ?? ''}/${name}"`;
    resolution.problems.error({
      path,
      at: 'key',
      message: 'there are several registries, and no repository is given',
      remedy,
    });
  } else resolution.unknown(at, 'registry', first || given.repository, [...registries.keys()]);
  return { registry: '', repository: name, pulledFrom: '' };
}

function platformsFor(
  path: Path,
  given: ImageInput,
  base: Base,
  hasOwn: boolean,
  resolution: Resolution,
): readonly string[] {
  // What is built on top is built for one platform, unless the scenario says more.
  const isPure = !hasOwn && base.platforms.length > 0;
  const isWindows = given.base !== undefined || base.windows !== null;
  const value: readonly string[] = isPure ? base.platforms : [isWindows ? 'windows/amd64' : 'linux/amd64'];
  const source = isPure
    ? 'those of its source'
    : isWindows
      ? 'that of its base image'
      : 'what docker build makes on an x86 machine';
  return resolution.pick([...path, 'platforms'], given.platforms, {
    value,
    source,
    origin: isPure ? 'derived' : 'default',
  });
}

function indexedFor(
  path: Path,
  given: ImageInput,
  base: Base,
  platforms: readonly string[],
  hasOwn: boolean,
  resolution: Resolution,
): boolean {
  const value = platforms.length > 1 || (!hasOwn && base.indexed);
  const source = value ? 'several platforms, or the source is an index' : 'one platform';
  return resolution.pick([...path, 'index'], given.index, { value, source, origin: 'derived' });
}

function configFallback({ configBytes }: Base): {
  value: number;
  source: string;
  origin: 'catalogue' | 'derived';
} {
  if (configBytes !== null) return { value: configBytes, source: 'the manifest', origin: 'derived' };
  return {
    value: imageDefaults.configBytes,
    source: 'ten layers with their history, OCI image specification 1.1',
    origin: 'catalogue',
  };
}

/** Equal digests are the same bytes: a second size for one is a mistake. */
function checkDigests(images: ReadonlyMap<string, ImageSpec>, resolution: Resolution): void {
  const first = new Map<string, { layer: LayerSpec; image: string }>();
  for (const [image, { layers }] of images) {
    for (const layer of layers) {
      const before = first.get(layer.digest);
      if (before === undefined) first.set(layer.digest, { layer, image });
      else if (differs(before.layer, layer)) {
        const message = `layer "${layer.digest.replace(/^layer:/, '')}" has another size in image "${before.image}"`;
        resolution.problems.error({
          path: ['images', image],
          at: 'key',
          message,
          remedy: 'equal names and digests are the same bytes',
        });
        return;
      }
    }
  }
}

/** Sizes on disk that were only estimated may differ between a catalogue and a manifest of the same layer. */
function differs(a: LayerSpec, b: LayerSpec): boolean {
  if (a.compressedBytes !== b.compressedBytes) return true;
  return a.digest.startsWith('layer:') && a.uncompressedBytes !== b.uncompressedBytes;
}
