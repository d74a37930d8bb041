import { describe, expect, it } from 'vitest';
import { FargatePool } from '../../../src/model/fleet/fargate-pool.js';
import { environment, registries, task } from '../tiny-parts.js';
import { fargate } from '../tiny-world.js';

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
