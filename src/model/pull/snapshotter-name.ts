/**
 * By what an image that was pulled whole is mounted, in the words of the task metadata endpoint (`Snapshotter`) and of
 * `docker info`. Only moby's graph driver shares downloads between pulls, so that this tells it from containerd's store.
 */
import type { RuntimeSpec } from '../spec.js';

/** overlay2 (Docker's graph driver), overlayfs (containerd, Fargate), windowsfilter (whatever imports layers of Windows). */
export function eagerSnapshotter({ duplicates, importBytesPerSecond }: RuntimeSpec): string {
  if (importBytesPerSecond < Infinity) return 'windowsfilter';
  return duplicates === 'shared' ? 'overlay2' : 'overlayfs';
}
