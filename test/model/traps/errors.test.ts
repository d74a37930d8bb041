/** Traps about which error counts, and what it ends. */
import { describe, expect, it } from 'vitest';
import type { Inference } from '../../../src/model/inferences.js';
import type { PullBehavior } from '../../../src/model/policy/types.js';
import { container, runTask } from '../tiny-world.js';
import { errorName, fault, first, ms, only, played, push, side, named } from './scene.js';

describe('images pulled upfront', () => {
  /** The old release is on disk; the new one is resolved and cannot be pulled: 1.1 + 2.2 + 4.4 + 5 s of waits. */
  function start(
    settings: { upfront: boolean; behavior?: PullBehavior },
    without: readonly Inference[] = [],
  ) {
    const { upfront, behavior = 'default' } = settings;
    return first({
      settings: { pullDependentContainersUpfront: upfront, pullBehavior: behavior },
      onDisk: 'pulled by the agent',
      without,
      timeline: [push(1), fault('throttled', { stage: 'pull' }), runTask(2)],
    });
  }

  it('trap 11: default stops the task, as the new digest is not on disk, though the old tag is', () => {
    const story = start({ upfront: true });
    expect(story).toMatchObject({ outcome: 'failed', stopCode: 'TaskFailedToStart' });
    expect(errorName(story.reason)).toBe('CannotPullContainerError');
    expect(ms(story.pullStoppedAt)).toBe(14.7);
  });

  it('trap 11: without the setting the same task runs the old image', () => {
    const story = start({ upfront: false });
    expect([story.outcome, ms(story.readyAt)]).toEqual(['started', 14.7]);
  });

  it('trap 11: a container that is not essential still runs the old image, and no reference to it is recorded', () => {
    const { starts, host } = played({
      settings: { pullDependentContainersUpfront: true },
      onDisk: 'pulled by the agent',
      containers: [container({ essential: false }), side({ name: 'main' })],
      timeline: [push(1), fault('throttled', { stage: 'pull', image: 'api' }), runTask(2)],
    });
    expect([starts[0]!.outcome, ms(starts[0]!.startedAt)]).toEqual(['started', 14.7]);
    const app = named(starts[0]!, 'app');
    expect(app.digestRan).not.toBeNull();
    expect(app.digestRan).not.toBe(app.digestReported);
    expect(host.states.find(({ names }) => names.includes('api:live'))).toMatchObject({ references: [] });
  });

  it('trap 11: the digest itself on disk saves a task of default, and not one of once', () => {
    const baked = (pullBehavior: PullBehavior) =>
      first({
        settings: { pullDependentContainersUpfront: true, pullBehavior },
        onDisk: 'baked',
        timeline: [fault('throttled', { stage: 'pull' }), runTask(0)],
      });
    expect([baked('default').outcome, ms(baked('default').readyAt)]).toEqual(['started', 12.7]);
    expect(errorName(baked('once').reason)).toBe('CannotPullContainerError');
  });

  it('trap 11 off: the tag is looked for, and the old image saves the task', () => {
    const story = start({ upfront: true }, ['upfront-digest-check']);
    expect([story.outcome, ms(story.readyAt)]).toEqual(['started', 14.7]);
    expect(only(story).digestRan).not.toBe(only(story).digestReported);
  });
});

describe('a container that meets several errors', () => {
  const start = (onDisk: boolean, without: readonly Inference[] = []) =>
    played({
      ...(onDisk ? { onDisk: 'pulled by the agent' as const } : {}),
      without,
      timeline: [fault('throttled'), runTask(0)],
    }).starts[0]!;

  it('trap 12: reports the first: manifest, pull and create have failed, and the manifest is the reason', () => {
    const story = start(false);
    expect(only(story)).toMatchObject({ manifestAttempts: 9, pullAttempts: 5 });
    expect(story.outcome).toBe('failed');
    expect(errorName(story.reason)).toBe('CannotPullImageManifestError');
  });

  it('trap 12: keeps it when it runs from the cache', () => {
    const story = start(true);
    expect(story).toMatchObject({ outcome: 'started', reason: '' });
    expect(errorName(only(story).reason)).toBe('CannotPullImageManifestError');
  });

  it('trap 12 off: the last one is the reason', () => {
    const failed = start(false, ['first-error']);
    expect(errorName(failed.reason)).toBe('CannotCreateContainerError');
    expect(errorName(only(start(true, ['first-error'])).reason)).toBe('CannotPullContainerError');
  });
});
