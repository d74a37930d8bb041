/** Traps about when the agent asks the registry, and what it makes of an answer that it does not get. */
import { describe, expect, it } from 'vitest';
import { startTask } from '../../../src/model/agent/start-task.js';
import type { PullBehavior } from '../../../src/model/policy/types.js';
import { constant } from '../../../src/units/distribution.js';
import { ecsAgent, environment, finish, only as onlyOf, registries, task } from '../tiny-parts.js';
import { MB, agent, container, registry, runTask } from '../tiny-world.js';
import { decisions, errorName, fault, first, ms, named, only, played, side } from './scene.js';

// Waits before attempts 2, 3, … of a manifest: 10, 30, 90, 270, 810, 2430, 5000, 5000 ms, together 13.640 s; of a
// pull: 1.1, 2.2, 4.4, 5.0 s, together 12.7 s. Where both ramps have been used up: 8 × 5 = 40 s and 4 × 5 = 20 s.
const MANIFEST_SECONDS = 13.64;
const PULL_SECONDS = 12.7;

describe('a host that has the image', () => {
  it('trap 1: default asks the registry for the manifest and for the pull, though it downloads nothing', () => {
    const { starts, result } = played({ onDisk: 'pulled by the agent' });
    expect(decisions(only(starts[0]!))).toEqual(['manifest: pull', 'pull: pull']);
    expect(only(starts[0]!)).toMatchObject({ manifestAttempts: 1, pullAttempts: 1 });
    // Ping, HEAD and GET for the manifest; ping for the pull by digest, whose image is there.
    expect(result.totals).toMatchObject({ registryRequests: 4, downloadedBytes: 0 });
  });

  it('trap 1: default comes back to what is on disk only when both phases are out of attempts', () => {
    const timeline = [fault('throttled'), runTask(0), runTask(100)];
    const { starts } = played({ onDisk: 'pulled by the agent', timeline });
    expect(starts.map(({ outcome }) => outcome)).toEqual(['started', 'started']);
    // Cold ramps: 13.640 + 12.700. Warm ones: 40 + 20.
    expect(starts.map(({ readyAt, requestedAt }) => ms(readyAt - requestedAt))).toEqual([26.34, 60]);
  });

  it('trap 3: once fails when the registry does, where others run the image that was baked', () => {
    const start = (pullBehavior: PullBehavior, onDisk: 'baked' | 'pulled by the agent') =>
      first({ settings: { pullBehavior }, onDisk, timeline: [fault('throttled'), runTask(0)] });
    const once = start('once', 'baked');
    expect(once.outcome).toBe('failed');
    expect(errorName(once.reason)).toBe('CannotPullImageManifestError');
    expect(only(once).imageIdRan).toBeNull();
    expect([start('prefer-cached', 'baked').readyAt, start('once', 'pulled by the agent').readyAt]).toEqual([
      0, 0,
    ]);
    expect(ms(start('default', 'baked').readyAt)).toBe(26.34);
  });

  it('trap 3: once asks for a baked image until a pull of its own has succeeded', () => {
    const { starts } = played({
      settings: { pullBehavior: 'once' },
      onDisk: 'baked',
      timeline: [runTask(0), runTask(10)],
    });
    expect(starts.map((start) => decisions(only(start)))).toEqual([
      ['manifest: pull', 'pull: pull'],
      ['manifest: no pull', 'pull: no pull'],
    ]);
  });
});

describe('a warm host', () => {
  it.each<[PullBehavior, number, number | 'absent']>([
    // Every request takes 1 s: ping, HEAD and GET for the manifest, then ping for the pull.
    ['default', 4, 3],
    ['always', 4, 3],
    ['once', 0, 'absent'],
    ['prefer-cached', 0, 'absent'],
  ])('§9.11: asks the registry, or does not, by its behavior: %s', (pullBehavior, readyAt, pullStartedAt) => {
    const { starts, result } = played({
      settings: { pullBehavior },
      onDisk: 'pulled by the agent',
      world: { registries: [registry({ type: 'ideal', requestLatency: constant(1) })] },
    });
    expect([starts[0]!.readyAt, starts[0]!.pullStartedAt].map(ms)).toEqual([readyAt, pullStartedAt]);
    expect(result.totals).toMatchObject({ registryRequests: readyAt, downloadedBytes: 0 });
  });
});

