/** Traps of what comes before what: network interface, dependencies, and the queue of a host. */
import { describe, expect, it } from 'vitest';
import type { Inference } from '../../../src/model/inferences.js';
import type { AgentSettings, ContainerSpec, DependencyCondition } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { at, container, taskDefinition } from '../tiny-world.js';
import { first, ms, named, only, played, side } from './scene.js';

describe('the network interface of a task', () => {
  const start = (networkMode: 'awsvpc' | 'bridge' | 'host', settings: Partial<AgentSettings> = {}) =>
    first({
      settings,
      definition: { networkMode },
      model: { ec2AwsvpcProvision: constant(12), ec2BridgeProvision: constant(0.25) },
    });

  it('trap 30: comes before all image work in awsvpc mode, and bridge and host tasks do not wait for one', () => {
    const vpc = start('awsvpc');
    expect(only(vpc).decisions.map(({ at: second }) => ms(second))).toEqual([12, 12]);
    expect([vpc.pullStartedAt, vpc.readyAt].map(ms)).toEqual([12, 15]);
    for (const mode of ['bridge', 'host'] as const) expect(ms(start(mode).pullStartedAt)).toBe(0.25);
  });

  it('trap 30: came before the pull only, and after the manifest, until release 1.86.3', () => {
    const old = start('awsvpc', { version: '1.86.2' });
    expect(only(old).decisions.map(({ at: second }) => ms(second))).toEqual([0, 12]);
    expect(ms(old.pullStartedAt)).toBe(12);
  });
});

describe('dependsOn', () => {
  function start(
    condition: DependencyCondition,
    of: Partial<ContainerSpec> = {},
    options: { settings?: Partial<AgentSettings>; without?: readonly Inference[] } = {},
  ) {
    const story = first({
      ...options,
      containers: [container({ dependsOn: [{ container: 'side', condition }] }), side(of)],
    });
    const { pullStartedAt, startedAt } = named(story, 'app');
    return { manifestAt: named(story, 'app').decisions[0]!.at, instants: [pullStartedAt, startedAt].map(ms) };
  }
  const healthyAt10 = { ready: constant(7) };
  const endsAt10 = { runs: constant(7), essential: false };

  it('trap 31: makes the second image wait for the start of the first container, and not its manifest', () => {
    const { manifestAt, instants } = start('START');
    expect(manifestAt).toBe(0);
    expect(instants).toEqual([3, 6]);
  });

  // Nothing is in transition from 3 s on: the agent looks at 8 s, 13 s, 18 s. What happens at 10 s is noticed at 13 s.
  it.each([
    ['HEALTHY', healthyAt10],
    ['COMPLETE', endsAt10],
    ['SUCCESS', endsAt10],
  ] as const)('trap 31: %s is noticed at the next boundary of five seconds', (condition, of) => {
    expect(start(condition, of).instants).toEqual([13, 16]);
  });

  it('trap 31: costs nothing where the condition comes true at a boundary, and almost five seconds just after one', () => {
    expect(start('HEALTHY', { ready: constant(10) }).instants).toEqual([13, 16]);
    expect(start('HEALTHY', { ready: constant(10.001) }).instants).toEqual([18, 21]);
  });

  it('trap 31: does not hold up the pull where images are pulled upfront, and still does the create', () => {
    const settings = { pullDependentContainersUpfront: true };
    expect(start('HEALTHY', healthyAt10, { settings }).instants).toEqual([0, 13]);
  });

  it.each([
    ['HEALTHY', healthyAt10],
    ['COMPLETE', endsAt10],
    ['SUCCESS', endsAt10],
  ] as const)('trap 31 off: %s is noticed at once', (condition, of) => {
    expect(start(condition, of, { without: ['event-window'] }).instants).toEqual([10, 13]);
  });
});

describe('a task that is placed at once', () => {
  const start = (pullDependentContainersUpfront: boolean) => {
    const story = first({
      settings: { pullDependentContainersUpfront },
      definition: { networkMode: 'awsvpc' },
      containers: [container({ dependsOn: [{ container: 'side', condition: 'START' }] }), side()],
      model: { ec2AwsvpcProvision: constant(12) },
    });
    return [story.createdAt, named(story, 'side').pullStartedAt, named(story, 'app').pullStartedAt].map(ms);
  };

  it('§9.25: pulls when its network interface is there, and a second image when the first container has started', () => {
    expect(start(false)).toEqual([0, 12, 15]);
    expect(start(true)).toEqual([0, 12, 12]);
  });
});

describe('the queue for CPU and memory of a host', () => {
  /** Of 16 GiB: 12 held until 3 + 100 s, then 8 wanted from 10 s on, then 1 from 20 s on. */
  function queue(version: string) {
    const definition = (family: string, gib: number, seconds: number | null) =>
      taskDefinition({
        family,
        cpuUnits: 256,
        memoryMiB: gib * 1024,
        lifetime: seconds === null ? null : constant(seconds),
      });
    const start = (second: number, family: string) =>
      at(second, { kind: 'startTask', taskDefinition: family, capacity: 'web', instance: 1 });
    const { starts } = played({
      settings: { version },
      others: [definition('holder', 12, 100), definition('large', 8, null), definition('small', 1, null)],
      timeline: [start(0, 'holder'), start(10, 'large'), start(20, 'small')],
    });
    return starts.map(({ pullStartedAt }) => ms(pullStartedAt));
  }

  it('trap 32: a large task that waits for memory keeps a small one behind it waiting, for which there is room', () => {
    expect(queue('1.105.1')).toEqual([0, 103, 103]);
  });

  it('trap 32: there was no such queue before release 1.73.0', () => {
    expect(queue('1.72.0')).toEqual([0, 10, 20]);
  });
});
