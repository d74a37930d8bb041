/**
 * The index of one layer: into how many spans it is cut, and how large the index is (SOCI's zTOC, the table of contents
 * of an eStargz layer). Bytes of a layer are taken to compress evenly. SOCI cuts the uncompressed layer at equal
 * distances (soci-snapshotter ztoc/ztoc_builder.go), eStargz at files and within large ones (estargz/build.go); what it
 * reads of a blob comes in pieces of some size at least. Which
 * files are large nobody tells, and start-up reads large ones: all chunks have the size of those that are read.
 */
import type { LayerSpec, LazyIndexSpec, ModelParameters } from '../spec.js';
import { isIndexed } from './eligibility.js';

export interface LayerIndex {
  readonly spans: number;
  /** Uncompressed bytes of a span; the last one may be shorter. */
  readonly spanBytes: number;
  /** Of the index itself. */
  readonly indexBytes: number;
}

/** The index of a layer; null where it has none, and is pulled whole. */
export function indexLayer(
  layer: LayerSpec,
  index: LazyIndexSpec,
  parameters: ModelParameters,
): LayerIndex | null {
  if (!isIndexed(layer, index)) return null;
  const { files, uncompressedBytes } = layer;
  const { ztocBytesPerSpan, ztocBytesPerFile, tocBytesPerFile } = parameters;
  const spanBytes =
    index.format === 'soci' ? index.spanBytes : chunkBytes(layer, index.spanBytes, parameters);
  const spans = Math.max(1, Math.ceil(uncompressedBytes / spanBytes));
  const indexBytes =
    index.format === 'soci' ? spans * ztocBytesPerSpan + files * ztocBytesPerFile : files * tocBytesPerFile;
  return { spans, spanBytes, indexBytes };
}

function chunkBytes(
  { files, compressedBytes, uncompressedBytes }: LayerSpec,
  largestBytes: number,
  { readFileRatio, smallestChunkBytes }: ModelParameters,
): number {
  const fileBytes = (readFileRatio * uncompressedBytes) / Math.max(1, files);
  const smallest = smallestChunkBytes * (uncompressedBytes / Math.max(1, compressedBytes));
  return Math.max(Math.min(largestBytes, fileBytes), smallest, 1);
}

/** Uncompressed bytes of one span. */
export function spanLength(layer: LayerSpec, { spans, spanBytes }: LayerIndex, span: number): number {
  return span === spans - 1 ? layer.uncompressedBytes - (spans - 1) * spanBytes : spanBytes;
}

/** Compressed bytes of so many uncompressed ones. */
export function compressed({ compressedBytes, uncompressedBytes }: LayerSpec, bytes: number): number {
  return uncompressedBytes === 0 ? 0 : (bytes * compressedBytes) / uncompressedBytes;
}
