/**
 * What follows when the digest of an image could not be resolved.
 * Rule: amazon-ecs-agent, `agent/engine/task_manager.go`, `handleEventError` (1.105.1): `always` and
 * `once` stop the task before any image pull; the other two go on and pull by the plain tag.
 */
import type { FailureDecision, ManifestFailure } from './types.js';

/** Decides between stopping the task and going on to the pull. */
export function afterManifestFailure(failure: ManifestFailure): FailureDecision {
  switch (failure.behavior) {
    case 'always':
    case 'once':
      return { then: 'stop', reason: `${failure.behavior} stops a task whose manifest cannot be resolved` };
    case 'default':
    case 'prefer-cached':
      return { then: 'continue', reason: `${failure.behavior} goes on and pulls by tag instead of digest` };
  }
}
