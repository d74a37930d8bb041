/** The policy functions on their own: `import { decidePull } from "pullcast/policy"`. */
export { decidePull } from './decide-pull.js';
export { afterManifestFailure } from './after-manifest-failure.js';
export { afterPullFailure } from './after-pull-failure.js';
export { selectForCleanup } from './select-for-cleanup.js';
export { ecsAgentPolicy } from './ecs-agent-policy.js';
export { PULL_BEHAVIORS } from './types.js';
export type {
  CleanupQuestion,
  FailureDecision,
  ImageState,
  ManifestFailure,
  PullBehavior,
  PullDecision,
  PullFailure,
  PullPolicy,
  PullQuestion,
} from './types.js';
