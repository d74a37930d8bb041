/**
 * An image and a container as a container runtime keeps them, and the rule by which Docker tells whether the
 * names of an image are of one repository (moby `daemon/images/image_delete.go`, `isSingleReference`).
 */
import { parseReference } from '../image/reference.js';
import type { Release } from '../image/release.js';

export interface LocalImage {
  readonly release: Release;
  /** Local tags that name it. */
  readonly tags: Set<string>;
  /** `repository@digest` names under which it was pulled. */
  readonly repoDigests: Set<string>;
  /** Containers made from it, running or stopped, that were not removed. */
  readonly containers: Set<LocalContainer>;
  /** Digests of the compressed blobs that are kept for it. */
  readonly blobs: readonly string[];
}

/** A container of the runtime, from create until it is removed. */
export interface LocalContainer {
  readonly name: string;
  readonly image: LocalImage;
  /** When it ended; NaN while it has not. */
  finishedAt: number;
}

/** Whether all names are of one repository, with one tag at most; never for an image without a name. */
export function isSingleReference({ tags, repoDigests }: LocalImage): boolean {
  if (tags.size > 1 || tags.size + repoDigests.size === 0) return false;
  const repositories = new Set([...tags, ...repoDigests].map((name) => parseReference(name).name));
  return repositories.size === 1 && (repoDigests.size > 0 || tags.size === 1);
}
