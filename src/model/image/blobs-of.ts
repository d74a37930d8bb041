/**
 * The blobs of a release: configuration, layers and SOCI index (with its zTOCs, as one) of each platform. The platforms
 * of an index are taken to be of one size, and to share no layers; hosts of any platform ask for the blobs of the first
 * by the digests of the scenario. Manifests are left out: they are small.
 */
import type { Release } from './release.js';

export interface Blob {
  readonly digest: string;
  readonly bytes: number;
  /** Position of its platform in the index. */
  readonly platform: number;
}

/** Each blob once, platform by platform, the configuration first; of so many platforms. */
export function blobsOf(release: Release, platforms = release.platforms.length): readonly Blob[] {
  const blobs = new Map<string, Blob>();
  for (let platform = 0; platform < platforms; platform++) {
    const add = (digest: string, bytes: number): void => {
      const name = platform === 0 ? digest : `${digest} ${release.platforms[platform]}`;
      if (!blobs.has(name)) blobs.set(name, { digest: name, bytes, platform });
    };
    add(release.imageId, release.configBytes);
    for (const { digest, compressedBytes } of release.layers) add(digest, compressedBytes);
    const index = release.embedded?.bytes ?? 0;
    if (index > 0) add(indexBlob(release.digest), index);
  }
  return [...blobs.values()];
}

/** Under which name the index of an image is stored. */
export function indexBlob(digest: string): string {
  return `soci ${digest}`;
}
