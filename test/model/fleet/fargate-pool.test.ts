import { describe, expect, it } from 'vitest';
import { FargatePool } from '../../../src/model/fleet/fargate-pool.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import { environment, registries, task } from '../tiny-parts.js';
import { at, fargate, play, runTask, taskDefinition, world } from '../tiny-world.js';

function setUp() {
  const env = environment();
  const pool = new FargatePool(fargate(), {
    environment: env,
    registries: registries(env),
    onDigest: () => {},
  });
  const launch = (name: string) => {
    const of = task(env, { cpuUnits: 2048, memoryMiB: 4096 }, name);
    env.simulation.start(pool.launch(of));
    return of;
  };
  return { env, pool, launch, to: (seconds: number) => env.simulation.run(seconds) };
}

describe('Fargate as a capacity', () => {
  it('has room for all, each on a host of its own', () => {
    const { launch } = setUp();
    const tasks = Array.from({ length: 50 }, (_, index) => launch(`task ${index}`));
    expect(tasks.every(({ createdAt }) => createdAt === 0)).toBe(true);
    expect(new Set(tasks.map(({ host }) => host)).size).toBe(50);
  });

  it('bills a task from the start of its pull to its end', () => {
    const { pool, launch, to } = setUp();
    const of = launch('task');
    to(30);
    pool.release(of);
    expect([pool.vcpuSeconds, pool.gibSeconds]).toEqual([2 * 20, 4 * 20]);
  });

  it('bills nothing for a task that never pulled', () => {
    const { pool, launch, to } = setUp();
    const of = launch('task');
    to(5);
    of.requestStop();
    pool.release(of);
    expect(pool.vcpuSeconds).toBe(0);
  });

  it('counts the pulls that go on', () => {
    const { pool, launch, to } = setUp();
    launch('a');
    launch('b');
    to(5);
    expect(pool.pullsInFlight).toBe(0);
    to(11);
    expect(pool.pullsInFlight).toBe(2);
    to(15);
    expect(pool.pullsInFlight).toBe(0);
  });
});

describe('the launch rate of a Fargate capacity', () => {
  it('makes tasks wait, and forgets those that nobody wants any more', () => {
    const env = environment();
    const spec = fargate({ launchRate: { burst: 1, perSecond: 0.1, servicePerSecond: Infinity } });
    const pool = new FargatePool(spec, { environment: env, registries: registries(env), onDigest: () => {} });
    const [first, unwanted, last] = ['first', 'unwanted', 'last'].map((name) => {
      const of = task(env, {}, name);
      env.simulation.start(pool.launch(of));
      return of;
    });
    env.simulation.schedule(1, {
      handle: () => {
        unwanted!.requestStop();
        pool.forget(unwanted!);
      },
    });
    env.simulation.run(100);
    expect([first, unwanted, last].map((of) => of!.createdAt)).toEqual([0, NaN, 10]);
    expect(unwanted!.outcome).toBe('stopped');
  });
});

describe('a Spot interruption on Fargate', () => {
  const spot = fargate({ spot: true });
  const taskDefinitions = [taskDefinition({ networkMode: 'awsvpc', cpuUnits: 1024, handlesSigterm: false })];
  const interrupt = (seconds: number, count = 1) =>
    at(seconds, { kind: 'interrupt', capacity: 'fargate', count });
  const service = (minimumHealthyPercent: number) =>
    at(0, {
      kind: 'createService',
      name: 'api',
      taskDefinition: 'api',
      capacity: 'fargate',
      desiredCount: 2,
      minimumHealthyPercent,
      maximumPercent: 200,
      placementStrategy: 'spread',
    });

  it('is SIGTERM at once: a task that takes no notice is killed when its stop timeout is over', () => {
    const timeline = [runTask(0, { capacity: 'fargate' }), interrupt(100)];
    const [start] = play(world({ capacities: [spot], taskDefinitions, timeline }));
    expect(start).toMatchObject({ outcome: 'started', stopCode: 'SpotInterruption', stoppedAt: 130 });
  });

  it('ends a task at once that has not started yet', () => {
    const timeline = [runTask(0, { capacity: 'fargate' }), interrupt(11)];
    const [start] = play(world({ capacities: [spot], taskDefinitions, timeline }));
    expect(start).toMatchObject({
      outcome: 'failed',
      cause: 'SpotInterruption',
      stopCode: 'SpotInterruption',
      stoppedAt: 11,
    });
  });

  it('strikes the oldest, and each once', () => {
    const timeline = [runTask(0, { capacity: 'fargate', count: 3 }), interrupt(100), interrupt(101)];
    const starts = play(world({ capacities: [spot], taskDefinitions, timeline }));
    expect(starts.map(({ stoppedAt }) => stoppedAt)).toEqual([130, 131, NaN]);
  });

  it.each([50, 100])('has a service replace its task at once, though %d %% are to run', (minimum) => {
    const starts = play(
      world({ capacities: [spot], taskDefinitions, timeline: [service(minimum), interrupt(100)] }),
    );
    expect(starts.map(({ requestedAt, stoppedAt }) => [requestedAt, stoppedAt])).toEqual([
      [0, 130],
      [0, NaN],
      [100, NaN],
    ]);
  });

  it('is billed until the task has stopped', () => {
    const timeline = [runTask(0, { capacity: 'fargate' }), interrupt(100)];
    const { totals } = simulateRun(world({ capacities: [spot], taskDefinitions, timeline }), 'seed', 0);
    expect(totals.fargateVcpuSeconds).toBeCloseTo(130 - 10, 6);
  });
});
