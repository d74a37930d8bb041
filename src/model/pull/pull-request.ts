/** What is asked of a container runtime, and what comes of it. */
import type { Entity } from '../../kernel/random.js';
import type { LocalImage } from '../host/local-image.js';
import type { LazyMount } from '../lazy/lazy-mount.js';
import type { Route } from '../network/route.js';
import type { Registry } from '../registry/registry.js';
import type { LazyFallback, ReadsSpec } from '../spec.js';
import type { PullCounts } from './pull-counts.js';
import type { PullProgress } from './pull-progress.js';

export interface PullRequest {
  readonly registry: Registry;
  readonly route: Route;
  /** The name of the image in the scenario. */
  readonly image: string;
  /** What is pulled: by tag or by digest. */
  readonly reference: string;
  /** Number of the attempt of whoever pulls, from 1: faults can be aimed at it. */
  readonly attempt: number;
  /** Download every layer, even those on disk. */
  readonly anew: boolean;
  /** `os/architecture` of the host. */
  readonly platform: string;
  readonly entity: Entity;
  readonly progress: PullProgress;
  /** Why the platform and the task do not let the image be loaded lazily; '' where they do, or its host never does. */
  readonly lazyRefusal: LazyFallback | '';
  /** What its container reads at start, for what is fetched ahead; null: nobody reads. */
  readonly reads: ReadsSpec | null;
}

export interface PullResult extends PullCounts {
  /** The image, now in the store; null when the pull failed. */
  readonly local: LocalImage | null;
  readonly error: string | null;
  readonly layersPulled: number;
  readonly layersReused: number;
  /** What the image is mounted by, as the task metadata endpoint says; '' when the pull failed. */
  readonly snapshotter: string;
  /** Why it was pulled whole although its host loads lazily. */
  readonly fallback: LazyFallback | '';
  /** The files of an image that is loaded lazily; null when all is on disk. */
  readonly mount: LazyMount | null;
}

/** What a pull that has failed leaves. */
export const NO_IMAGE = {
  local: null,
  layersPulled: 0,
  layersReused: 0,
  snapshotter: '',
  fallback: '',
  mount: null,
} as const;
