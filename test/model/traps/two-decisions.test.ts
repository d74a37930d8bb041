/**
 * Traps of a start that decides, resolves, pulls and creates at four different moments: between them other tasks and
 * the cleanup work on the same host.
 */
import { describe, expect, it } from 'vitest';
import type { Inference } from '../../../src/model/inferences.js';
import type { AgentSettings, TimelineEntry } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { container, image, layer, MB, runTask, taskDefinition } from '../tiny-world.js';
import { API, decisions, errorName, fault, ms, named, only, played, push, side } from './scene.js';

/** 300 MB: 3 s of download, 6 s of unpack. */
const BIG_SIDE = image({
  name: 'side',
  repository: 'side',
  layers: [layer({ digest: 'sha256:side', compressedBytes: 300 * MB })],
});

/**
 * 0 s: `app` of the first task resolves the old release, and waits for `side`, which is pulled and started at 9 s.
 * 1 s: the tag moves. 1.5 s to 4.5 s: a second task resolves, pulls and tags the new release.
 */
function overtaken(settings: Partial<AgentSettings>, without: readonly Inference[] = []) {
  const waits = container({ dependsOn: [{ container: 'side', condition: 'START' }] });
  const { starts, host } = played({
    settings,
    without,
    containers: [waits, side()],
    others: [taskDefinition({ family: 'quick' })],
    timeline: [runTask(0), push(1), runTask(1.5, { taskDefinition: 'quick' })],
    world: { images: [API, BIG_SIDE] },
  });
  const [late, quick] = [named(starts[0]!, 'app'), only(starts[1]!)];
  const tagged = host.images.find(({ tags }) => tags.includes('api:live'))!;
  return { late, quick, tagged };
}

describe('a container that waits between its manifest and its pull', () => {
  it('trap 7: finds what another task has pulled meanwhile, and still reports the digest that it resolved first', () => {
    const { late, quick } = overtaken({ pullBehavior: 'prefer-cached' });
    expect(decisions(late)).toEqual(['manifest: pull', 'pull: no pull']);
    expect(ms(late.startedAt)).toBe(9);
    expect(late.digestRan).toBe(quick.digestRan);
    expect(late.digestReported).not.toBe(late.digestRan);
  });

  it('trap 7 off: its first answer stands, and it pulls what it resolved', () => {
    const { late, quick } = overtaken({ pullBehavior: 'prefer-cached' }, ['second-decision']);
    expect(decisions(late)).toEqual(['manifest: pull']);
    expect([late.pullStartedAt, late.startedAt].map(ms)).toEqual([9, 12]);
    expect(late.digestRan).toBe(late.digestReported);
    expect(late.digestRan).not.toBe(quick.digestRan);
  });

  /** A cleanup cycle at 10 s, and `side` healthy at 3 + 20 s, which is also when the agent looks (3, 8, 13, 18, 23 s). */
  function cleaned(without: readonly Inference[] = []) {
    const { starts } = played({
      settings: { pullBehavior: 'once', imageCleanupIntervalSeconds: 10 },
      onDisk: 'pulled by the agent',
      without,
      containers: [
        container({ dependsOn: [{ container: 'side', condition: 'HEALTHY' }] }),
        side({ ready: constant(20) }),
      ],
    });
    return starts[0]!;
  }

  it('trap 7: pulls after all what cleanup has removed meanwhile', () => {
    const story = cleaned();
    expect(decisions(named(story, 'app'))).toEqual(['manifest: no pull', 'pull: pull']);
    expect(ms(named(story, 'app').pullStartedAt)).toBe(23);
    expect([story.outcome, ms(story.readyAt)]).toEqual(['started', 26]);
  });

  it('trap 7 off: fails at create when cleanup has removed its image', () => {
    const story = cleaned(['second-decision']);
    expect(decisions(named(story, 'app'))).toEqual(['manifest: no pull']);
    expect(story).toMatchObject({ outcome: 'failed', last: 'app' });
    expect(errorName(story.reason)).toBe('CannotCreateContainerError');
  });

  it('trap 8: a late pull of the older digest moves the local tag back', () => {
    const { late, quick, tagged } = overtaken({ pullBehavior: 'default' });
    expect([late.pullStartedAt, late.pullStoppedAt].map(ms)).toEqual([9, 12]);
    expect(quick.digestRan).not.toBe(late.digestReported);
    expect(tagged).toMatchObject({ release: 0, digest: late.digestReported });
  });

  it('trap 8 off: the tag stays with the newer image, which is then what the late container runs', () => {
    const { late, quick, tagged } = overtaken({ pullBehavior: 'default' }, ['late-tag']);
    expect(tagged).toMatchObject({ release: 1, digest: quick.digestRan });
    expect(late.digestRan).toBe(quick.digestRan);
    expect(late.digestReported).not.toBe(quick.digestRan);
  });
});

describe('a container whose tag moves between its pull and its create', () => {
  /** Images upfront: `app` is pulled by 3 s and created when `side` is healthy (23 s); the tag moves at 13 s. */
  function moved(without: readonly Inference[] = []) {
    const { starts } = played({
      settings: { pullDependentContainersUpfront: true },
      without,
      containers: [
        container({ dependsOn: [{ container: 'side', condition: 'HEALTHY' }] }),
        side({ ready: constant(20) }),
      ],
      others: [taskDefinition({ family: 'quick' })],
      timeline: [runTask(0), push(9), runTask(10, { taskDefinition: 'quick' })],
    });
    expect([named(starts[0]!, 'app').pullStoppedAt, starts[0]!.readyAt].map(ms)).toEqual([3, 23]);
    return { app: named(starts[0]!, 'app'), quick: only(starts[1]!) };
  }

  it('trap 9: it is created by its tag, runs the other image and reports its own digest', () => {
    const { app, quick } = moved();
    expect(app.digestRan).toBe(quick.digestRan);
    expect(app.digestReported).not.toBe(quick.digestReported);
  });

  it('trap 9 off: it runs what it has pulled', () => {
    const { app, quick } = moved(['create-by-tag']);
    expect(app.digestRan).toBe(app.digestReported);
    expect(app.digestRan).not.toBe(quick.digestRan);
  });
});

describe('a digest that was resolved and could not be pulled', () => {
  const timeline: TimelineEntry[] = [push(1), fault('throttled', { stage: 'pull' }), runTask(2)];
  const start = (without: readonly Inference[] = []) =>
    played({ onDisk: 'pulled by the agent', timeline, without }).starts[0]!;

  it.each([[[]], [['create-by-tag'] as const]])(
    'trap 9: default runs the old image after 12.7 s of waits, and reports the new digest (without %j)',
    (without) => {
      const story = start(without);
      expect([story.outcome, ms(story.readyAt)]).toEqual(['started', 14.7]);
      expect(only(story).digestReported).not.toBe(only(story).digestRan);
    },
  );
});
