/** Managed Instances of 4 vCPU that launch in 60 s, for tasks of 2 vCPU whose pull takes 3 s. */
import { describe, expect, it } from 'vitest';
import type {
  Ec2CapacitySpec,
  ManagedInstancesSpec,
  TimelineEntry,
  WorldSpec,
} from '../../../src/model/spec.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import { constant } from '../../../src/units/distribution.js';
import { at, ec2, managedInstances, play, runTask, taskDefinition, world } from '../tiny-world.js';

function fleet(
  timeline: readonly TimelineEntry[],
  rules: Partial<ManagedInstancesSpec> = {},
  capacity: Partial<Ec2CapacitySpec> = {},
  lifeSeconds: number | null = 100,
): WorldSpec {
  const lifetime = lifeSeconds === null ? null : constant(lifeSeconds);
  return world({
    durationSeconds: 2000,
    capacities: [ec2({ count: 0, managed: managedInstances(rules), ...capacity })],
    taskDefinitions: [taskDefinition({ cpuUnits: 2048, lifetime })],
    timeline,
  });
}

const created = (spec: WorldSpec) => play(spec).map(({ createdAt, host }) => [host, createdAt]);
const hostSeconds = (spec: WorldSpec) => simulateRun(spec, 'seed', 0).totals.hostSeconds;

describe('instances that ECS manages', () => {
  it('are launched where tasks have no room, as many as these need', () => {
    const rows = play(fleet([runTask(0, { count: 5 })]));
    expect(rows.map(({ host, createdAt }) => [host, createdAt])).toEqual(
      [
        ['web/1', 60],
        ['web/2', 60],
        ['web/3', 60],
        ['web/1', 60],
        ['web/2', 60],
      ].sort(),
    );
    expect(rows[0]!.readyAt).toBeCloseTo(63, 3);
    expect(rows[0]!.bound.capacity).toBeCloseTo(60);
  });

  it('are not launched where one that is there, or on its way, has room', () => {
    expect(created(fleet([runTask(0), runTask(30), runTask(70)], {}, {}, 5))).toEqual([
      ['web/1', 60],
      ['web/1', 60],
      ['web/1', 70],
    ]);
  });

  it('are no more than the maximum: the rest waits for those before', () => {
    const spec = fleet([runTask(0, { count: 3 })], { maximumCount: 1 });
    const last = play(spec)
      .map(({ createdAt }) => createdAt)
      .sort((a, b) => a - b)[2];
    // Two run from 60 to 163.
    expect(last).toBeCloseTo(163, 3);
    expect(play(spec).every(({ host }) => host === 'web/1')).toBe(true);
  });

  it('are none for a task that fits on none', () => {
    const spec = { ...fleet([runTask(0)]), taskDefinitions: [taskDefinition({ cpuUnits: 8192 })] };
    expect(play(spec)[0]).toMatchObject({ outcome: 'unfinished', host: '' });
    expect(hostSeconds(spec)).toBe(0);
  });

  it('end when they have had no task for so long, and are paid until then', () => {
    // Registered at 60, task gone at 163, ended at 463.
    expect(hostSeconds(fleet([runTask(0)], { idleInstanceSeconds: 300 }))).toBeCloseTo(403, 3);
    expect(hostSeconds(fleet([runTask(0)]))).toBe(1940);
  });

  it('stay while tasks come, each idle time counting anew', () => {
    const spec = fleet([runTask(0), runTask(400), runTask(1000)], { idleInstanceSeconds: 300 });
    expect(created(spec)).toEqual([
      ['web/1', 60],
      ['web/1', 400],
      ['web/2', 1060],
    ]);
  });

  it('are never fewer than those of time zero, and replaced where one of these ends', () => {
    const rules = { idleInstanceSeconds: 300 };
    expect(hostSeconds(fleet([], rules, { count: 2 }))).toBe(4000);
    const terminate = at(100, { kind: 'terminate', capacity: 'web', count: 1 });
    expect(hostSeconds(fleet([terminate], rules, { count: 2 }))).toBe(2000 + 100 + (2000 - 160));
  });

  it('are not replaced where no task waits, and are where one does', () => {
    const terminate = at(100, { kind: 'terminate', capacity: 'web', count: 1 });
    expect(hostSeconds(fleet([runTask(0), terminate]))).toBe(40);
    const waits = fleet([runTask(0, { count: 3 }), terminate], { maximumCount: 1 });
    expect(created(waits).at(-1)).toEqual(['web/2', 160]);
  });

  it('end unused when those they were launched for have gone elsewhere', () => {
    // The third task waits from 10 on, and gets the room of one that ends at 23.
    const spec = fleet(
      [runTask(0, { count: 2 }), runTask(10)],
      { idleInstanceSeconds: 50 },
      { count: 1 },
      20,
    );
    expect(created(spec).map(([host]) => host)).toEqual(['web/1', 'web/1', 'web/1']);
    // The second comes at 70. The first has had no task since 43 and ends at 93; then the second is the only one.
    expect(hostSeconds(spec)).toBeCloseTo(93 + 1930, 3);
  });

  it('keep so many when they are told', () => {
    const more = at(100, { kind: 'scaleCapacity', capacity: 'web', count: 3 });
    const fewer = at(500, { kind: 'scaleCapacity', capacity: 'web', count: 0 });
    // Three from 160 to 500: the idle time of 300 s was over at 460.
    expect(hostSeconds(fleet([more, fewer], { idleInstanceSeconds: 300 }))).toBe(3 * 340);
  });
});
