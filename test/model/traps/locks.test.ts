/** Traps of the lock between pulls and cleanup, and of what the pull instants leave out. */
import { describe, expect, it } from 'vitest';
import type { Inference } from '../../../src/model/inferences.js';
import type { PullBehavior } from '../../../src/model/policy/types.js';
import type { TimelineEntry } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { at, container, image, layer, MB, runTask, taskDefinition } from '../tiny-world.js';
import { API, SIDE, fault, first, ms, only, played, side } from './scene.js';

/** 3000 MB: 30 s of download and 60 s of unpack. */
const BIG = image({
  name: 'big',
  repository: 'big',
  layers: [layer({ digest: 'sha256:big', compressedBytes: 3000 * MB })],
});

const BIG_TASK = taskDefinition({ family: 'big', containers: [container({ image: 'big:live' })] });
const SIDE_TASK = taskDefinition({ family: 'side', containers: [side()] });

/**
 * 0 s: the pull of `big` begins, and ends at 90 s. 50 s: cleanup is due, of one image in 10 s; the next one is due at
 * 100 s and has nothing to do. 60 s: a task of `side` asks.
 */
function convoy(without: readonly Inference[] = []) {
  const { starts, result } = played({
    settings: { imageCleanupIntervalSeconds: 50 },
    onDisk: 'pulled by the agent',
    without,
    others: [BIG_TASK, SIDE_TASK],
    timeline: [runTask(0, { taskDefinition: 'big' }), runTask(60, { taskDefinition: 'side' })],
    model: { imageRemove: constant(10) },
    world: { images: [API, SIDE, BIG], durationSeconds: 140 },
  });
  expect(result.totals.imagesRemoved).toBe(1);
  expect(ms(starts[0]!.pullStoppedAt)).toBe(90);
  return starts[1]!;
}

describe('a cleanup that is due during a long pull', () => {
  it('trap 17: keeps every later pull waiting for the long pull and for itself', () => {
    const late = convoy();
    // It waits from 60 s until the pull has ended (90 s) and the cleanup too (100 s).
    expect([late.pullStartedAt, late.readyAt].map(ms)).toEqual([100, 103]);
    expect(ms(only(late).lockWaitSeconds)).toBe(40);
    expect(only(late).lockHeldBy).toMatch(/^image cleanup, which waits for the pull of .*\/app$/);
  });

  it('trap 17 off: lets later pulls pass', () => {
    const late = convoy(['lock-convoy']);
    expect([late.pullStartedAt, late.readyAt].map(ms)).toEqual([60, 63]);
    expect(only(late).lockWaitSeconds).toBe(0);
  });
});

describe('pullStartedAt', () => {
  it('trap 18: comes after the wait for the lock', () => {
    const late = convoy();
    expect([late.createdAt, late.pullStartedAt, late.pullStoppedAt].map(ms)).toEqual([60, 100, 103]);
  });

  it('trap 18: comes after the manifest and its attempts', () => {
    // Throttled for 0.5 s: attempts at 0, 10, 40, 130 and 400 ms fail, the one at 1.210 s succeeds.
    const story = first({ timeline: [fault('throttled', {}, 0, 0.5), runTask(0)] });
    expect(only(story).manifestAttempts).toBe(6);
    expect([story.pullStartedAt, story.pullStoppedAt].map(ms)).toEqual([1.21, 4.21]);
  });

  it('trap 18: comes after the queue for CPU and memory of the host', () => {
    // The first task has 15 of 16 GiB until it ends at 3 + 40 s.
    const huge = taskDefinition({ family: 'huge', memoryMiB: 15 * 1024, lifetime: constant(40) });
    const start: TimelineEntry['action'] = {
      kind: 'startTask',
      taskDefinition: 'api',
      capacity: 'web',
      instance: 1,
    };
    const { starts } = played({
      definition: { memoryMiB: 2048 },
      others: [huge],
      timeline: [runTask(0, { taskDefinition: 'huge' }), at(10, start)],
    });
    expect([starts[1]!.createdAt, starts[1]!.pullStartedAt].map(ms)).toEqual([10, 43]);
  });
});

