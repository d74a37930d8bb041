/** Base images for tests: a release layer of 100 MB (200 MB on disk) that all releases share, and an update of 50 MB (100 MB) each. */
import type { BaseSpec, HostBasesSpec, LayerSpec } from '../../src/model/spec.js';
import { layer, MB } from './tiny-world.js';

/** The layers of the n-th release. */
export function baseLayers(n: number): readonly LayerSpec[] {
  const os = layer({ digest: 'sha256:os', changesEachRelease: false });
  const update = { digest: `sha256:update-${n}`, compressedBytes: 50 * MB, uncompressedBytes: 100 * MB };
  return [os, layer({ ...update, changesEachRelease: false })];
}

/** A base with a release at each of these instants. */
export function monthlyBase(publishedAtSeconds: readonly number[], atStart: number): BaseSpec {
  const releases = publishedAtSeconds.map((at, n) => ({
    name: `release ${n}`,
    publishedAtSeconds: at,
    layers: baseLayers(n),
  }));
  return { name: 'servercore', releases, atStart };
}

/** Hosts that get the n-th release at the n-th of these instants. */
export function hostBases(fromSeconds: readonly number[], releasesKept: number): HostBasesSpec {
  const releases = fromSeconds.map((from, n) => ({
    name: `release ${n}`,
    fromSeconds: from,
    layers: baseLayers(n),
  }));
  return { releases, releasesKept };
}
