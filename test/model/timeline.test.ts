import { describe, expect, it } from 'vitest';
import { PHASES } from '../../src/model/record.js';
import { simulateRun } from '../../src/model/simulate-run.js';
import type { FaultAim, Schedule, TimelineAction, TimelineEntry } from '../../src/model/spec.js';
import { agent, at, ec2, image, parameters, play, rows, runTask, sum, world } from './tiny-world.js';

const push: TimelineAction = { kind: 'push', image: 'api', tag: 'live', sameDigest: false };
const run: TimelineAction = { kind: 'runTask', taskDefinition: 'api', capacity: 'web', count: 1 };

function entry(id: string, schedule: Schedule, action: TimelineAction): TimelineEntry {
  return { id, schedule, action };
}

function every(periodSeconds: number, fromSeconds: number, untilSeconds: number): Schedule {
  return { kind: 'every', periodSeconds, fromSeconds, untilSeconds };
}

/** When tasks were asked for. */
function requested(timeline: TimelineEntry[], seed?: string): number[] {
  const spec = world({ timeline, model: parameters({ jitter: seed !== undefined }) });
  return rows(simulateRun(spec, seed ?? 'seed', 0)).map(({ requestedAt }) => requestedAt);
}

describe('a timeline', () => {
  it('plays an entry at its instant', () => {
    expect(requested([runTask(0), runTask(12.5), runTask(2000)])).toEqual([0, 12.5]);
  });

  it('repeats an entry from its first instant to before its last', () => {
    expect(requested([entry('a', every(100, 50, 350), run)])).toEqual([50, 150, 250]);
    expect(requested([entry('a', every(0.1, 0, 0.35), run)])).toHaveLength(4);
  });

  it('draws arrivals at a rate, the same for a seed', () => {
    const arrivals = entry(
      'a',
      { kind: 'poisson', ratePerSecond: 0.4, fromSeconds: 100, untilSeconds: 900 },
      run,
    );
    const first = requested([arrivals], 'seed');
    expect(first.every((instant) => instant >= 100 && instant < 900)).toBe(true);
    expect(Math.abs(first.length - 320)).toBeLessThan(4 * Math.sqrt(320));
    expect(requested([arrivals], 'seed')).toEqual(first);
    expect(requested([arrivals], 'other')).not.toEqual(first);
  });

  it('draws the arrivals of an entry apart from those of others', () => {
    const arrivals = (id: string) =>
      entry(id, { kind: 'poisson', ratePerSecond: 0.1, fromSeconds: 0, untilSeconds: 900 }, run);
    const alone = requested([arrivals('a')], 'seed');
    expect(requested([arrivals('b'), arrivals('a')], 'seed')).toEqual(expect.arrayContaining(alone));
  });

  it.each([
    ['at and at', [entry('p', { kind: 'at', atSeconds: 300 }, push), runTask(300)]],
    ['every and at', [entry('p', every(100, 300, 301), push), runTask(300)]],
    [
      'every and a shorter every',
      [entry('p', every(200, 300, 301), push), entry('r', every(100, 100, 301), run)],
    ],
    [
      'at and every',
      [entry('p', { kind: 'at', atSeconds: 300 }, push), entry('r', every(100, 100, 301), run)],
    ],
  ])('plays ties in the order of the file: %s', (_, timeline) => {
    // Under once a task runs the cached image: it is stale when its tag had moved before it was asked for.
    const initialImages = [{ image: 'api:live', pulledByAgent: true, ageSeconds: 0 }];
    const capacities = [ec2({ agent: agent({ pullBehavior: 'once' }), initialImages })];
    const stale = (order: TimelineEntry[]) =>
      play(world({ capacities, timeline: order })).at(-1)!.staleSeconds > 0;
    expect([stale(timeline), stale([...timeline].reverse())]).toEqual([true, false]);
  });

  it('numbers the tags of repeated pushes', () => {
    const named: TimelineAction = { ...push, tag: 'v{n}' };
    const { totals } = simulateRun(
      world({
        images: [image({ tags: ['v2'], immutableTags: true })],
        timeline: [entry('p', every(10, 0, 40), named)],
      }),
      'seed',
      0,
    );
    // v1, v2 (which exists), v3, v4.
    expect(totals.rejectedPushes).toBe(1);
  });

  it('rejects a push to an immutable tag, and the tag still names what it did', () => {
    const spec = world({ images: [image({ immutableTags: true })], timeline: [at(10, push), runTask(20)] });
    const fresh = world({ timeline: [runTask(20)] });
    expect(play(spec)[0]!.image).toBe(play(fresh)[0]!.image);
  });

  it('ends an outage after its time', () => {
    const outage = {
      kind: 'outage',
      registry: 'ecr',
      fault: 'not-found',
      forSeconds: 100,
      share: 1,
    } as const;
    const outcomes = play(world({ timeline: [at(0, outage), runTask(0), runTask(100)] })).map(
      ({ outcome }) => outcome,
    );
    expect(outcomes).toEqual(['failed', 'started']);
  });

  it('does not know a service before it is created', () => {
    const update = {
      kind: 'updateService',
      service: 'web',
      forceNewDeployment: true,
      desiredCount: null,
    } as const;
    expect(() => play(world({ timeline: [at(0, update)] }))).toThrow('web');
  });

  it('starts a task on the instance that an entry names', () => {
    const start = { kind: 'startTask', taskDefinition: 'api', capacity: 'web', instance: 2 } as const;
    const timeline = [entry('named', { kind: 'at', atSeconds: 5 }, start)];
    const [row] = play(world({ capacities: [ec2({ count: 3 })], timeline }));
    expect(row).toMatchObject({ task: 'named/0', service: 'named', host: 'web/2', requestedAt: 5 });
  });

  it('interrupts and ends instances', () => {
    const on = (kind: 'interrupt' | 'terminate') =>
      play(world({ timeline: [runTask(0), at(50, { kind, capacity: 'web', count: 1 })] }))[0]!;
    expect(on('interrupt')).toMatchObject({ stopCode: 'SpotInterruption', stoppedAt: 170 });
    expect(on('terminate')).toMatchObject({ stopCode: 'TerminationNotice', stoppedAt: 50 });
  });

  it('restarts agents, whose tasks run on', () => {
    const restart = at(50, { kind: 'restartAgent', capacity: 'web', forSeconds: 10 });
    const capacities = [ec2({ agent: agent({ pullBehavior: 'once', checkpoint: false }) })];
    const spec = world({ capacities, timeline: [runTask(0), restart, runTask(100)] });
    const [before, after] = play(spec);
    expect([before!.stoppedAt, after!.outcome]).toEqual([NaN, 'started']);
    // What the agent has lost it pulls again.
    expect(after!.requests).toBeGreaterThan(0);
  });

  it('lets starts wait for agents that are down, before their first stage and in it', () => {
    const restart = at(50, { kind: 'restartAgent', capacity: 'web', forSeconds: 10 });
    const [pulling, later] = play(world({ timeline: [runTask(49), restart, runTask(55)] }));
    for (const row of [pulling!, later!]) {
      expect(row.outcome).toBe('started');
      expect(sum(row, PHASES)).toBeCloseTo(row.readyAt - row.requestedAt, 9);
    }
    expect([pulling!.bound.queue > 0, later!.bound.queue]).toEqual([true, 5]);
    expect(later!.pullStartedAt).toBe(60);
  });

  it('aims an outage at one stage, one attempt and one image', () => {
    const struck = (aim: Partial<FaultAim>) => {
      const fault = {
        kind: 'outage',
        registry: 'ecr',
        fault: 'throttled',
        forSeconds: 900,
        share: 1,
        aim: { image: null, stage: null, attempt: null, ...aim },
      } as const;
      const spec = world({
        capacities: [ec2({ agent: agent({ pullBehavior: 'always' }) })],
        timeline: [at(0, fault), runTask(0)],
      });
      return play(spec)[0]!;
    };
    expect(struck({ image: 'api', stage: 'manifest', attempt: 1 })).toMatchObject({ outcome: 'started' });
    expect(struck({ image: 'api', stage: 'manifest' })).toMatchObject({
      outcome: 'failed',
      cause: 'CannotPullImageManifestError',
    });
    expect(struck({ stage: 'pull' })).toMatchObject({ outcome: 'failed', cause: 'CannotPullContainerError' });
    expect(struck({ stage: 'layers' })).toMatchObject({
      outcome: 'failed',
      cause: 'CannotPullContainerError',
    });
    expect(struck({ stage: 'layers', attempt: 1 })).toMatchObject({ outcome: 'started' });
  });
});
