import type { ImageSpec, LayerSpec } from '../spec.js';

/** All layers of an image at time zero, those of its base first. */
export function layersAtStart({ base, layers }: ImageSpec): readonly LayerSpec[] {
  const below = base?.releases[base.atStart]?.layers ?? [];
  return [...below, ...layers];
}
