/** A tag moves, images are cleaned up, somebody prunes: what each behaviour runs afterwards. */
import { describe, expect, it } from 'vitest';
import type { PullBehavior } from '../../../src/model/policy/types.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import type { AgentSettings, TimelineEntry, WorldSpec } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import {
  agent,
  at,
  container,
  ec2,
  image,
  layer,
  MB,
  near,
  play,
  rows,
  runTask,
  taskDefinition,
  world,
} from '../tiny-world.js';

const HOUR = 3600;
const push = at(100, { kind: 'push', image: 'api', tag: 'live', sameDigest: false });
const prune = (when: number) => at(when, { kind: 'pruneImages', capacity: 'web' });

/** Tasks live for ten seconds; stopped tasks are swept after a minute; images are cleaned up from ten minutes on. */
const settings: Partial<AgentSettings> = {
  imageCleanupIntervalSeconds: 600,
  imageMinimumCleanupAgeSeconds: 900,
  taskCleanupWaitSeconds: 60,
};

function spec(
  pullBehavior: PullBehavior,
  timeline: readonly TimelineEntry[],
  more: Partial<AgentSettings> = {},
): WorldSpec {
  return world({
    durationSeconds: 4 * HOUR,
    capacities: [ec2({ agent: agent({ ...settings, pullBehavior, ...more }) })],
    taskDefinitions: [taskDefinition({ lifetime: constant(10) })],
    timeline,
  });
}

/** Which release each task ran, as the order in which releases appear; or why it failed. */
function ran(of: WorldSpec): (number | string)[] {
  const names: string[] = [];
  return play(of).map(({ outcome, cause, image: name }) => {
    if (outcome === 'failed') return cause;
    if (!names.includes(name)) names.push(name);
    return names.indexOf(name);
  });
}

describe('a tag that moves while its image is cached', () => {
  it.each<[PullBehavior, number[]]>([
    ['default', [0, 1, 1]],
    ['always', [0, 1, 1]],
    ['once', [0, 0, 0]],
    ['prefer-cached', [0, 0, 0]],
  ])('under %s: %j', (behavior, expected) => {
    expect(ran(spec(behavior, [runTask(0), push, runTask(200), runTask(300)]))).toEqual(expected);
  });

  it('is noticed by once when cleanup has forgotten the image, and never by prefer-cached', () => {
    // Recorded at 3 s, swept at 73 s: 900 s old at the cycle of 1200 s.
    const timeline = [runTask(0), push, runTask(1100), runTask(2500)];
    expect(ran(spec('once', timeline))).toEqual([0, 0, 1]);
    expect(ran(spec('prefer-cached', timeline))).toEqual([0, 0, 0]);
  });

  it('is noticed by prefer-cached when somebody prunes', () => {
    expect(ran(spec('prefer-cached', [runTask(0), push, prune(150), runTask(200)]))).toEqual([0, 1]);
  });
});

describe('an image that is removed behind the back of the agent', () => {
  it('makes once fail each time, until cleanup forgets the image', () => {
    const timeline = [runTask(0), prune(200), runTask(300), runTask(400), runTask(1300)];
    const error = 'CannotPullImageManifestError';
    expect(ran(spec('once', timeline))).toEqual([0, error, error, 0]);
  });

  it('is pulled again under the others', () => {
    for (const behavior of ['default', 'always', 'prefer-cached'] as const) {
      const starts = play(spec(behavior, [runTask(0), prune(200), runTask(300)]));
      expect(starts.map(({ bytes }) => bytes)).toEqual([100 * MB, 100 * MB]);
    }
  });

  it('stays where a stopped container of the agent still refers to it', () => {
    const starts = play(spec('default', [runTask(0), prune(50), runTask(300)]));
    expect(starts.map(({ bytes }) => bytes)).toEqual([100 * MB, 0]);
  });
});

