/**
 * Real container images by reference: their layers with digests and sizes. The official Linux images of 2026 load
 * with this module, those of Windows, of .NET and of 2016 to 2024 when `loadImageArchive` is called: a page carries only what it uses.
 * Sizes on disk are estimates, since no source lists them by layer: the image's own total shared out over its layers
 * where there is one (2018), else the ratio of its kind (capacity-costs.ts). A digest has one size wherever it occurs.
 */
import { imageDefaults } from './costs.js';
import { images as images2026, sources as sources2026 } from './data/images-2026.js';
import type { ImageRow, ImageSource } from './image-row.js';

export interface CatalogueLayer {
  readonly digest: string;
  readonly compressedBytes: number;
  readonly uncompressedBytes: number;
  /** Number of files, an estimate by the kind of image: an average, so not a whole number. */
  readonly files: number;
}

export interface CatalogueImage {
  readonly ref: string;
  readonly platform: string;
  /** Windows build or distribution, where the source names it. */
  readonly osVersion: string | null;
  /** The day on which the reference stood for this content. */
  readonly asOf: string;
  readonly source: string;
  /** Base layer first. A digest can occur twice (the empty layer). */
  readonly layers: readonly CatalogueLayer[];
  readonly compressedBytes: number;
  /** How the uncompressed sizes were found, in words. */
  readonly uncompressedRule: string;
  readonly compression: 'gzip';
  /** Whether the tag names a multi-platform index. */
  readonly indexed: boolean;
  readonly configDigest: string | null;
  /** Positions of layers that a registry of that day did not hold. */
  readonly foreignLayers: readonly number[];
}

interface ImageSet {
  readonly images: readonly ImageRow[];
  readonly sources: Readonly<Record<string, ImageSource>>;
}

const DOCKER_HUB_PREFIX = /^(?:(?:index\.|registry-1\.)?docker\.io\/)?(?:library\/)?/;

const RATIOS = imageDefaults;
const MEGABYTE = 1e6;
/** A quarter to half of all layers are below this; most of those are in many images. */
const TINY_LAYER_BYTES = 4096;

let loaded: readonly ImageSet[] = [{ images: images2026, sources: sources2026 }];
let archive: Promise<void> | undefined;
let allAreLoaded = false;

/**
 * Loads the images of 2016 to 2024, of Windows and of .NET; `findImage` and `imageNames` see them once the promise is
 * settled.
 */
export function loadImageArchive(): Promise<void> {
  archive ??= readArchive();
  return archive;
}

async function readArchive(): Promise<void> {
  const [older, microsoft] = await Promise.all([
    import('./data/images-archive.js'),
    import('./data/images-microsoft.js'),
  ]);
  loaded = [...loaded, microsoft, older];
  allAreLoaded = true;
}

/** Whether all images of the catalogue are loaded. */
export function hasAllImages(): boolean {
  return allAreLoaded;
}

/**
 * The newest entry for a reference and platform, or undefined. `docker.io/library/nginx` is `nginx:latest`;
 * of several Windows builds of one day the highest is taken.
 */
export function findImage(ref: string, platform = 'linux/amd64'): CatalogueImage | undefined {
  const name = canonicalReference(ref);
  const wanted = canonicalPlatform(platform);
  let found: { row: ImageRow; source: ImageSource } | undefined;
  for (const { images, sources } of loaded) {
    for (const row of images) {
      const source = sources[row.source];
      if (row.ref !== name || row.platform !== wanted || source === undefined) continue;
      if (found === undefined || isNewer(row, found.row)) found = { row, source };
    }
  }
  return found && describe(found.row, found.source);
}

/** All references that are loaded, sorted, each once. */
export function imageNames(): readonly string[] {
  return [...new Set(loaded.flatMap(({ images }) => images.map(({ ref }) => ref)))].sort();
}

/** The platforms that the loaded entries of a reference cover, sorted; empty if it is unknown. */
export function platformsOf(ref: string): readonly string[] {
  const name = canonicalReference(ref);
  const rows = loaded.flatMap(({ images }) => images.filter((row) => row.ref === name));
  return [...new Set(rows.map(({ platform }) => platform))].sort();
}

/** A reference as the catalogue writes it: without Docker Hub's prefixes and with a tag. */
export function canonicalReference(ref: string): string {
  const name = ref.replace(DOCKER_HUB_PREFIX, '');
  return name.slice(name.lastIndexOf('/') + 1).includes(':') ? name : `${name}:latest`;
}

/** `linux/arm64/v8` is `linux/arm64`: the catalogue knows no variants. */
function canonicalPlatform(platform: string): string {
  return platform.split('/').slice(0, 2).join('/');
}

function isNewer(a: ImageRow, b: ImageRow): boolean {
  if (a.asOf !== b.asOf) return a.asOf > b.asOf;
  return (a.osVersion ?? '') > (b.osVersion ?? '');
}

function describe(row: ImageRow, source: ImageSource): CatalogueImage {
  return {
    ref: row.ref,
    platform: row.platform,
    osVersion: row.osVersion ?? null,
    asOf: row.asOf,
    source: `${source.what} (${source.url}, ${source.dated}, ${source.licence})`,
    layers: row.layers.map(([digest, compressedBytes, bytesOnDisk], index) => {
      const uncompressedBytes =
        bytesOnDisk ?? Math.round(compressedBytes * ratioOf(row.kind, index, compressedBytes));
      const files = (uncompressedBytes / MEGABYTE) * filesPerMegabyteOf(row.kind, index, compressedBytes);
      return { digest: `sha256:${digest}`, compressedBytes, uncompressedBytes, files };
    }),
    compressedBytes: row.totalBytes,
    uncompressedRule: uncompressedRule(row),
    // Every media type that any source names says gzip; where none is named it is assumed.
    compression: 'gzip',
    indexed: row.index !== undefined,
    configDigest: row.config === undefined ? null : `sha256:${row.config}`,
    foreignLayers: row.foreignLayers ?? [],
  };
}

function uncompressedRule(row: ImageRow): string {
  if (row.uncompressedBytes !== undefined)
    return 'size on disk by docker inspect, shared out over the layers';
  if (row.kind === 'ml')
    return `${RATIOS.uncompressedRatioMachineLearning} × compressed, base layer ${RATIOS.uncompressedRatio} ×`;
  return `${ratioOf(row.kind, 0, 0)} × compressed`;
}

/**
 * The ratio of a layer. The same bytes must have the same size in every image, so in machine-learning images the
 * base and the tiny layers, which other images share, take the ordinary ratio.
 */
function ratioOf(kind: ImageRow['kind'], index: number, compressedBytes: number): number {
  if (kind === 'windows') return RATIOS.uncompressedRatioWindows;
  return isOfMachineLearning(kind, index, compressedBytes)
    ? RATIOS.uncompressedRatioMachineLearning
    : RATIOS.uncompressedRatio;
}

function filesPerMegabyteOf(kind: ImageRow['kind'], index: number, compressedBytes: number): number {
  return isOfMachineLearning(kind, index, compressedBytes)
    ? RATIOS.filesPerMegabyteMachineLearning
    : RATIOS.filesPerMegabyte;
}

function isOfMachineLearning(kind: ImageRow['kind'], index: number, compressedBytes: number): boolean {
  return kind === 'ml' && index > 0 && compressedBytes > TINY_LAYER_BYTES;
}
