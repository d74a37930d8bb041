import { describe, expect, it } from 'vitest';
import { endsOfIoError, giveUp } from '../../../src/model/launch/container-end.js';
import { runContainer } from '../../../src/model/launch/run-container.js';
import type { ContainerSpec } from '../../../src/model/spec.js';
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

describe('a container that cannot run', () => {
  it('fails its task where it is essential', () => {
    const { of } = setUp({});
    giveUp(of.containers[0]!, 'CannotCreateContainerError: No such image');
    expect(of).toMatchObject({ outcome: 'failed', cause: 'CannotCreateContainerError: No such image' });
    expect(of.stopCode).toBe('TaskFailedToStart');
  });

  it('is done without where it is not, even when the others are ready already', () => {
    const { env, of, run } = setUp({}, { essential: false });
    run(0);
    env.simulation.run(3);
    giveUp(of.containers[1]!, 'CannotCreateContainerError: No such image');
    expect(of).toMatchObject({ outcome: 'started', cause: '' });
    expect(of.containers[1]!.skipped).toBe(true);
  });

  it('keeps its task from being ready until it is given up, as ECS says RUNNING no sooner', () => {
    const { env, of, run } = setUp({}, { essential: false });
    run(0);
    env.simulation.run(3);
    giveUp(of.containers[1]!, 'CannotCreateContainerError: No such image');
    expect([of.containers[0]!.readyAt, of.startedAt, of.readyAt]).toEqual([0, 3, 3]);
    expect(of.last).toBe(of.containers[0]);
  });
});

describe('a container that ends of an I/O error', () => {
  it('takes a task that is ready along where it is essential, with nothing to be said of the start', () => {
    const { env, of, run } = setUp({});
    run(0);
    env.simulation.run(3);
    endsOfIoError(of.containers[0]!, 'connection reset', env);
    expect(of).toMatchObject({ outcome: 'started', stopCode: 'EssentialContainerExited', cause: '' });
    expect(of.containers[0]).toMatchObject({ exitCode: 1, endedAt: 3 });
  });

  it('leaves a task that is ready alone where it is not', () => {
    const { env, of, run } = setUp({}, { essential: false });
    run(0);
    run(1);
    env.simulation.run(3);
    endsOfIoError(of.containers[1]!, 'connection reset', env);
    expect(of).toMatchObject({ outcome: 'started', stopCode: '' });
    expect(of.containers[1]).toMatchObject({ skipped: false, running: false, exitCode: 1 });
  });

  it('ends once', () => {
    const { env, of, run } = setUp({});
    run(0);
    env.simulation.run(3);
    endsOfIoError(of.containers[0]!, 'connection reset', env);
    env.simulation.run(4);
    endsOfIoError(of.containers[0]!, 'timeout', env);
    expect(of.containers[0]).toMatchObject({ endedAt: 3, reason: 'connection reset' });
  });
});
