/**
 * By what an image that was pulled whole is mounted, in the words of the task metadata endpoint (`Snapshotter`) and of
 * `docker info`. Only moby's graph driver shares downloads between pulls, so that this tells it from containerd's store.
 */
import type { LazyMount } from '../lazy/lazy-mount.js';
import type { LazyFallback, RuntimeSpec } from '../spec.js';

/** overlay2 (Docker's graph driver), overlayfs (containerd, Fargate), windowsfilter (whatever imports layers of Windows). */
export function eagerSnapshotter({ duplicates, importBytesPerSecond }: RuntimeSpec): string {
  if (importBytesPerSecond < Infinity) return 'windowsfilter';
  return duplicates === 'shared' ? 'overlay2' : 'overlayfs';
}

/**
 * By what an image is mounted. One that could not be loaded lazily is not, even where layers of it were there because
 * another image that shares them could.
 */
export function snapshotterName(
  runtime: RuntimeSpec,
  mount: LazyMount | null,
  fallback: LazyFallback | '',
): string {
  return mount !== null && fallback === '' ? mount.snapshotter : eagerSnapshotter(runtime);
}
