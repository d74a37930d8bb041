/**
 * Forms of one release that differ in what makes them loadable in parts. SOCI v2 (`soci convert`, soci-snapshotter
 * `docs/soci-index-manifest-v2.md`, 2026-08): the index becomes part of the image, which has another digest and the same
 * layers. v1: the index is found by the digest, so that a tool that rewrites the manifest loses it. Runtimes that load
 * lazily know an image by the digest of its manifest: each form has an image ID of its own, and shares its layers.
 */
import type { ImageSpec, LazyIndexSpec } from '../spec.js';
import type { ChainTable } from './chain-table.js';
import { digestOf, makeRelease, type Release } from './release.js';

/** Bytes of an index of a release and of what it names. */
export type IndexSize = (release: Release, index: LazyIndexSpec) => number;

/** What the tags of an image name at time zero: with the index in it, where it was converted before. */
export function releaseAtStart(
  spec: ImageSpec,
  chains: ChainTable,
  indexBytes: IndexSize = () => 0,
): Release {
  const release = makeRelease(spec, 0, chains);
  const { lazyIndex } = spec;
  const isConverted = lazyIndex?.format === 'soci' && lazyIndex.version === 'v2' && lazyIndex.atStart;
  return isConverted ? withIndex(release, lazyIndex, indexBytes(release, lazyIndex)) : release;
}

/** The release with the index in it, as a builder pushes it; `bytes`: of the index and what it names. */
export function withIndex(release: Release, index: LazyIndexSpec, bytes: number): Release {
  return { ...another(release, 'soci'), embedded: { index, bytes, plain: release } };
}

/** What a tool makes of it that writes its manifest anew, and knows nothing of what refers to it. */
export function rewritten(release: Release): Release {
  return another(release, 'rewritten');
}

/** The release without an index that was put into it later; itself where it has none. */
export function plainForm(release: Release): Release {
  return release.embedded?.plain ?? release;
}

function another(release: Release, how: string): Release {
  const { digest, imageId } = release;
  return { ...release, digest: digestOf(`${how} ${digest}`), imageId: digestOf(`${how} ${imageId}`) };
}
