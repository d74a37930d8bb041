import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LaunchRates } from '../../../src/model/fleet/launch-rate.js';
import type { FargateCapacitySpec, LaunchRate } from '../../../src/model/spec.js';
import { environment, task } from '../tiny-parts.js';
import { at, fargate, near, play, runTask, taskDefinition, world } from '../tiny-world.js';

const rate = (overrides: Partial<LaunchRate> = {}): LaunchRate => ({
  burst: 10,
  perSecond: 2,
  servicePerSecond: Infinity,
  ...overrides,
});

function setUp() {
  const env = environment();
  const rates = new LaunchRates(env);
  const launched: [name: string, at: number][] = [];
  const tasks = new Map<string, ReturnType<typeof task>>();
  const launch = (name: string, spec: Partial<FargateCapacitySpec> = {}, service: string | null = null) => {
    const of = task(env, {}, name);
    tasks.set(name, of);
    const limit = rates.limitOf(fargate({ launchRate: rate(), ...spec }))!;
    env.simulation.start(
      (function* () {
        yield* limit.enter(of, service);
        if (!of.settled.fired) launched.push([name, env.now]);
      })(),
    );
    return { of, limit };
  };
  const many = (count: number, name = 'task', ...rest: [Partial<FargateCapacitySpec>?, (string | null)?]) =>
    Array.from({ length: count }, (_, index) => launch(`${name} ${index}`, ...rest));
  return { env, rates, launched, launch, many, times: () => launched.map(([, when]) => when) };
}

describe('the launch rate of an account', () => {
  it('lets a burst go at once and the last of N tasks at (N − b) / r', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 40 }),
        (count, burst, perSecond) => {
          const { env, many, times } = setUp();
          many(count, 'task', { launchRate: rate({ burst, perSecond }) });
          env.simulation.run();
          const expected = Array.from({ length: count }, (_, i) => Math.max(0, (i + 1 - burst) / perSecond));
          expect(times().map((each) => each.toFixed(6))).toEqual(expected.map((each) => each.toFixed(6)));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('starts 3 500 tasks in 170 s with 100 and 20 a second', () => {
    const { env, many, times } = setUp();
    many(3500, 'task', { launchRate: rate({ burst: 100, perSecond: 20 }) });
    env.simulation.run();
    expect(times().at(-1)).toBeCloseTo(170, 6);
  });

  it('serves in the order of the requests, whichever capacity they are for', () => {
    const { env, launch, launched } = setUp();
    const names = Array.from({ length: 30 }, (_, index) => `task ${index}`);
    names.forEach((name, index) => launch(name, { name: index % 2 === 0 ? 'even' : 'odd' }));
    env.simulation.run();
    expect(launched.map(([name]) => name)).toEqual(names);
  });

  it('has a bucket for each Region, and one for Spot', () => {
    const { env, many, times } = setUp();
    many(10);
    many(10, 'spot', { spot: true });
    many(10, 'far', { region: 'eu-west-1' });
    env.simulation.run();
    expect(Math.max(...times())).toBe(0);
  });

  it('fills while nobody launches, and not beyond its size', () => {
    const { env, many, times } = setUp();
    many(10);
    env.simulation.run(1000);
    many(11, 'later');
    env.simulation.run();
    expect(times().slice(10)).toEqual([...Array.from({ length: 10 }, () => 1000), 1000.5]);
  });

  it('is nothing where a capacity has none', () => {
    const { rates } = setUp();
    expect(rates.limitOf(fargate())).toBeNull();
  });

  it('lets those behind a forgotten task move up', () => {
    const { env, many, launch, times, launched } = setUp();
    many(10);
    const { of, limit } = launch('unwanted');
    launch('next');
    of.requestStop();
    limit.forget(of);
    env.simulation.run();
    expect(launched.map(([name]) => name)).not.toContain('unwanted');
    expect(times().at(-1)).toBe(0.5);
  });
});

describe('the launch rate of a service', () => {
  const launchRate = rate({ burst: 1000, perSecond: 1000, servicePerSecond: 1 });

  it('lets it launch what a minute may at once, and the rest at its rate', () => {
    const { env, many, times } = setUp();
    many(70, 'task', { launchRate }, 'web');
    env.simulation.run();
    expect(times().at(59)).toBe(0);
    expect(times().at(-1)).toBeCloseTo(10, 6);
  });

  it('holds back neither other services nor tasks of none', () => {
    const { env, many, launched } = setUp();
    many(70, 'web', { launchRate }, 'web');
    many(60, 'api', { launchRate }, 'api');
    many(60, 'job', { launchRate });
    env.simulation.run();
    const others = launched.filter(([name]) => !name.startsWith('web'));
    expect(others.every(([, when]) => when === 0)).toBe(true);
  });
});

describe('a world with a launch rate', () => {
  const taskDefinitions = [taskDefinition({ networkMode: 'awsvpc' })];
  const capacities = [
    fargate({ launchRate: rate({ burst: 3, perSecond: 0.5 }) }),
    fargate({ name: 'second', launchRate: rate({ burst: 3, perSecond: 0.5 }) }),
  ];

  it('is shared by RunTask calls and capacities; the wait is capacity, bound by the quota', () => {
    const timeline = [
      runTask(0, { capacity: 'fargate', count: 3 }),
      runTask(1, { capacity: 'second', count: 2 }),
    ];
    const starts = play(world({ capacities, taskDefinitions, timeline }));
    expect(starts.map(({ createdAt }) => createdAt)).toEqual([0, 0, 0, near(2), near(4)]);
    expect(starts.map(({ capacity }) => capacity)).toEqual([0, 0, 0, near(1), near(3)]);
    expect(starts.at(-1)).toMatchObject({ bound: { quota: near(3), capacity: 0 } });
  });

  it('counts tasks of services by their own rate, those of RunTask not', () => {
    const limited = [
      fargate({ launchRate: rate({ burst: 1000, perSecond: 1000, servicePerSecond: 1 / 60 }) }),
    ];
    const service = at(0, {
      kind: 'createService',
      name: 'api',
      taskDefinition: 'api',
      capacity: 'fargate',
      desiredCount: 3,
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      placementStrategy: 'spread',
    });
    const timeline = [service, runTask(0, { capacity: 'fargate', count: 3 })];
    const starts = play(world({ capacities: limited, taskDefinitions, timeline }));
    const createdAt = (of: string) =>
      starts.filter((each) => each.service === of).map((each) => each.createdAt);
    expect(createdAt('api')).toEqual([0, near(60), near(120)]);
    expect(createdAt('runTask-0')).toEqual([0, 0, 0]);
  });

  it('takes nothing for a task that a scale-in has made superfluous', () => {
    const of = (desiredCount: number) => ({
      kind: 'updateService' as const,
      service: 'api',
      forceNewDeployment: false,
      desiredCount,
    });
    const service = at(0, {
      kind: 'createService',
      name: 'api',
      taskDefinition: 'api',
      capacity: 'fargate',
      desiredCount: 6,
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      placementStrategy: 'spread',
    });
    const timeline = [service, at(1, of(3)), runTask(1.5, { capacity: 'fargate' })];
    const starts = play(world({ capacities, taskDefinitions, timeline }));
    expect(starts.filter(({ outcome }) => outcome === 'stopped')).toHaveLength(3);
    expect(starts.find(({ service: name }) => name === 'runTask-1.5')?.createdAt).toBeCloseTo(2, 9);
  });
});
