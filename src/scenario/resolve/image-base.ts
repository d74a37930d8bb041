/**
 * What an image is built upon: layers of a catalogue image (`from`) or of a manifest file (`manifest`). Neither lists
 * sizes on disk or numbers of files, so these are the catalogue's ratios.
 */
import { imageDefaults } from '../../catalog/costs.js';
import {
  type CatalogueImage,
  findImage,
  hasAllImages,
  imageNames,
  platformsOf,
} from '../../catalog/images.js';
import { type WindowsImage, splitWindowsBase } from '../../catalog/windows-bases.js';
import type { LayerSpec } from '../../model/spec.js';
import { UnitError } from '../../units/unit-error.js';
import type { Path } from '../path.js';
import type { ImageInput } from '../schema/images.js';
import { type ReadManifest, readManifest } from './read-manifest.js';
import { readNamedFile } from './read-named-file.js';
import type { Resolution } from './resolution.js';
import { writeSize } from './write-values.js';

const RATIO = imageDefaults.uncompressedRatio;
const MEGABYTE = 1e6;

/** What an image is built upon. */
export interface Base {
  readonly layers: readonly LayerSpec[];
  readonly platforms: readonly string[];
  readonly indexed: boolean;
  readonly configBytes: number | null;
  /** What its layers lie upon, where that is a base image of Windows; null: nothing. */
  readonly windows: WindowsImage | null;
}

const NOTHING: Base = { layers: [], platforms: [], indexed: false, configBytes: null, windows: null };

/** What the image at `path` is built upon; nothing, after an error or where all is written out. */
export function imageBase(path: Path, given: ImageInput, resolution: Resolution): Base {
  if (given.from !== undefined && given.manifest !== undefined) {
    const message = '"from" and "manifest" are both there';
    resolution.problems.error({
      path: [...path, 'manifest'],
      at: 'key',
      message,
      remedy: 'keep one of them',
    });
    return NOTHING;
  }
  if (given.from !== undefined) return fromCatalogue(path, given.from, given.platforms ?? [], resolution);
  if (given.manifest !== undefined)
    return fromManifest(path, given.manifest, given.platforms ?? [], resolution);
  if ((given.layers ?? []).length === 0 && given.base === undefined) {
    const remedy = 'add "from:" (catalogue), "manifest:" (file), "base:" (Windows) or "layers:"';
    resolution.problems.error({ path, at: 'key', message: 'the image has no layers', remedy });
  }
  return NOTHING;
}

/** An error; a page that has not loaded all images is told how to. */
function reportMissing(
  at: Path,
  reference: string,
  platforms: readonly string[],
  resolution: Resolution,
): void {
  const elsewhere = hasAllImages()
    ? ''
    : 'older images, .NET and Windows are known after "await loadImageArchive()"';
  const has = platformsOf(reference);
  if (has.length === 0)
    return resolution.unknown(at, 'image of the catalogue', reference, imageNames(), elsewhere);
  const message = `the catalogue has "${reference}" not for ${platforms.join(' or ')}`;
  const remedy = [`it has: ${has.join(', ')}`, elsewhere].filter((part) => part !== '').join('; ');
  resolution.problems.error({ path: at, message, remedy });
}

function fromCatalogue(
  path: Path,
  reference: string,
  wanted: readonly string[],
  resolution: Resolution,
): Base {
  const at = [...path, 'from'];
  const platforms = wanted.length > 0 ? wanted : ['linux/amd64', ...platformsOf(reference)];
  const found = platforms.flatMap((platform) => findImage(reference, platform) ?? [])[0];
  if (found === undefined) {
    reportMissing(at, reference, platforms, resolution);
    return NOTHING;
  }
  resolution.given(at);
  const bytes = writeSize(found.compressedBytes);
  resolution.note(
    [...at, 'layers'],
    `${found.layers.length} layers, ${bytes} compressed, ${found.uncompressedRule}`,
    'catalogue',
    `${found.source}, content of ${found.asOf}`,
  );
  const windows = splitWindowsBase(found.layers) ?? null;
  const own = windows?.above ?? found.layers;
  return {
    layers: own.map((layer) => catalogueLayer(layer, found.compression)),
    platforms: platformsOf(reference),
    indexed: found.indexed,
    configBytes: null,
    windows,
  };
}

function catalogueLayer(layer: CatalogueImage['layers'][number], compression: 'gzip'): LayerSpec {
  const { digest, compressedBytes, uncompressedBytes, files } = layer;
  return {
    digest,
    compressedBytes,
    uncompressedBytes,
    compression,
    files,
    changesEachRelease: false,
  };
}

/** How many files so many bytes are likely to be: an average, so not a whole number. */
export function filesOf(uncompressedBytes: number): number {
  return (uncompressedBytes / MEGABYTE) * imageDefaults.filesPerMegabyte;
}

function fromManifest(path: Path, file: string, wanted: readonly string[], resolution: Resolution): Base {
  const at = [...path, 'manifest'];
  const text = readNamedFile(at, file, resolution);
  if (text === undefined) return NOTHING;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const readBlob = (digest: string): string | null =>
    readQuietly(`${folder}blobs/${digest.replace(':', '/')}`, resolution);
  let read: ReadManifest;
  try {
    read = readManifest(text, wanted, readBlob);
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    resolution.problems.error({ path: at, message: `${file} ${error.message}`, remedy: error.remedy });
    return NOTHING;
  }
  resolution.given(at);
  const bytes = read.layers.reduce((sum, layer) => sum + layer.compressedBytes, 0);
  const platform = read.platform === null ? '' : ` for ${read.platform}`;
  const words = `${read.layers.length} layers, ${writeSize(bytes)} compressed${platform}, ${RATIO} × on disk`;
  resolution.note([...at, 'layers'], words, 'file', file);
  return {
    layers: read.layers.map((layer) => {
      const ratio = layer.compression === 'none' ? 1 : RATIO;
      const uncompressedBytes = Math.round(layer.compressedBytes * ratio);
      return { ...layer, uncompressedBytes, files: filesOf(uncompressedBytes), changesEachRelease: false };
    }),
    platforms: read.platforms,
    indexed: read.indexed,
    configBytes: read.configBytes,
    windows: null,
  };
}

function readQuietly(file: string, resolution: Resolution): string | null {
  try {
    return resolution.readFile(file);
  } catch {
    // Most indexes have no blobs beside them: that is for the caller to judge.
    return null;
  }
}
