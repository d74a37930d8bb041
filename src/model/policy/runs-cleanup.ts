/**
 * Whether image cleanup runs at all. Rule: amazon-ecs-agent, `docker_image_manager.go`,
 * `StartImageCleanupProcess` (1.105.1): under `prefer-cached` the whole process never starts, untracked
 * images included.
 */
import type { PullBehavior } from './types.js';

export function runsCleanup(behavior: PullBehavior): boolean {
  return behavior !== 'prefer-cached';
}
