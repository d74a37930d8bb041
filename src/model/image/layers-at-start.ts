/** Layers of an image before anything is pushed: what its sizes are told from. */
import type { ImageSpec, LayerSpec } from '../spec.js';

/** All of them, those of its base first. */
export function layersAtStart({ base, layers }: ImageSpec): readonly LayerSpec[] {
  const below = base?.releases[base.atStart]?.layers ?? [];
  return [...below, ...layers];
}