describe('the cleanup of images', () => {
  function removed(
    pullBehavior: PullBehavior,
    more: Partial<AgentSettings>,
    durationSeconds: number,
  ): number {
    const of = { ...spec(pullBehavior, [runTask(0)], more), durationSeconds };
    return simulateRun(of, 'seed', 0).totals.imagesRemoved;
  }

  it('has its first chance an interval after the start, if the image is old enough by then', () => {
    expect(removed('default', {}, 1199)).toBe(0);
    expect(removed('default', {}, 1201)).toBe(1);
    expect(removed('default', { imageMinimumCleanupAgeSeconds: 300 }, 601)).toBe(1);
    expect(removed('default', { imageMinimumCleanupAgeSeconds: 1197 }, 1201)).toBe(0);
  });

  it('leaves the image of a stopped task until the task is swept', () => {
    // Stopped at 13 s: swept at 1213 s, just after the cycle of 1200 s.
    expect(removed('default', { taskCleanupWaitSeconds: 1200 }, 1799)).toBe(0);
    expect(removed('default', { taskCleanupWaitSeconds: 1200 }, 1801)).toBe(1);
  });

  it('never takes place under prefer-cached', () => {
    expect(removed('prefer-cached', {}, 4 * HOUR)).toBe(0);
  });

  it('takes at most its quota in a cycle, and keeps what runs', () => {
    const names = ['a', 'b', 'c', 'd'];
    const images = names.map((name) => image({ name, repository: name, layers: [layer({ digest: name })] }));
    const definition = (family: string, lifetime: number | null) =>
      taskDefinition({
        family,
        lifetime: lifetime === null ? null : constant(lifetime),
        containers: [container({ image: `${family}:live` })],
      });
    const of = world({
      durationSeconds: 1201,
      images,
      capacities: [ec2({ agent: agent({ ...settings, imagesDeletePerCycle: 2 }) })],
      taskDefinitions: [definition('a', null), ...names.slice(1).map((name) => definition(name, 10))],
      timeline: names.map((name, index) => runTask(index, { taskDefinition: name })),
    });
    expect(simulateRun(of, 'seed', 0).totals.imagesRemoved).toBe(2);
    expect(simulateRun({ ...of, durationSeconds: 10_000 }, 'seed', 0).totals.imagesRemoved).toBe(3);
  });

  it('keeps later pulls waiting while it waits for a long one', () => {
    const images = [
      image({
        name: 'big',
        repository: 'big',
        layers: [layer({ digest: 'sha256:big', compressedBytes: 20_000 * MB })],
      }),
      image(),
    ];
    const of = world({
      images,
      durationSeconds: 2000,
      capacities: [ec2({ agent: agent({ ...settings }) })],
      taskDefinitions: [
        taskDefinition(),
        taskDefinition({ family: 'big', containers: [container({ image: 'big:live' })] }),
      ],
      // The big image pulls from 590 s to 1190 s; the cycle of 600 s waits for it, and so does a pull at 650 s.
      timeline: [runTask(590, { taskDefinition: 'big' }), runTask(595), runTask(650)],
    });
    const [big, before, after] = rows(simulateRun(of, 'seed', 0));
    expect(big!.readyAt).toBeCloseTo(590 + 200 + 400, 6);
    expect(before!.readyAt).toBeCloseTo(595 + 3, 6);
    expect(after!.pullStartedAt).toBeCloseTo(1190, 6);
    expect(after).toMatchObject({ wait: near(540, 6), outcome: 'started' });
    expect(after!.bound.lock).toBeCloseTo(540, 6);
  });
});

describe('an instance without room on its disk', () => {
  it('fails the start, at once and for good, and leaves the disk as it was', () => {
    const machine = { ...ec2().machine, diskBytes: 250 * MB };
    const of = world({ capacities: [ec2({ machine })] });
    const [start] = play(of);
    expect(start).toMatchObject({ outcome: 'failed', cause: 'CannotPullContainerError', image: '' });
    // Five attempts of the agent, each with its download and its unpack until 150 of 200 MB fill the disk; its waits
    // without jitter.
    expect(start!.stoppedAt).toBeCloseTo(5 * (1 + 1.5) + 12.7, 6);
    expect(
      simulateRun(of, 'seed', 0)
        .series.find(({ name }) => name === 'fullest disk')!
        .value.at(-1),
    ).toBe(0);
  });
});

describe('a platform that the image does not have', () => {
  it('fails with the words of AWS, after the attempts of the agent', () => {
    const machine = { ...ec2().machine, architecture: 'ARM64' } as const;
    const [start] = play(world({ capacities: [ec2({ machine })] }));
    expect(start).toMatchObject({ outcome: 'failed', cause: 'CannotPullContainerError' });
  });
});

describe('a registry that fails a share of its requests', () => {
  it('costs retries, and few starts', () => {
    const outage = {
      kind: 'outage',
      registry: 'ecr',
      fault: 'throttled',
      forSeconds: 2 * HOUR,
      share: 0.3,
    } as const;
    const base = spec('always', [
      at(0, outage),
      runTask(1, { count: 10 }),
      prune(600),
      runTask(700, { count: 10 }),
    ]);
    const of = { ...base, model: { ...base.model, jitter: true } };
    const { starts, totals } = simulateRun(of, 'seed', 0);
    const all = rows({ starts, totals, series: [] });
    expect(all.filter(({ outcome }) => outcome === 'started').length).toBeGreaterThanOrEqual(15);
    expect(all.some(({ bound }) => bound.throttle > 0)).toBe(true);
    const share = totals.failedRequests / totals.registryRequests;
    expect(Math.abs(share - 0.3)).toBeLessThan(0.1);
  });
});
