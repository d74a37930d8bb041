/** Deployments on Managed Instances: a pull takes three seconds, the digest is known at once or with the latency of a request. */
import { describe, expect, it } from 'vitest';
import type { ManagedInstancesSpec, TimelineEntry, WorldSpec } from '../../../src/model/spec.js';
import { FirstTask } from '../../../src/model/fleet/first-task.js';
import { constant } from '../../../src/units/distribution.js';
import { environment, task } from '../tiny-parts.js';
import {
  at,
  container,
  ec2,
  managedInstances,
  play,
  registry,
  taskDefinition,
  world,
} from '../tiny-world.js';

const create: TimelineEntry = at(0, {
  kind: 'createService',
  name: 'web',
  taskDefinition: 'api',
  capacity: 'web',
  desiredCount: 4,
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  placementStrategy: 'spread',
});

/** Ping, token, HEAD and GET of an index take 2 s each: the digest is known after 8 s, and after 6 s with a token. */
function deployment(
  rules: Partial<ManagedInstancesSpec> = {},
  overrides: Partial<WorldSpec> = {},
  versionConsistency = true,
): WorldSpec {
  return world({
    capacities: [ec2({ count: 2, managed: managedInstances(rules) })],
    registries: [registry({ requestLatency: constant(2) })],
    taskDefinitions: [taskDefinition({ containers: [container({ versionConsistency })] })],
    timeline: [create],
    ...overrides,
  });
}

const createdAt = (spec: WorldSpec) => play(spec).map((row) => row.createdAt);

describe('the first task of a deployment', () => {
  it('is scheduled alone; the others when it has reported its digest', () => {
    const rows = play(deployment());
    expect(rows.map((row) => row.createdAt)).toEqual([0, 8, 8, 8]);
    expect(rows.map(({ capacity }) => capacity)).toEqual([0, 8, 8, 8]);
    expect(rows[1]!.bound.scheduler).toBeCloseTo(8);
    expect(rows[1]!.bound.capacity).toBe(0);
    expect(new Set(rows.map(({ image }) => image)).size).toBe(1);
  });

  it('does not keep the others waiting where that is said, where no digest is wanted, or where it is written', () => {
    expect(createdAt(deployment({ firstTaskAlone: false }))).toEqual([0, 0, 0, 0]);
    expect(createdAt(deployment({}, {}, false))).toEqual([0, 0, 0, 0]);
  });

  it('is another one when the first fails, which is alone too', () => {
    const outage = at(0, { kind: 'outage', registry: 'ecr', fault: 'not-found', forSeconds: 300, share: 1 });
    const rows = play(deployment({}, { timeline: [outage, create], durationSeconds: 900 }));
    const [first, second, third, ...rest] = rows;
    expect(rows.map(({ outcome }) => outcome)).toEqual([
      'failed',
      'failed',
      ...Array<string>(4).fill('started'),
    ]);
    // Who waits goes one by one, each when the start before has failed; with the first digest all others.
    expect([second!.createdAt, third!.createdAt]).toEqual([first!.stoppedAt, second!.stoppedAt]);
    expect(rest.every(({ createdAt: when }) => when > 300 && when <= third!.readyAt)).toBe(true);
  });

  it('goes alone in each deployment, not for replacements within one', () => {
    const again = at(100, {
      kind: 'updateService',
      service: 'web',
      forceNewDeployment: true,
      desiredCount: null,
    });
    const more = at(50, {
      kind: 'updateService',
      service: 'web',
      forceNewDeployment: false,
      desiredCount: 6,
    });
    const times = createdAt(deployment({}, { timeline: [create, more, again] }));
    expect(times).toEqual([0, 8, 8, 8, 50, 50, 100, 106, 106, 106, 106, 106]);
  });
});

describe('the turn of tasks', () => {
  function setUp(hasDigests = true) {
    const env = environment();
    const turns = new FirstTask(hasDigests);
    const went: string[] = [];
    const tasks = ['a', 'b', 'c'].map((name) => task(env, {}, name));
    for (const each of tasks) if (!turns.admits(each)) turns.await(each, () => went.push(each.name));
    const [a, b, c] = tasks;
    return { turns, went, a: a!, b: b!, c: c! };
  }

  it('passes to the next one when the first has failed or was stopped', () => {
    const { turns, went, a, b, c } = setUp();
    a.fail('CannotPullContainerError: no', null);
    turns.ended(a);
    expect([went, turns.task]).toEqual([['b'], b]);
    b.requestStop();
    turns.ended(b);
    expect([went, turns.task]).toEqual([['b', 'c'], c]);
    turns.ended(c);
    expect(turns.task).toBeNull();
  });

  it('leaves out who waits no more', () => {
    const { turns, went, a, b } = setUp();
    turns.forget(b);
    a.fail('CannotPullContainerError: no', null);
    turns.ended(a);
    expect(went).toEqual(['c']);
  });

  it('is over with the digests, and with a first task that runs without a report', () => {
    const reported = setUp();
    reported.turns.open();
    expect(reported.went).toEqual(['b', 'c']);
    const silent = setUp();
    silent.a.succeed(silent.a.containers[0]!);
    silent.turns.ended(silent.a);
    expect(silent.went).toEqual(['b', 'c']);
    expect(setUp(false).went).toEqual([]);
  });
});
