import { describe, expect, it } from 'vitest';
import { restartAgent } from '../../../src/model/agent/agent-restart.js';
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
  const start = (name: string, instance: number) => {
    const of = task(env, {}, name);
    pool.assign(of, instance);
    env.simulation.start(pool.launch(of));
    return of;
  };
  const names = () =>
    pool.hosts.filter(({ instance }) => !instance.draining).map(({ instance }) => instance.name);
  return {
    env,
    all,
    pool,
    launch,
    start,
    names,
    drained,
    to: (seconds: number) => env.simulation.run(seconds),
  };
}

it('hears of the stop of a task when the agent of its instance runs', () => {
  const { env, pool, launch, to } = setUp();
  const [placed, elsewhere] = [launch('placed'), task(env, {}, 'elsewhere')];
  to(10);
  for (const each of pool.agents()) env.simulation.start(restartAgent(each, 30));
  const heard = [placed, elsewhere].map((of) => env.simulation.start(pool.whenHeard(of)));
  expect(heard.map(({ done }) => done)).toEqual([false, true]);
  to(40);
  expect(heard.map(({ done }) => done)).toEqual([true, true]);
});

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

  it('ends an instance that has drained, and not before', () => {
    const { pool, launch, to, drained } = setUp({ count: 2 });
    launch('first');
    to(10);
    pool.scale(0);
    expect(drained).toEqual(['first: ServiceSchedulerInitiated']);
    expect(pool.hosts.map(({ stoppedAt }) => stoppedAt)).toEqual([null, 10]);
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

describe('an instance that ends', () => {
  it('takes its tasks with it, and is replaced by one that its group launches', () => {
    const { pool, launch, names, to } = setUp({ count: 2 });
    const [ready, starting] = [launch('ready'), launch('starting')];
    to(10);
    pool.terminate(2);
    expect(names()).toEqual([]);
    expect([ready.outcome, ready.stopCode, ready.lost]).toEqual(['started', 'TerminationNotice', true]);
    expect(starting.lost).toBe(true);
    to(70);
    expect(names()).toEqual(['web/3', 'web/4']);
  });

  it('fails a start that is going on, with the words of ECS', () => {
    const { pool, launch, to } = setUp();
    const of = launch('task');
    to(0.5);
    pool.terminate(1);
    expect(of).toMatchObject({
      outcome: 'failed',
      cause: 'TerminationNotice: Host EC2 (web/1) terminated.',
      stopCode: 'TerminationNotice',
    });
  });

  it('is not replaced where fewer are wanted', () => {
    const { pool, names, to } = setUp({ count: 2 });
    pool.scale(1);
    pool.terminate(1);
    to(100);
    expect(names()).toEqual(['web/3']);
  });

  it('leaves its data volume to the next one, whose agent knows none of the images', () => {
    const machine = { ...ec2().machine, diskOutlivesHost: true };
    const { pool, launch, to } = setUp({ machine });
    launch('task');
    to(10);
    const pulled = pool.hosts[0]!.instance.store.storedBytes;
    pool.terminate(1);
    to(100);
    const next = pool.hosts[1]!;
    expect(next.instance.store.inspect('api:live')).toBeDefined();
    expect(next.instance.store.storedBytes).toBe(pulled);
    expect(next.agent.images.states()).toEqual([]);
    expect(pool.diskUsedBytes).toBe(pulled);
  });

  it('leaves nothing where its disk ends with it', () => {
    const { pool, launch, to } = setUp();
    launch('task');
    to(10);
    pool.terminate(1);
    to(100);
    expect(pool.diskUsedBytes).toBe(0);
  });
});

describe('a Spot interruption', () => {
  const draining = agent({ enableSpotInstanceDraining: true });

  it('ends the oldest instance two minutes after the notice, though its agent takes no notice', () => {
    const { pool, launch, to, drained } = setUp({ count: 2 });
    const [first, second] = [launch('first'), launch('second')];
    to(10);
    pool.interrupt(1);
    to(129);
    expect([drained, first.lost]).toEqual([[], false]);
    to(130);
    expect([first.lost, second.lost]).toEqual([true, false]);
    expect([first.stopCode, second.stopCode]).toEqual(['SpotInterruption', '']);
  });

  it('drains it where the agent looks for notices, which it does each second', () => {
    const { pool, launch, to, drained } = setUp({ agent: draining });
    launch('task');
    to(10.3);
    pool.interrupt(1);
    to(10.9);
    expect(drained).toEqual([]);
    to(11);
    expect(drained).toEqual(['task: SpotInterruption']);
    expect(pool.hosts[0]!.stoppedAt).toBeNull();
    to(130.3);
    expect(pool.hosts[0]!.stoppedAt).toBe(130.3);
  });

  it('is not noticed by an agent that is down', () => {
    const { env, pool, launch, to, drained } = setUp({ agent: draining });
    launch('task');
    to(10);
    for (const each of pool.agents()) env.simulation.start(restartAgent(each, 30));
    pool.interrupt(1);
    to(39);
    expect(drained).toEqual([]);
    to(41);
    expect(drained).toHaveLength(1);
  });

  it('comes to each instance once', () => {
    const { pool, names, to } = setUp({ count: 3 });
    pool.interrupt(1);
    pool.interrupt(1);
    to(121);
    expect(names()).toEqual(['web/3']);
  });
});

describe('StartTask', () => {
  it('puts a task on the instance that it names', () => {
    const { pool, start, to } = setUp({ count: 3 });
    const of = start('task', 3);
    to(10);
    expect(of).toMatchObject({ host: 'web/3', outcome: 'started' });
    expect(pool.hosts[2]!.instance.tasks).toBe(1);
    pool.release(of);
    expect(pool.hosts[2]!.instance.tasks).toBe(0);
  });

  it('asks for no room, and takes none from the tasks that ECS places', () => {
    const { launch, start, to } = setUp();
    const [big, more] = [launch('big', 4096), start('more', 1)];
    const waits = launch('waits', 256);
    to(10);
    expect([big.host, more.host, waits.host]).toEqual(['web/1', 'web/1', '']);
  });

  it('fails where there is no such instance, or not any more', () => {
    const { pool, start, to } = setUp({ count: 2 });
    pool.terminate(1);
    const [never, gone] = [start('never', 7), start('gone', 1)];
    to(1);
    expect(never.cause).toBe('MISSING: there is no container instance web/7');
    expect(gone.cause).toBe('INACTIVE: the container instance web/1 has ended');
  });
});
