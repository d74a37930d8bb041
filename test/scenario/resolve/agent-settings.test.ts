import { describe, expect, it } from 'vitest';
import type { AgentSettings } from '../../../src/model/spec.js';
import { hostOf, linesOf, rowsOf } from '../reading.js';
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
    ['ECS_NUM_IMAGES_DELETE_PER_CYCLE: 20', { imagesDeletePerCycle: 20 }],
    ['ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: 1.5h', { taskCleanupWaitSeconds: 5400 }],
    ['ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER: 10m', { taskCleanupWaitJitterSeconds: 600 }],
    ['ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER: 0s', { taskCleanupWaitJitterSeconds: 0 }],
    ['ECS_IMAGE_PULL_TIMEOUT: 1h30m', { imagePullTimeoutSeconds: 5400 }],
    ['ECS_MANIFEST_PULL_TIMEOUT: 30s', { manifestPullTimeoutSeconds: 30 }],
    ['ECS_IMAGE_PULL_INACTIVITY_TIMEOUT: 5m', { imagePullInactivityTimeoutSeconds: 300 }],
    ['ECS_CONTAINER_CREATE_TIMEOUT: 1m', { containerCreateTimeoutSeconds: 60 }],
    ['ECS_CONTAINER_START_TIMEOUT: 45s', { containerStartTimeoutSeconds: 45 }],
    ['ECS_CONTAINER_STOP_TIMEOUT: 2m', { containerStopTimeoutSeconds: 120 }],
    ['ECS_ENABLE_UNTRACKED_IMAGE_CLEANUP: true', { enableUntrackedImageCleanup: true }],
    ['ECS_EXCLUDE_UNTRACKED_IMAGE: "api:live,base:1"', { excludeUntrackedImages: ['api:live', 'base:1'] }],
    ['ECS_EXCLUDE_UNTRACKED_IMAGE: ""', { excludeUntrackedImages: [] }],
    ['NON_ECS_IMAGE_MINIMUM_CLEANUP_AGE: 2h', { nonEcsImageMinimumAgeSeconds: 7200 }],
    ['NONECS_NUM_CONTAINERS_DELETE_PER_CYCLE: 50', { nonEcsContainersDeletePerCycle: 50 }],
    ['ECS_ENABLE_SPOT_INSTANCE_DRAINING: true', { enableSpotInstanceDraining: true }],
    ['ECS_CHECKPOINT: false', { checkpoint: false }],
    ['ECS_DATADIR: /data', { checkpoint: true }],
    ['ECS_DATADIR: ""', { checkpoint: false }],
    ['ECS_DATADIR: "", ECS_CHECKPOINT: true', { checkpoint: true }],
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
    ['ECS_IMAGE_PULL_INACTIVITY_TIMEOUT: 30s', { imagePullInactivityTimeoutSeconds: 60 }, 'below 1m by 1m'],
    ['ECS_IMAGE_PULL_INACTIVITY_TIMEOUT: -5m', { imagePullInactivityTimeoutSeconds: 60 }, 'below 1m by 1m'],
    ['ECS_IMAGE_PULL_INACTIVITY_TIMEOUT: 0', { imagePullInactivityTimeoutSeconds: 60 }, '"not set"'],
    ['ECS_IMAGE_PULL_INACTIVITY_TIMEOUT: 5', { imagePullInactivityTimeoutSeconds: 60 }, 'cannot read it'],
    ['ECS_CONTAINER_CREATE_TIMEOUT: 10s', { containerCreateTimeoutSeconds: 60 }, 'below 1m by 1m'],
    ['ECS_CONTAINER_CREATE_TIMEOUT: 0s', { containerCreateTimeoutSeconds: 240 }, 'which is 4m'],
    ['ECS_CONTAINER_START_TIMEOUT: 10s', { containerStartTimeoutSeconds: 45 }, 'below 45s by 45s'],
    ['ECS_CONTAINER_STOP_TIMEOUT: 10ms', { containerStopTimeoutSeconds: 1 }, 'below 1s by 1s'],
    ['ECS_CONTAINER_STOP_TIMEOUT: 30', { containerStopTimeoutSeconds: 30 }, 'cannot read it and takes 30s'],
    ['ECS_ENABLE_UNTRACKED_IMAGE_CLEANUP: "on"', { enableUntrackedImageCleanup: false }, 'takes false'],
    ['ECS_EXCLUDE_UNTRACKED_IMAGE: "a:1, b:2"', { excludeUntrackedImages: ['a:1', ' b:2'] }, '"a:1,b:2"'],
    ['ECS_EXCLUDE_UNTRACKED_IMAGE: \'["a:1"]\'', { excludeUntrackedImages: ['["a:1"]'] }, '"a:1"'],
    [
      'ECS_IMAGE_MINIMUM_CLEANUP_AGE: -1h',
      { imageMinimumCleanupAgeSeconds: -3600 },
      'every image old enough',
    ],
    [
      'NON_ECS_IMAGE_MINIMUM_CLEANUP_AGE: -1s',
      { nonEcsImageMinimumAgeSeconds: -1 },
      'every image old enough',
    ],
    [
      'ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER: -5m',
      { taskCleanupWaitJitterSeconds: -300 },
      'negative jitter for none',
    ],
    ['ECS_IMAGE_PULL_TIMEOUT: -5m', { imagePullTimeoutSeconds: -300 }, 'out of time before it begins'],
    ['NONECS_NUM_CONTAINERS_DELETE_PER_CYCLE: 0', { nonEcsContainersDeletePerCycle: 5 }, 'by 5'],
    ['ECS_ENABLE_SPOT_INSTANCE_DRAINING: "yes"', { enableSpotInstanceDraining: false }, 'takes false'],
    ['ECS_CHECKPOINT: "no"', { checkpoint: true }, 'takes true'],
  ])('has a warning at its place: %s', (setting, expected, words) => {
    expect(read(setting)).toMatchObject(expected);
    const [line, ...more] = linesOf(withSetting(setting), 'warning');
    expect(more).toEqual([]);
    expect(line).toMatch(/^15:\d+ capacity\.web\.agent\.(NON)?_?ECS_/);
    expect(line).toContain(words);
  });
});