describe('a manifest that cannot be had', () => {
  const start = (pullBehavior: PullBehavior) =>
    first({ settings: { pullBehavior }, timeline: [fault('throttled', { stage: 'manifest' }), runTask(0)] });

  it.each(['always', 'once'] as const)(
    'trap 2: %s stops the task at once, with no attempt to pull and no pull instants',
    (behavior) => {
      const story = start(behavior);
      expect(story).toMatchObject({ outcome: 'failed', stopCode: 'TaskFailedToStart' });
      expect(errorName(story.reason)).toBe('CannotPullImageManifestError');
      expect(only(story)).toMatchObject({ manifestAttempts: 9, pullAttempts: 0, digestReported: null });
      expect([story.pullStartedAt, story.pullStoppedAt].map(ms)).toEqual(['absent', 'absent']);
      expect(ms(only(story).spans.at(-1)!.to)).toBe(MANIFEST_SECONDS);
    },
  );

  it.each(['default', 'prefer-cached'] as const)('trap 2: %s goes on and pulls by tag', (behavior) => {
    const story = start(behavior);
    // The pull asks HEAD too, as it goes by tag, and takes 3 s.
    expect([story.pullStartedAt, story.pullStoppedAt].map(ms)).toEqual([13.64, 16.64]);
    expect(story).toMatchObject({ outcome: 'started', reason: '' });
    expect(only(story).digestReported).toBe(only(story).digestRan);
  });
});

describe('a missing tag', () => {
  const start = (pullBehavior: PullBehavior) =>
    first({ settings: { pullBehavior }, containers: [container({ image: 'api:none' })] });

  it('trap 14: no answer is final: a tag that does not exist costs all attempts of both phases', () => {
    const story = start('default');
    expect(only(story)).toMatchObject({ manifestAttempts: 9, pullAttempts: 5 });
    expect([story.pullStartedAt, story.pullStoppedAt].map(ms)).toEqual([13.64, 26.34]);
    expect(story.outcome).toBe('failed');
  });

  it('trap 14: always gives up after all attempts of the first phase', () => {
    const story = start('always');
    expect(only(story)).toMatchObject({ manifestAttempts: 9, pullAttempts: 0 });
    expect(ms(only(story).spans.at(-1)!.to)).toBe(MANIFEST_SECONDS);
  });
});

describe('a container that fails to get its image', () => {
  const start = (pullBehavior: PullBehavior, essential: boolean) =>
    first({
      settings: { pullBehavior },
      containers: [container(), side({ essential })],
      timeline: [fault('not-found', { image: 'side', stage: 'pull' }), runTask(0)],
    });

  it.each([
    ['always', true],
    ['always', false],
    ['once', true],
    ['once', false],
  ] as const)(
    'trap 10: under %s the task stops, whether the container is essential (%s) or not',
    (behavior, essential) => {
      const story = start(behavior, essential);
      expect(story).toMatchObject({ outcome: 'failed', last: 'side' });
      expect(errorName(story.reason)).toBe('CannotPullContainerError');
      expect(ms(story.pullStoppedAt)).toBe(PULL_SECONDS);
    },
  );

  it.each(['default', 'prefer-cached'] as const)(
    'trap 10: under %s the essential flag decides, at create',
    (behavior) => {
      const essential = start(behavior, true);
      expect(essential).toMatchObject({ outcome: 'failed', last: 'side' });
      expect(ms(essential.pullStoppedAt)).toBe(PULL_SECONDS);
      const other = start(behavior, false);
      expect(other).toMatchObject({ outcome: 'started', reason: '' });
      expect(named(other, 'side').imageIdRan).toBeNull();
      // The task runs when its last container has stopped trying.
      expect(ms(other.startedAt)).toBe(PULL_SECONDS);
    },
  );
});

describe('an image on disk whose digests name only another repository', () => {
  function start(pullBehavior: PullBehavior) {
    const env = environment();
    const all = registries(env);
    const it = ecsAgent(env, all, { agent: agent({ pullBehavior }) });
    const local = it.instance.store.preload(all.resolve('api:live')!, 'api:live');
    local.repoDigests.clear();
    local.repoDigests.add('mirror/api@sha256:1');
    it.images.record(local.release.imageId, 'api:live', 100 * MB, 0, true);
    const of = task(env);
    finish(env, startTask(it, of));
    return of;
  }

  it('trap 40: the manifest phase fails under prefer-cached, and the container runs from the cache', () => {
    const of = start('prefer-cached');
    expect(of).toMatchObject({ outcome: 'started', readyAt: 0, requests: 0, pullStartedAt: NaN });
    expect(errorName(onlyOf(of).reason)).toBe('CannotPullImageManifestError');
  });

  it('trap 40: once stops the task with the same error', () => {
    const of = start('once');
    expect(of).toMatchObject({ outcome: 'failed', requests: 0 });
    expect(errorName(of.cause)).toBe('CannotPullImageManifestError');
  });
});