describe('a cache hit', () => {
  const start = (pullBehavior: PullBehavior) =>
    first({ settings: { pullBehavior }, onDisk: 'pulled by the agent' });

  it.each(['once', 'prefer-cached'] as const)('trap 19: under %s has no pull instants', (behavior) => {
    const story = start(behavior);
    expect(story.outcome).toBe('started');
    expect([story.pullStartedAt, story.pullStoppedAt].map(ms)).toEqual(['absent', 'absent']);
    expect([only(story).pullStartedAt, only(story).pullStoppedAt].map(ms)).toEqual(['absent', 'absent']);
  });

  it.each(['default', 'always'] as const)('trap 19: under %s is a pull, of no length', (behavior) => {
    const story = start(behavior);
    expect([story.pullStartedAt, story.pullStoppedAt].map(ms)).toEqual([0, 0]);
  });

  it('trap 19: leaves the instants of a task to its containers that pull', () => {
    const story = first({
      settings: { pullBehavior: 'once' },
      onDisk: 'pulled by the agent',
      containers: [container(), side()],
    });
    expect([story.pullStartedAt, story.pullStoppedAt].map(ms)).toEqual([0, 3]);
    expect(ms(only(story).pullStartedAt)).toBe('absent');
  });

  it('trap 19: takes no lock', () => {
    // `prefer-cached` has no cleanup that could hold it: a hit under `once`, while a cleanup waits for a long pull.
    const { starts } = played({
      settings: { pullBehavior: 'once', imageCleanupIntervalSeconds: 50, imageMinimumCleanupAgeSeconds: 1e6 },
      onDisk: 'pulled by the agent',
      others: [BIG_TASK],
      timeline: [runTask(0, { taskDefinition: 'big' }), runTask(60)],
      world: { images: [API, BIG] },
    });
    expect([starts[1]!.outcome, ms(starts[1]!.readyAt)]).toEqual(['started', 60]);
  });
});

describe('a task that is stopped while it pulls', () => {
  const SERVICE = {
    name: 'big',
    taskDefinition: 'big',
    capacity: 'web',
    desiredCount: 1,
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    placementStrategy: 'spread',
  } as const;

  interface Options {
    readonly lookAtSeconds?: number;
    readonly sweepAfterSeconds?: number;
    readonly restartAtSeconds?: number;
    readonly without?: readonly Inference[];
  }

  /**
   * A service of one task of `big`, whose pull goes from 0 s to 90 s, is scaled in at 20 s. Cleanup is due every 50 s,
   * and takes what nobody refers to. A task of `side` asks at 60 s, behind the first cleanup.
   */
  function stopped({ lookAtSeconds, sweepAfterSeconds = 1, restartAtSeconds, without = [] }: Options = {}) {
    const timeline: TimelineEntry[] = [
      at(0, { kind: 'createService', ...SERVICE }),
      at(20, { kind: 'updateService', service: 'big', forceNewDeployment: false, desiredCount: 0 }),
      runTask(60, { taskDefinition: 'side' }),
    ];
    if (restartAtSeconds !== undefined)
      timeline.push(at(restartAtSeconds, { kind: 'restartAgent', capacity: 'web', forSeconds: 1 }));
    const { starts, host } = played(
      {
        settings: {
          taskCleanupWaitSeconds: sweepAfterSeconds,
          imageCleanupIntervalSeconds: 50,
          imageMinimumCleanupAgeSeconds: 1,
        },
        without,
        others: [BIG_TASK, SIDE_TASK],
        timeline,
        world: { images: [API, SIDE, BIG] },
      },
      lookAtSeconds,
    );
    return {
      big: starts[0]!,
      later: starts[1]!,
      host,
      state: host.states.find(({ names }) => names.includes('big:live')),
    };
  }

  it('trap 34: is gone at once, and its pull keeps the lock until it ends', () => {
    const { big, later } = stopped();
    expect(big).toMatchObject({ outcome: 'stopped', stoppedAt: 20 });
    expect(ms(later.pullStartedAt)).toBe(90);
  });

  it('trap 34: was swept before its pull adds a reference, which keeps the image from all cleanup', () => {
    const { state } = stopped();
    expect(state).toMatchObject({ names: ['big:live'], onDisk: true, references: [{ container: 'app' }] });
  });

  it('trap 34: leaves that reference until the agent starts again, and the next cleanup takes the image', () => {
    // Up again at 501 s, next cleanup at 551 s.
    expect(stopped({ restartAtSeconds: 500, lookAtSeconds: 550 }).state).toMatchObject({ references: [] });
    expect(stopped({ restartAtSeconds: 500, lookAtSeconds: 552 }).state).toBeUndefined();
  });

  it('trap 34: leaves nothing where its sweep comes after its pull', () => {
    // Stopped at 20 s, swept at 320 s, next cleanup at 350 s.
    const late = { sweepAfterSeconds: 300 };
    expect(stopped({ ...late, lookAtSeconds: 319 }).state).toMatchObject({
      references: [{ container: 'app' }],
    });
    expect(stopped({ ...late, lookAtSeconds: 321 }).state).toMatchObject({
      references: [],
      lastUsedAtSeconds: 320,
    });
    expect(stopped({ ...late, lookAtSeconds: 351 }).state).toBeUndefined();
  });

  it('trap 34 off: ends its pull, which gives the lock back and leaves no image', () => {
    const without = ['pull-outlives-stop'] as const;
    const { host } = stopped({ without, lookAtSeconds: 21 });
    expect([host.lock.readers, host.images.length, host.states.length]).toEqual([0, 0, 0]);
    expect(ms(stopped({ without }).later.pullStartedAt)).toBe(60);
  });
});