it('takes the defaults of the agent where nothing is set', () => {
  expect(read('')).toEqual({
    version: '1.105.1',
    pullBehavior: 'default',
    pullDependentContainersUpfront: false,
    disableImageCleanup: false,
    imageCleanupIntervalSeconds: 1800,
    imageMinimumCleanupAgeSeconds: 3600,
    imagesDeletePerCycle: 5,
    taskCleanupWaitSeconds: 10800,
    taskCleanupWaitJitterSeconds: 0,
    enableUntrackedImageCleanup: false,
    excludeUntrackedImages: [],
    nonEcsImageMinimumAgeSeconds: 3600,
    nonEcsContainersDeletePerCycle: 5,
    imagePullTimeoutSeconds: 7200,
    imagePullInactivityTimeoutSeconds: 60,
    manifestPullTimeoutSeconds: 60,
    containerCreateTimeoutSeconds: 240,
    containerStartTimeoutSeconds: 180,
    containerStopTimeoutSeconds: 30,
    enableSpotInstanceDraining: false,
    checkpoint: true,
  });
});

it.each(['ECS_CLUSTER: prod', 'ECS_LOGLEVEL: debug', 'ECS_RESERVED_PORTS: "[22]"'])(
  'says of a setting that has nothing to do with images that it has no effect: %s',
  (setting) => {
    const [line] = linesOf(withSetting(setting), 'warning');
    expect(line).toMatch(/^15:14 .*the model leaves out/);
  },
);

describe('the release of the agent', () => {
  it.each([
    ['1.20.9', 'ECS_IMAGE_PULL_INACTIVITY_TIMEOUT: 5m', '1.21.0', { imagePullInactivityTimeoutSeconds: 60 }],
    ['1.44.1', 'ECS_IMAGE_PULL_TIMEOUT: 1h', '1.44.2', { imagePullTimeoutSeconds: 7200 }],
    [
      '1.47.0',
      'ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT: true',
      '1.48.0',
      { pullDependentContainersUpfront: false },
    ],
    ['1.32.1', 'NON_ECS_IMAGE_MINIMUM_CLEANUP_AGE: 1m', '1.33.0', { nonEcsImageMinimumAgeSeconds: 3600 }],
    ['1.82.9', 'ECS_MANIFEST_PULL_TIMEOUT: 2m', '1.83.0', { manifestPullTimeoutSeconds: 60 }],
    [
      '1.54.1',
      'ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER: 1m',
      '1.55.0',
      { taskCleanupWaitJitterSeconds: 0 },
    ],
  ])('%s ignores %s, which came with %s', (version, setting, since, expected) => {
    const text = withSetting(`version: ${version}, ${setting}`);
    expect(hostOf(text).agent).toMatchObject({ version, ...expected });
    expect(linesOf(text, 'warning')).toEqual([
      expect.stringContaining(`${since} is the first that knows it`),
    ]);
    expect(linesOf(withSetting(`version: ${since}, ${setting}`))).toEqual([]);
  });

  it('is the one whose rules the model follows, and show says so', () => {
    expect(rowsOf(withSetting('')).get('capacity.web.agent.version')?.value).toBe('1.105.1');
  });

  it.each([
    ['1.19.0', 'pull in ways'],
    ['1.106.0', 'none that came later'],
  ])('draws a warning where the model knows no rules of its own: %s', (version, words) => {
    expect(linesOf(withSetting(`version: ${version}`), 'warning')).toEqual([expect.stringContaining(words)]);
  });
});
