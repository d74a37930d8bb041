/** Services in small worlds: starts take three seconds, stops one. */
import { describe, expect, it } from 'vitest';
import { simulateRun } from '../../../src/model/simulate-run.js';
import type { ServiceSettings, TimelineAction, TimelineEntry, WorldSpec } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import {
  agent,
  at,
  container,
  ec2,
  image,
  parameters,
  play,
  type Row,
  taskDefinition,
  world,
} from '../tiny-world.js';

function service(overrides: Partial<ServiceSettings> = {}): TimelineAction {
  return {
    kind: 'createService',
    name: 'web',
    taskDefinition: 'api',
    capacity: 'web',
    desiredCount: 4,
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    placementStrategy: 'spread',
    ...overrides,
  };
}

const update = (
  overrides: Partial<Extract<TimelineAction, { kind: 'updateService' }>> = {},
): TimelineAction => ({
  kind: 'updateService',
  service: 'web',
  forceNewDeployment: true,
  desiredCount: null,
  ...overrides,
});

const push = (tag: string): TimelineAction => ({ kind: 'push', image: 'api', tag, sameDigest: false });

function withService(
  more: readonly TimelineEntry[],
  settings: Partial<ServiceSettings> = {},
  overrides: Partial<WorldSpec> = {},
) {
  return world({
    timeline: [at(0, service(settings)), ...more],
    model: parameters({ taskStop: constant(1) }),
    ...overrides,
  });
}

/** Ready tasks that nobody has told to stop (a stop takes a second), and all tasks that exist, at an instant. */
function counts(rows: readonly Row[], at: number) {
  const exists = rows.filter((row) => row.requestedAt <= at && !(row.stoppedAt <= at));
  return { ready: exists.filter((row) => row.readyAt <= at).length, all: exists.length };
}

describe('a service', () => {
  it('keeps its desired count, and names its tasks by role', () => {
    const rows = play(withService([]));
    expect(rows.map(({ task }) => task)).toEqual([0, 1, 2, 3].map((slot) => `web/1/${slot}/1`));
    expect(rows.every(({ outcome }) => outcome === 'started')).toBe(true);
  });

  it('replaces a task that ends, in its slot', () => {
    const rows = play(
      withService(
        [],
        { desiredCount: 1 },
        { taskDefinitions: [taskDefinition({ lifetime: constant(100) })] },
      ),
    );
    expect(rows.slice(0, 3).map(({ task, requestedAt }) => [task, requestedAt])).toEqual([
      ['web/1/0/1', 0],
      ['web/1/0/2', 3 + 100],
      ['web/1/0/3', 103 + 100],
    ]);
  });

  it('starts more and stops the newest when its count changes', () => {
    const rows = play(
      withService([
        at(100, update({ forceNewDeployment: false, desiredCount: 6 })),
        at(200, update({ forceNewDeployment: false, desiredCount: 3 })),
      ]),
    );
    expect(rows.map(({ requestedAt }) => requestedAt)).toEqual([0, 0, 0, 0, 100, 100]);
    const stopped = rows.filter(({ stoppedAt }) => stoppedAt > 0);
    expect(stopped.map(({ task }) => task)).toEqual(['web/1/3/1', 'web/1/4/1', 'web/1/5/1']);
    expect(stopped.every(({ stoppedAt }) => stoppedAt === 201)).toBe(true);
  });

  it('counts a start that it takes back as stopped, not as failed', () => {
    const rows = play(withService([at(1, update({ forceNewDeployment: false, desiredCount: 1 }))]));
    expect(rows.map(({ outcome }) => outcome)).toEqual(['started', 'stopped', 'stopped', 'stopped']);
  });
});

describe('a rolling deployment', () => {
  it.each([
    [100, 200, 4, 8],
    [50, 100, 2, 4],
    [100, 125, 4, 5],
    [0, 100, 0, 4],
    [75, 150, 3, 6],
  ])(
    'between %d %% and %d %% keeps %d of 4 and has at most %d tasks',
    (minimumHealthyPercent, maximumPercent, least, most) => {
      // New tasks take ten seconds to be ready, so that the steps of the roll-out can be seen.
      const slow = [taskDefinition({ containers: [container({ ready: constant(10) })] })];
      const spec = withService(
        [at(100, update())],
        { minimumHealthyPercent, maximumPercent },
        { taskDefinitions: slow },
      );
      const rows = play(spec);
      const instants = Array.from({ length: 2000 }, (_, index) => 50 + index * 0.25);
      const seen = instants.map((instant) => counts(rows, instant));
      expect(Math.min(...seen.map(({ ready }) => ready))).toBeGreaterThanOrEqual(least);
      expect(Math.max(...seen.map(({ all }) => all))).toBeLessThanOrEqual(most);
      const last = rows.filter(({ stoppedAt }) => Number.isNaN(stoppedAt));
      expect(last.map(({ task }) => task.startsWith('web/2/'))).toEqual([true, true, true, true]);
    },
  );

  it('runs the newest pushed tag in a new revision, and the tag as it is where it is forced', () => {
    const forced = play(withService([at(50, push('v2')), at(100, update())]));
    const revised = play(withService([at(50, push('v2')), at(100, update({ forceNewDeployment: false }))]));
    const digests = (rows: Row[]) => new Set(rows.map(({ image: name }) => name)).size;
    expect(digests(forced)).toBe(1);
    expect(digests(revised)).toBe(2);
  });
});

