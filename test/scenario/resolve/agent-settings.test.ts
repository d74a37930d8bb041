import { describe, expect, it } from 'vitest';
import type { AgentSettings } from '../../../src/model/spec.js';
import { hostOf, linesOf } from '../reading.js';
import { small } from '../small-scenario.js';

const withSetting = (setting: string): string =>
  small('{ ECS_IMAGE_PULL_BEHAVIOR: default }', `{ ${setting} }`);
const read = (setting: string): AgentSettings => hostOf(withSetting(setting)).agent;

describe('a setting that the agent reads as written', () => {
  it.each([
    ['ECS_IMAGE_PULL_BEHAVIOR: prefer-cached', { pullBehavior: 'prefer-cached' }],
    ['ECS_IMAGE_PULL_BEHAVIOR: default', { pullBehavior: 'default' }],
    ['ECS_DISABLE_IMAGE_CLEANUP: true', { disableImageCleanup: true }],
    ['ECS_DISABLE_IMAGE_CLEANUP: "T"', { disableImageCleanup: true }],
    ['ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT: 1', { pullDependentContainersUpfront: true }],
    ['ECS_IMAGE_CLEANUP_INTERVAL: 10m', { imageCleanupIntervalSeconds: 600 }],
    ['ECS_IMAGE_MINIMUM_CLEANUP_AGE: 1m', { imageMinimumCleanupAgeSeconds: 60 }],
    ['ECS_IMAGE_MINIMUM_CLEANUP_AGE: -1h', { imageMinimumCleanupAgeSeconds: -3600 }],
    ['ECS_NUM_IMAGES_DELETE_PER_CYCLE: 20', { imagesDeletePerCycle: 20 }],
    ['ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: 1.5h', { taskCleanupWaitSeconds: 5400 }],
    ['ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER: 10m', { taskCleanupWaitJitterSeconds: 600 }],
    ['ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER: 0s', { taskCleanupWaitJitterSeconds: 0 }],
    ['ECS_IMAGE_PULL_TIMEOUT: 1h30m', { imagePullTimeoutSeconds: 5400 }],
    ['ECS_MANIFEST_PULL_TIMEOUT: 30s', { manifestPullTimeoutSeconds: 30 }],
  ])('is taken without a warning: %s', (setting, expected) => {
    expect(read(setting)).toMatchObject(expected);
    expect(linesOf(withSetting(setting))).toEqual([]);
  });
});

describe('a setting that the agent changes without a word', () => {
  it.each([
    ['ECS_IMAGE_PULL_BEHAVIOR: Always', { pullBehavior: 'default' }, '"default"'],
    ['ECS_IMAGE_PULL_BEHAVIOR: "once "', { pullBehavior: 'default' }, '"default"'],
    ['ECS_IMAGE_PULL_BEHAVIOR: ""', { pullBehavior: 'default' }, '"default"'],
    ['ECS_DISABLE_IMAGE_CLEANUP: "yes"', { disableImageCleanup: false }, 'takes false'],
    ['ECS_IMAGE_CLEANUP_INTERVAL: 5m', { imageCleanupIntervalSeconds: 1800 }, 'below 10m by 30m'],
    ['ECS_IMAGE_CLEANUP_INTERVAL: 20', { imageCleanupIntervalSeconds: 1800 }, 'cannot read it and takes 30m'],
    ['ECS_IMAGE_CLEANUP_INTERVAL: 1d', { imageCleanupIntervalSeconds: 1800 }, 'cannot read it'],
    ['ECS_IMAGE_MINIMUM_CLEANUP_AGE: 0', { imageMinimumCleanupAgeSeconds: 3600 }, 'which is 1h'],
    ['ECS_NUM_IMAGES_DELETE_PER_CYCLE: 0', { imagesDeletePerCycle: 5 }, 'by 5'],
    ['ECS_NUM_IMAGES_DELETE_PER_CYCLE: -3', { imagesDeletePerCycle: 5 }, 'takes 5'],
    ['ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: 500ms', { taskCleanupWaitSeconds: 10800 }, 'by 3h'],
    ['ECS_MANIFEST_PULL_TIMEOUT: 10s', { manifestPullTimeoutSeconds: 30 }, 'by 30s'],
    ['ECS_IMAGE_PULL_TIMEOUT: soon', { imagePullTimeoutSeconds: 7200 }, 'takes 2h'],
  ])('has a warning at its place: %s', (setting, expected, words) => {
    expect(read(setting)).toMatchObject(expected);
    const [line, ...more] = linesOf(withSetting(setting), 'warning');
    expect(more).toEqual([]);
    expect(line).toMatch(/^15:\d+ capacity\.web\.agent\.ECS_/);
    expect(line).toContain(words);
  });
});

it('takes the defaults of the agent where nothing is set', () => {
  expect(read('')).toEqual({
    pullBehavior: 'default',
    pullDependentContainersUpfront: false,
    disableImageCleanup: false,
    imageCleanupIntervalSeconds: 1800,
    imageMinimumCleanupAgeSeconds: 3600,
    imagesDeletePerCycle: 5,
    taskCleanupWaitSeconds: 10800,
    taskCleanupWaitJitterSeconds: 0,
    imagePullTimeoutSeconds: 7200,
    manifestPullTimeoutSeconds: 60,
  });
});

it('says of a setting that is left out of the model that it has no effect', () => {
  expect(linesOf(withSetting('ECS_CLUSTER: prod'), 'warning')[0]).toContain('the model leaves out');
});
