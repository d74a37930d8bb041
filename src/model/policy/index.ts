/** The policy functions on their own: `import { decidePull } from "pullcast/policy"`. */
export { decidePull } from './decide-pull.js';
export { afterManifestFailure } from './after-manifest-failure.js';
export { afterPullFailure } from './after-pull-failure.js';
export { retry } from './retry.js';
export { runsCleanup } from './runs-cleanup.js';
export { selectForCleanup } from './select-for-cleanup.js';
export { selectUntracked, untrackedBudget } from './select-untracked.js';
export { completePolicy } from './complete-policy.js';
export { ecsAgentPolicy } from './ecs-agent-policy.js';
export { documentedPolicy } from './documented-policy.js';
export { BUILT_IN_POLICIES, findPolicy } from './find-policy.js';
export { PolicyError, type RuleName } from './policy-error.js';
export { policyProblem } from './policy-problem.js';
export { PULL_BEHAVIORS } from './types.js';
export type {
  CleanupQuestion,
  CompletePolicy,
  FailureDecision,
  ImageState,
  ManifestFailure,
  PullBehavior,
  PullDecision,
  PullFailure,
  PullPolicy,
  PullQuestion,
  PullStage,
  RetryDecision,
  RetryQuestion,
  UntrackedImage,
  UntrackedQuestion,
} from './types.js';
