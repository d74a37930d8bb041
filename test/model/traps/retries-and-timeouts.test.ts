/** Traps of the waits between attempts, and of the timeouts of a pull. */
import { describe, expect, it } from 'vitest';
import type { Inference } from '../../../src/model/inferences.js';
import { at, ec2, image, layer, MB, runTask, runtime } from '../tiny-world.js';
import { errorName, fault, first, ms, only, played, scene } from './scene.js';

describe('the ramp of waits', () => {
  const failing = fault('throttled', { stage: 'pull' });

  function stops(at: readonly number[], without: readonly Inference[] = []) {
    const timeline = [failing, ...at.map((second, index) => ({ ...runTask(second), id: `run ${index}` }))];
    return played({ timeline, without }).starts.map(({ pullStoppedAt }) => ms(pullStoppedAt));
  }

  // 1.1 + 2.2 + 4.4 + 5.0 = 12.7 s for the first; every wait after that is 5 s, 4 × 5 = 20 s.
  it('trap 13: is climbed once in the life of an agent: a later pull waits 5 s before each attempt', () => {
    expect(stops([0, 100, 200])).toEqual([12.7, 120, 220]);
  });

  // Both ask at 0. The first takes 1.1, the second 2.2; at 1.1 the first takes 4.4 (→ 5.5), at 2.2 the second takes 5;
  // from here on all waits are 5: 5.5 + 5 + 5 = 15.5 and 2.2 + 5 + 5 + 5 = 17.2.
  it('trap 13: is climbed together by pulls that fail at the same time', () => {
    expect(stops([0, 0])).toEqual([15.5, 17.2]);
  });

  it('trap 13: manifests have one of their own, climbed once as well', () => {
    const timeline = [fault('throttled', { stage: 'manifest' }), runTask(0), runTask(100)];
    const { starts } = played({ settings: { pullBehavior: 'always' }, timeline });
    // 13.640 s cold, 8 × 5 s warm.
    expect(starts.map((story) => ms(only(story).spans.at(-1)!.to))).toEqual([13.64, 140]);
  });

  it('trap 13: begins again with a new agent process', () => {
    const restart = at(150, { kind: 'restartAgent', capacity: 'web', forSeconds: 1 });
    const { starts } = played({ timeline: [failing, runTask(0), runTask(100), restart, runTask(200)] });
    expect(starts.map(({ pullStoppedAt }) => ms(pullStoppedAt))).toEqual([12.7, 120, 212.7]);
  });

  it('trap 13 off: each pull climbs one of its own', () => {
    expect(stops([0, 0, 100], ['shared-ramp'])).toEqual([12.7, 12.7, 112.7]);
  });
});

describe('a pull that is silent', () => {
  /** Nobody answers the first attempt, nor gives up on it. */
  function silent(attempt: number | null, without: readonly Inference[] = []) {
    return first({
      without,
      timeline: [fault('unreachable', { stage: 'pull', attempt }), runTask(0)],
      model: { unreachableTimeoutSeconds: 100_000 },
      world: { durationSeconds: 5000 },
    });
  }

  it('trap 15: from its start is cut after twice the inactivity timeout, and tried again', () => {
    const story = silent(1);
    // 120 s, 1.1 s of wait, 3 s of pull.
    expect([story.pullStartedAt, story.pullStoppedAt].map(ms)).toEqual([0, 124.1]);
    expect([story.outcome, only(story).pullAttempts]).toEqual(['started', 2]);
  });

  it('trap 15: five times over fails with the words of the inactivity timeout', () => {
    const story = silent(null);
    // 5 × 120 + 12.7 s.
    expect(ms(story.pullStoppedAt)).toBe(612.7);
    expect(story.reason).toMatch(/^CannotPullContainerError: .*inactivity/);
  });

  it('trap 15 off: is left alone until the begin timeout of 5 min', () => {
    const story = silent(1, ['silent-stream']);
    expect(ms(story.pullStoppedAt)).toBe(304.1);
    const failed = silent(null, ['silent-stream']);
    expect(ms(failed.pullStoppedAt)).toBe(5 * 300 + 12.7);
    expect(errorName(failed.reason)).toBe('DockerTimeoutError');
  });

  /**
   * Two layers that download one after the other: the first keeps the stream alive for so many seconds, the second is
   * never answered. The agent samples at 60, 120, 180 s.
   */
  function silentAfter(seconds: number) {
    const layers = [
      layer({ digest: 'sha256:first', compressedBytes: seconds * 100 * MB, uncompressedBytes: 0 }),
      layer({ digest: 'sha256:second' }),
    ];
    const instant = runtime({ downloadSlots: 1, gzipBytesPerSecond: 1e18 });
    const base = scene({
      timeline: [runTask(0), fault('unreachable', { stage: 'layers', attempt: 1 }, 1)],
      model: { unreachableTimeoutSeconds: 100_000 },
      world: { images: [image({ layers })], capacities: [ec2({ runtime: instant })] },
    });
    const story = played(base).starts[0]!;
    const backoff = only(story).spans.find(({ binder }) => binder === 'backoff')!;
    expect([story.outcome, only(story).pullAttempts]).toEqual(['started', 2]);
    return ms(backoff.from);
  }

  it('trap 16: is cut between once and twice the inactivity timeout after its last message, as the agent samples', () => {
    // Silent since 59 s: the look at 60 s still sees a change, that at 120 s none: 61 s of silence.
    expect(silentAfter(59)).toBe(120);
    // Silent since 61 s: the look at 120 s still sees a change, that at 180 s none: 119 s of silence.
    expect(silentAfter(61)).toBe(180);
  });
});
