/**
 * The rules as the documentation of `ECS_IMAGE_PULL_BEHAVIOR` words them, where the agent's code does
 * otherwise: `always` ignores what is on disk, `once` goes by the image and not by the string that named
 * it, `prefer-cached` keeps cleanup away from the images of its tasks only, and `default` falls back on the
 * cache at the first failure. What it says nothing about is done as the agent does it. Source: Amazon ECS
 * developer guide, https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pull-behavior.html and
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html (2026).
 */
import { decidePull } from './decide-pull.js';
import { ecsAgentPolicy } from './ecs-agent-policy.js';
import { retry } from './retry.js';
import { selectForCleanup } from './select-for-cleanup.js';
import type {
  CleanupQuestion,
  CompletePolicy,
  PullDecision,
  PullQuestion,
  RetryDecision,
  RetryQuestion,
} from './types.js';

export const documentedPolicy: CompletePolicy = {
  ...ecsAgentPolicy,
  name: 'documented',
  decidePull: decideAsDocumented,
  retry: retryAsDocumented,
  runsCleanup: () => true,
  selectForCleanup: selectAsDocumented,
};

function decideAsDocumented(question: PullQuestion): PullDecision {
  const { behavior } = question;
  if (behavior === 'always') {
    return { pull: true, anew: true, reason: 'always ignores cached images and downloads them anew' };
  }
  if (behavior !== 'once') return decidePull(question);
  return (question.imagePulledByAgent ?? question.pulledByAgent)
    ? { pull: false, reason: 'once: a task before has pulled this image' }
    : { pull: true, reason: 'once: no task before has pulled this image' };
}

function retryAsDocumented(question: RetryQuestion): RetryDecision {
  return question.behavior === 'default' && question.imageOnDisk
    ? { retry: false, reason: 'default uses the cached image when a pull fails' }
    : retry(question);
}

/** Tracked images are those that tasks have used: under `prefer-cached` each of them stays. */
function selectAsDocumented(question: CleanupQuestion): readonly string[] {
  return question.behavior === 'prefer-cached' ? [] : selectForCleanup(question);
}
