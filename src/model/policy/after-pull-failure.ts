/**
 * What follows when an image could not be pulled, after all retries.
 * Rule: amazon-ecs-agent, `agent/engine/task_manager.go`, `handleEventError`, and
 * `docker_task_engine.go`, `pullAndUpdateContainerReference` (1.105.1). `always` and `once` stop the
 * task even for a non-essential container; `default` and `prefer-cached` go on to create, which runs
 * whatever the local tag names. `ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT` adds a look at the reference
 * that was pulled (its digest form), which turns "run the old tag" into "stop".
 */
import type { FailureDecision, PullFailure } from './types.js';

/** Decides between stopping the task and going on to create the container. */
export function afterPullFailure(failure: PullFailure): FailureDecision {
  switch (failure.behavior) {
    case 'always':
    case 'once':
      return { then: 'stop', reason: `${failure.behavior} stops a task whose image cannot be pulled` };
    case 'default':
    case 'prefer-cached':
      break;
  }
  if (failure.pullDependentContainersUpfront && !failure.pulledReferenceOnDisk && failure.essential) {
    return {
      then: 'stop',
      reason:
        'with images pulled upfront, an essential image that is not on disk by its digest stops the task',
    };
  }
  return {
    then: 'continue',
    reason: `${failure.behavior} goes on to create, which runs the local tag if there is one`,
  };
}
