/** The rules of the Amazon ECS agent as one policy: the four functions, unchanged, under one name. */
import { afterManifestFailure } from './after-manifest-failure.js';
import { afterPullFailure } from './after-pull-failure.js';
import { decidePull } from './decide-pull.js';
import { selectForCleanup } from './select-for-cleanup.js';
import type { PullPolicy } from './types.js';

export const ecsAgentPolicy: PullPolicy = {
  name: 'amazon-ecs-agent 1.105.1',
  decidePull,
  afterManifestFailure,
  afterPullFailure,
  selectForCleanup,
};