describe('version consistency', () => {
  /** The tag moves after the first tasks of the deployment are there; then the service grows. */
  function play2(versionConsistency: boolean, pullBehavior: 'default' | 'once') {
    const spec = withService(
      [at(50, push('live')), at(100, update({ forceNewDeployment: false, desiredCount: 6 }))],
      {},
      {
        capacities: [ec2({ agent: agent({ pullBehavior }) })],
        taskDefinitions: [taskDefinition({ containers: [container({ versionConsistency })] })],
      },
    );
    return { rows: play(spec), totals: simulateRun(spec, 'seed', 0).totals };
  }

  it('keeps later tasks of a deployment at the digest of its first', () => {
    const { rows, totals } = play2(true, 'default');
    expect(new Set(rows.map(({ image: name }) => name)).size).toBe(1);
    expect(totals.versionSkewSeconds).toBe(0);
  });

  it('lets tasks of one deployment differ where it is off', () => {
    const { rows, totals } = play2(false, 'default');
    expect(new Set(rows.map(({ image: name }) => name)).size).toBe(2);
    expect(totals.versionSkewSeconds).toBeGreaterThan(890);
  });

  it('is another string to once: the first pinned task asks the registry', () => {
    const requests = (versionConsistency: boolean) =>
      play2(versionConsistency, 'once')
        .rows.slice(4)
        .map((row) => row.requests > 0);
    // Two tasks at the same instant: neither knows the string yet.
    expect(requests(true)).toEqual([true, true]);
    expect(requests(false)).toEqual([false, false]);
  });

  it('does not outlive its deployment', () => {
    const definition = taskDefinition({ containers: [container({ versionConsistency: true })] });
    const rows = play(
      withService([at(50, push('live')), at(100, update())], {}, { taskDefinitions: [definition] }),
    );
    expect(new Set(rows.map(({ image: name }) => name)).size).toBe(2);
  });
});

describe('starts that fail again and again', () => {
  it('are replaced with a pause, though nothing takes any time', () => {
    const spec = withService(
      [],
      { desiredCount: 3 },
      {
        durationSeconds: 100,
        images: [image({ tags: [] })],
        capacities: [ec2({ agent: agent({ pullBehavior: 'once' }) })],
        registries: [{ ...world().registries[0]!, type: 'ideal' }],
        timeline: [
          at(0, { kind: 'outage', registry: 'ecr', fault: 'auth-failing', forSeconds: 1, share: 1 }),
          at(0, service({ desiredCount: 3 })),
        ],
      },
    );
    const rows = play(spec);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.length).toBeLessThanOrEqual(3 * 101);
  });

  it('stop when the cause is gone', () => {
    const outage = {
      kind: 'outage',
      registry: 'ecr',
      fault: 'auth-failing',
      forSeconds: 10,
      share: 1,
    } as const;
    const spec = world({
      capacities: [ec2({ agent: agent({ pullBehavior: 'always' }) })],
      timeline: [at(0, outage), at(0, service({ desiredCount: 2 }))],
    });
    const rows = play(spec);
    expect(rows.filter(({ outcome }) => outcome === 'started')).toHaveLength(2);
    // Rounds at 0, 1, 3 and 7; the next one at 15.
    expect(rows.filter(({ outcome }) => outcome === 'failed').length).toBe(2 * 4);
    expect(rows.at(-1)!.requestedAt).toBe(15);
  });

  it('do not go on for ever when tasks live for no time', () => {
    const spec = withService(
      [],
      { desiredCount: 1 },
      {
        durationSeconds: 50,
        capacities: [ec2({ initialImages: [{ image: 'api:live', pulledByAgent: true, ageSeconds: 0 }] })],
        taskDefinitions: [taskDefinition({ lifetime: constant(0) })],
        model: parameters(),
      },
    );
    expect(play(spec).length).toBeLessThanOrEqual(51);
  });
});

