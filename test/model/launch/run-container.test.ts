import { describe, expect, it } from 'vitest';
import { giveUp, runContainer } from '../../../src/model/launch/run-container.js';
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

describe('a container that cannot run', () => {
  it('fails its task where it is essential', () => {
    const { of } = setUp({});
    giveUp(of.containers[0]!, 'CannotCreateContainerError: No such image');
    expect(of).toMatchObject({ outcome: 'failed', cause: 'CannotCreateContainerError: No such image' });
  });

  it('is done without where it is not, even when the others are ready already', () => {
    const { env, of, run } = setUp({}, { essential: false });
    run(0);
    env.simulation.run(3);
    giveUp(of.containers[1]!, 'CannotCreateContainerError: No such image');
    expect(of).toMatchObject({ outcome: 'started', cause: '' });
    expect(of.containers[1]!.skipped).toBe(true);
  });
});
