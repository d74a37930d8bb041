import { describe, expect, it } from 'vitest';
import { Ec2Pool } from '../../../src/model/fleet/ec2-pool.js';
import { ecsAgentPolicy } from '../../../src/model/policy/ecs-agent-policy.js';
import type { Ec2CapacitySpec } from '../../../src/model/spec.js';
import { environment, registries, task } from '../tiny-parts.js';
import { agent, ec2, MB } from '../tiny-world.js';

function setUp(spec: Partial<Ec2CapacitySpec> = {}) {
  const env = environment();
  const all = registries(env);
  const drained: string[] = [];
  const pool = new Ec2Pool(ec2(spec), {
    environment: env,
    registries: all,
    policy: ecsAgentPolicy,
    onDigest: () => {},
    strategyOf: () => 'spread',
    onDraining: (tasks, code) => drained.push(...tasks.map(({ name }) => `${name}: ${code}`)),
  });
  const launch = (name: string, cpuUnits = 256) => {
    const of = task(env, { cpuUnits }, name);
    env.simulation.start(pool.launch(of));
    return of;
  };
  const names = () =>
    pool.hosts.filter(({ instance }) => !instance.draining).map(({ instance }) => instance.name);
  return { env, all, pool, launch, names, drained, to: (seconds: number) => env.simulation.run(seconds) };
}

describe('a capacity of instances', () => {
  it('starts with as many as it says, each with the images it holds', () => {
    const initialImages = [{ image: 'api:live', pulledByAgent: true, ageSeconds: 50 }];
    const { pool } = setUp({ count: 2, initialImages });
    expect(pool.hosts).toHaveLength(2);
    for (const { instance, agent: on } of pool.hosts) {
      expect(instance.store.inspect('api:live')).toBeDefined();
      expect(on.images.states()).toMatchObject([
        { pulledAtSeconds: -50, pullSucceeded: true, references: 0 },
      ]);
    }
    expect(pool.diskUsedBytes).toBe(200 * MB);
  });

  it('keeps a baked image from the book-keeping of its agent', () => {
    const initialImages = [{ image: 'api:live', pulledByAgent: false, ageSeconds: 0 }];
    expect(setUp({ initialImages }).pool.hosts[0]!.agent.images.states()).toEqual([]);
  });

  it('lets tasks wait for room, and lets a small one pass a big one', () => {
    const { env, pool, launch, to } = setUp();
    const first = launch('first', 3000);
    const [big, small] = [launch('big', 2000), launch('small', 1000)];
    to(10);
    expect([first.createdAt, big.createdAt, small.createdAt]).toEqual([0, NaN, 0]);
    first.requestStop();
    pool.release(first);
    to(11);
    expect(big.createdAt).toBe(10);
    expect(env.now).toBe(11);
  });

  it('forgets a task that no longer waits', () => {
    const { pool, launch, to } = setUp({ count: 0 });
    const of = launch('task');
    of.requestStop();
    pool.forget(of);
    pool.scale(1);
    to(100);
    expect(of.createdAt).toBeNaN();
    expect(pool.hosts[0]!.instance.tasks).toBe(0);
  });

  it('gives a new instance what its AMI holds, and not what an agent has pulled elsewhere', () => {
    for (const pulledByAgent of [false, true]) {
      const { pool, to } = setUp({
        count: 0,
        initialImages: [{ image: 'api:live', pulledByAgent, ageSeconds: 0 }],
      });
      pool.scale(1);
      to(100);
      expect(pool.hosts[0]!.instance.store.inspect('api:live') !== undefined).toBe(!pulledByAgent);
    }
  });

  it('scales out after the time of a launch', () => {
    const { pool, launch, names, to } = setUp({ count: 0 });
    const of = launch('task');
    pool.scale(1);
    to(59);
    expect(names()).toEqual([]);
    to(60);
    expect(names()).toEqual(['web/1']);
    to(61);
    expect(of).toMatchObject({ createdAt: 60, host: 'web/1' });
  });

  it('counts instances on their way when it scales again', () => {
    const { pool, names, to } = setUp();
    pool.scale(3);
    to(10);
    pool.scale(4);
    to(200);
    expect(names()).toHaveLength(4);
  });

  it('does without instances that are not wanted any more when they arrive', () => {
    const { pool, names, to } = setUp();
    pool.scale(5);
    to(10);
    pool.scale(2);
    to(200);
    expect(names()).toHaveLength(2);
  });

  it('drains the newest, lets their tasks go on and bills them until those are gone', () => {
    const { pool, launch, to, drained } = setUp({ count: 2 });
    const [first, second] = [launch('first'), launch('second')];
    to(10);
    pool.scale(1);
    expect(drained).toEqual(['second: ServiceSchedulerInitiated']);
    expect([first.stopRequested.fired, second.stopRequested.fired]).toEqual([false, false]);
    to(15);
    expect(pool.hosts[1]!.stoppedAt).toBeNull();
    pool.release(second);
    expect(pool.hosts[1]!.stoppedAt).toBe(15);
    expect(launch('third').host).toBe('web/1');
  });

  it('loses what no container uses when somebody prunes its images, behind the agent', () => {
    const initialImages = [{ image: 'api:live', pulledByAgent: true, ageSeconds: 0 }];
    const { pool, launch, to, all } = setUp({ initialImages });
    pool.pruneImages();
    expect(pool.diskUsedBytes).toBe(0);
    expect(pool.hosts[0]!.agent.images.pulled('api:live')).toBe(true);
    launch('task');
    to(10);
    pool.pruneImages();
    expect(pool.hosts[0]!.instance.store.inspect('api:live')?.release).toBe(all.resolve('api:live'));
  });

  it('refuses initial images that name nothing', () => {
    const initialImages = [{ image: 'api:v9', pulledByAgent: true, ageSeconds: 0 }];
    expect(() => setUp({ initialImages })).toThrow('api:v9');
  });

  it('runs a cleanup on each instance, also on those that come later', () => {
    const { pool, to } = setUp({ agent: agent({ imageCleanupIntervalSeconds: 600 }) });
    pool.scale(2);
    to(700);
    expect(pool.hosts.map(({ agent: on }) => on.cleanupCycles)).toEqual([1, 1]);
  });
});
