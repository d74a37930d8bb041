/** The rules of the Amazon ECS agent as one policy: its functions, unchanged, under one name. */
import { afterManifestFailure } from './after-manifest-failure.js';
import { afterPullFailure } from './after-pull-failure.js';
import { decidePull } from './decide-pull.js';
import { retry } from './retry.js';
import { runsCleanup } from './runs-cleanup.js';
import { selectForCleanup } from './select-for-cleanup.js';
import { selectUntracked } from './select-untracked.js';
import type { CompletePolicy } from './types.js';

export const ecsAgentPolicy: CompletePolicy = {
  name: 'amazon-ecs-agent',
  decidePull,
  afterManifestFailure,
  afterPullFailure,
  retry,
  runsCleanup,
  selectForCleanup,
  selectUntracked,
};