describe('a service whose instances drain', () => {
  const scaleIn = at(100, { kind: 'scaleCapacity', capacity: 'web', count: 1 });
  const two = { capacities: [ec2({ count: 2 })] };

  it('finds room on those that are left', () => {
    const rows = play(withService([scaleIn], {}, two));
    const last = rows.filter(({ stoppedAt }) => Number.isNaN(stoppedAt));
    expect(last.map(({ host }) => host)).toEqual(['web/1', 'web/1', 'web/1', 'web/1']);
    expect(rows).toHaveLength(6);
  });

  it('moves tasks only as their replacements are ready, where all are needed', () => {
    const slow = [taskDefinition({ containers: [container({ ready: constant(10) })] })];
    const rows = play(withService([scaleIn], {}, { ...two, taskDefinitions: slow }));
    const moved = rows.filter(({ stoppedAt }) => stoppedAt > 0);
    expect(moved.map(({ host, stoppedAt }) => [host, stoppedAt])).toEqual([
      ['web/2', 111],
      ['web/2', 111],
    ]);
    const replacements = rows.filter(({ requestedAt }) => requestedAt === 100);
    expect(replacements.map(({ readyAt }) => readyAt)).toEqual([110, 110]);
  });

  it('stops them first, as far as it may do with fewer', () => {
    const settings = { minimumHealthyPercent: 50, maximumPercent: 100 };
    const rows = play(withService([scaleIn], settings, two));
    const moved = rows.filter(({ stoppedAt }) => stoppedAt > 0);
    expect(moved.map(({ stoppedAt }) => stoppedAt)).toEqual([101, 101]);
    expect(rows.filter(({ requestedAt }) => requestedAt === 101)).toHaveLength(2);
  });

  it('stops at once what is not ready there', () => {
    const drainEarly = at(1, { kind: 'scaleCapacity', capacity: 'web', count: 1 });
    const rows = play(withService([drainEarly], {}, two));
    const stopped = rows.filter(({ outcome }) => outcome === 'stopped');
    expect(stopped.map(({ host, stoppedAt }) => [host, stoppedAt])).toEqual([
      ['web/2', 1],
      ['web/2', 1],
    ]);
    expect(rows.filter(({ outcome }) => outcome === 'started')).toHaveLength(4);
  });

  it('keeps an instance waiting for as long as there is no room elsewhere', () => {
    const full = { taskDefinitions: [taskDefinition({ cpuUnits: 4096 })], ...two };
    const spec = withService([scaleIn], { desiredCount: 2 }, full);
    const rows = play(spec);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['started', 'started', 'unfinished']);
    expect(simulateRun(spec, 'seed', 0).totals.hostSeconds).toBe(2000);
  });

  it('leaves tasks of no service alone: they run to their end, and the instance after them', () => {
    const tasks = at(0, { kind: 'runTask', taskDefinition: 'api', capacity: 'web', count: 2 });
    const spec = world({
      timeline: [tasks, scaleIn],
      taskDefinitions: [taskDefinition({ lifetime: constant(200) })],
      ...two,
    });
    const rows = play(spec);
    expect(rows.map(({ stoppedAt }) => stoppedAt)).toEqual([203, 203]);
    expect(simulateRun(spec, 'seed', 0).totals.hostSeconds).toBe(1000 + 203);
  });

  it('moves from a Spot instance with that as the reason', () => {
    const interrupted = [ec2({ count: 2, agent: agent({ enableSpotInstanceDraining: true }) })];
    const interrupt = at(100, { kind: 'interrupt', capacity: 'web', count: 1 });
    const rows = play(withService([interrupt], {}, { capacities: interrupted }));
    const stopped = rows.filter(({ stoppedAt }) => stoppedAt > 0);
    expect(stopped.map(({ host }) => host)).toEqual(['web/1', 'web/1']);
    expect(Math.max(...stopped.map(({ stoppedAt }) => stoppedAt))).toBeLessThan(120);
  });
});

describe('a service whose instances end', () => {
  it('asks for other tasks at once, which wait for room if need be', () => {
    const rows = play(
      withService([at(100, { kind: 'terminate', capacity: 'web', count: 1 })], { desiredCount: 1 }),
    );
    expect(rows.map(({ host, requestedAt, createdAt }) => [host, requestedAt, createdAt])).toEqual([
      ['web/1', 0, 0],
      ['web/2', 100, 160],
    ]);
    expect(rows[0]!.stoppedAt).toBe(100);
  });

  it('does not pause for it', () => {
    const slow = [taskDefinition({ containers: [container({ ready: constant(10) })] })];
    const rows = play(
      withService(
        [at(5, { kind: 'terminate', capacity: 'web', count: 1 })],
        { desiredCount: 1 },
        { taskDefinitions: slow, capacities: [ec2({ count: 2 })] },
      ),
    );
    expect(rows.map(({ outcome, requestedAt }) => [outcome, requestedAt])).toEqual([
      ['failed', 0],
      ['started', 5],
    ]);
  });
});
