import { describe, expect, it } from 'vitest';
import { runContainer } from '../../../src/model/launch/run-container.js';
import type { ContainerSpec } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { environment, task } from '../tiny-parts.js';
import { container } from '../tiny-world.js';

function setUp(...containers: Partial<ContainerSpec>[]) {
  const env = environment();
  const of = task(env, {
    containers: containers.map((each, index) => container({ name: `c${index}`, ...each })),
  });
  of.beginContainers();
  const run = (index: number) => env.simulation.start(runContainer(of.containers[index]!, env));
  return { env, of, run };
}

describe('a container that runs', () => {
  it('is ready when its application is', () => {
    const { env, of, run } = setUp({ ready: constant(4) });
    run(0);
    env.simulation.run(3);
    expect(of.containers[0]).toMatchObject({ startedAt: 0, readyAt: NaN });
    env.simulation.run(4);
    expect(of).toMatchObject({ outcome: 'started', startedAt: 0, readyAt: 4 });
  });

  it('is ready when it starts, where it ends by itself', () => {
    const { env, of, run } = setUp({ ready: constant(4), runs: constant(9), essential: false });
    run(0);
    expect(of.readyAt).toBe(0);
    env.simulation.run(8);
    expect(of.containers[0]!.completed.fired).toBe(false);
    env.simulation.run(9);
    expect(of.containers[0]!.completed.fired).toBe(true);
  });

  it('makes its task ready when it is the last', () => {
    const { env, of, run } = setUp({ ready: constant(1) }, { ready: constant(6) });
    run(0);
    run(1);
    env.simulation.run(5);
    expect(of.outcome).toBe('unfinished');
    env.simulation.run();
    expect(of).toMatchObject({ outcome: 'started', readyAt: 6 });
    expect(of.last).toBe(of.containers[1]);
  });

  it('makes nothing ready in a task that has failed meanwhile', () => {
    const { env, of, run } = setUp({ ready: constant(4) });
    run(0);
    of.fail('CannotPullContainerError: x', null);
    env.simulation.run();
    expect(of).toMatchObject({ outcome: 'failed', readyAt: NaN });
  });
});

describe('a container that ends by itself', () => {
  it('takes its task along where it is essential, as a failed start before the task was ready', () => {
    const { env, of, run } = setUp({ runs: constant(3), exitCode: 7 }, { ready: constant(9) });
    run(0);
    run(1);
    env.simulation.run();
    expect(of).toMatchObject({ outcome: 'failed', stopCode: 'EssentialContainerExited' });
    expect(of.cause).toBe('EssentialContainerExited: "c0" has ended with exit code 7');
    expect(of.containers[0]).toMatchObject({ exitCode: 7, reason: '' });
  });

  it('asks its task to stop where that was ready', () => {
    const { env, of, run } = setUp({ runs: constant(3) });
    run(0);
    env.simulation.run();
    expect(of).toMatchObject({ outcome: 'started', stopCode: 'EssentialContainerExited', cause: '' });
    expect(of.stopRequested.fired).toBe(true);
  });

  it('leaves its task alone where it is not essential', () => {
    const { env, of, run } = setUp({ runs: constant(3), essential: false }, {});
    run(0);
    run(1);
    env.simulation.run();
    expect(of).toMatchObject({ outcome: 'started', stopCode: '' });
    expect(of.containers[0]!.exitCode).toBe(0);
  });

  it('is started again where it restarts, until its task stops', () => {
    const { env, of, run } = setUp({ runs: constant(3), restarts: true });
    run(0);
    env.simulation.run(100);
    expect([of.stopRequested.fired, of.containers[0]!.completed.fired]).toEqual([false, false]);
    of.requestStop();
    env.simulation.run();
    expect([env.now, of.containers[0]!.exitCode]).toEqual([102, null]);
  });
});
