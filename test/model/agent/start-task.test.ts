import { describe, expect, it } from 'vitest';
import { restartAgent } from '../../../src/model/agent/agent-restart.js';
import { startTask } from '../../../src/model/agent/start-task.js';
import { Environment } from '../../../src/model/environment.js';
import type { TaskDefinitionSpec } from '../../../src/model/spec.js';
import { BINDER_INDEX } from '../../../src/model/start-clock.js';
import { AGENT_DOWN } from '../../../src/model/story.js';
import { constant } from '../../../src/units/distribution.js';
import { ecsAgent, environment, finish, only, registries, task } from '../tiny-parts.js';
import { agent, container, image, parameters, registry } from '../tiny-world.js';

function setUp(definition: Partial<TaskDefinitionSpec> = {}, settings: Parameters<typeof agent>[0] = {}) {
  const env = environment({ ec2AwsvpcProvision: constant(8), ec2BridgeProvision: constant(1) });
  const it = ecsAgent(env, registries(env), { agent: agent(settings) });
  return { env, it, of: task(env, definition) };
}

describe('a task on a container instance', () => {
  it.each([
    ['awsvpc', 8],
    ['bridge', 1],
    ['host', 1],
  ] as const)('in %s mode begins image work after its network is there', (networkMode, seconds) => {
    const { env, it, of } = setUp({ networkMode });
    finish(env, startTask(it, of));
    expect(of).toMatchObject({ outcome: 'started', pullStartedAt: seconds, readyAt: seconds + 3 });
  });

  it('does nothing more when it is stopped before that', () => {
    const { env, it, of } = setUp();
    env.simulation.start(startTask(it, of));
    of.requestStop();
    env.simulation.run();
    expect(of).toMatchObject({ outcome: 'stopped', requests: 0, pullStartedAt: NaN });
  });

  it('resolved its manifest before its network was there, up to 1.86.2, but did not pull', () => {
    const { env, it, of } = setUp({ networkMode: 'awsvpc' }, { version: '1.86.2' });
    env.simulation.start(startTask(it, of));
    env.simulation.run(1);
    expect(only(of).digestReported).not.toBeNull();
    env.simulation.run();
    expect(of).toMatchObject({ pullStartedAt: 8, readyAt: 11 });
    expect(of.lastClock.phaseSeconds.reduce((sum, each) => sum + each, 0)).toBeCloseTo(11, 9);
  });

  it('had no manifest stage before 1.83.0: it pulls by tag and reports the digest of what it pulled', () => {
    const { env, it, of } = setUp({ networkMode: 'bridge' }, { version: '1.82.4' });
    finish(env, startTask(it, of));
    expect(only(of)).toMatchObject({ manifestAttempts: 0, pullAttempts: 1 });
    expect(only(of).decisions.map(({ stage }) => stage)).toEqual(['pull']);
    expect(it.reported).toEqual([`app=${only(of).digestReported!}`]);
  });

  it('tells ECS the digests of all its containers at once, when the last of them is resolved', () => {
    const env = environment({ ec2BridgeProvision: constant(0) });
    const slow = registry({ requestLatency: constant(1) });
    const images = [image({ indexed: false }), image({ name: 'side', repository: 'side' })];
    const it = ecsAgent(env, registries(env, images, [slow]));
    const containers = [container(), container({ name: 'side', image: 'side:live' })];
    const of = task(env, { networkMode: 'bridge', containers });
    env.simulation.start(startTask(it, of));
    // A token, a ping and two manifests; the one without an index needs the configuration, too.
    env.simulation.run(4.5);
    expect(of.containers.map(({ digestReported }) => digestReported !== null)).toEqual([false, true]);
    expect(it.reported).toEqual([]);
    env.simulation.run(5.5);
    expect(it.reported).toEqual(
      of.containers.map(({ spec, digestReported }) => `${spec.name}=${digestReported!}`),
    );
  });

  it('waits in the queue of the agent while others hold the resources of the host', () => {
    const { env, it, of } = setUp({ cpuUnits: 4096 });
    const next = task(env, { cpuUnits: 1 }, 'next');
    finish(env, startTask(it, of));
    env.simulation.start(startTask(it, next));
    env.simulation.run(100);
    expect(next.pullStartedAt).toBeNaN();
    of.requestStop();
    of.gone();
    env.simulation.run();
    expect(next.readyAt).toBeGreaterThan(100);
    expect(next.lastClock.boundSeconds[BINDER_INDEX.queue]).toBeCloseTo(100 - 4, 6);
  });

  it('waits for an agent that is down, and its story says so', () => {
    const env = new Environment(parameters(), 'seed', 0, true);
    const it = ecsAgent(env, registries(env), { agent: agent({ disableImageCleanup: true }) });
    const of = task(env);
    env.simulation.start(restartAgent(it, 30));
    finish(env, startTask(it, of));
    expect(of.clock.spansUntil(Infinity)[0]).toMatchObject({ from: 0, to: 30, note: AGENT_DOWN });
    expect(of.readyAt).toBeGreaterThan(30);
  });

  it('is not begun where it was stopped before the agent ran again', () => {
    const { env, it, of } = setUp();
    env.simulation.start(restartAgent(it, 30));
    env.simulation.start(startTask(it, of));
    of.requestStop();
    env.simulation.run(100);
    expect(it.tasks.size).toBe(0);
  });

  it('did not wait there before 1.73.0', () => {
    const { env, it, of } = setUp({ cpuUnits: 4096 }, { version: '1.72.0' });
    finish(env, startTask(it, of));
    const next = task(env, { cpuUnits: 1 }, 'next');
    finish(env, startTask(it, next));
    expect(next.outcome).toBe('started');
  });

  it('takes cores from unpacks while it runs', () => {
    const { env, it, of } = setUp({ cpuUnits: 2048, cpuUse: 0.5 });
    const busy: number[] = [];
    it.instance.machine.setBusyCores = (cores) => void busy.push(cores);
    finish(env, startTask(it, of));
    of.gone();
    expect(busy).toEqual([1, 0]);
  });

  it('begins the stage anew that was under way when the agent stopped', () => {
    const { env, it, of } = setUp({}, { disableImageCleanup: true });
    env.simulation.start(startTask(it, of));
    env.simulation.run(2);
    env.simulation.start(restartAgent(it, 50));
    env.simulation.run();
    // A pull of three seconds, after the agent is back; the first one was cut off with its connection.
    expect(of).toMatchObject({ outcome: 'started', readyAt: 52 + 3 });
    expect(only(of)).toMatchObject({ pullAttempts: 2, reason: '' });
    const id = only(of).imageReferenced!;
    expect(it.images.state(id)!.references).toBe(1);
  });
});
