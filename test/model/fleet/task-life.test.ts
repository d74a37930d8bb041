import { describe, expect, it } from 'vitest';
import type { Body } from '../../../src/kernel/process.js';
import type { Pool } from '../../../src/model/fleet/pool.js';
import { taskLife } from '../../../src/model/fleet/task-life.js';
import type { Task } from '../../../src/model/launch/task.js';
import type { TaskDefinitionSpec } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { environment, only, task } from '../tiny-parts.js';

/** A pool in which a start takes four seconds and then is what the test wants. */
function setUp(definition: Partial<TaskDefinitionSpec>, end: (of: Task) => void, deafUntil = 0) {
  const env = environment({ taskStop: constant(7) });
  const log: string[] = [];
  const note = (what: string) => (of: Task) => void log.push(`${what} ${of.outcome} ${env.now}`);
  const pool: Pool = {
    name: 'pool',
    diskUsedBytes: 0,
    pullsInFlight: 0,
    *launch(of): Body<void> {
      yield* env.simulation.delay(4);
      end(of);
    },
    *whenHeard(): Body<void> {
      if (deafUntil > env.now) yield* env.simulation.delay(deafUntil - env.now);
    },
    release: note('released'),
    forget: note('forgotten'),
  };
  const of = task(env, definition);
  const listener = { settled: note('settled'), stopped: note('stopped') };
  env.simulation.start(taskLife(of, pool, constant(2), env, listener));
  return { env, of, log };
}

function succeed(of: Task): void {
  only(of).startedAt = 6;
  only(of).readyAt = 6;
  of.succeed(only(of));
}

describe('the life of a task', () => {
  it('goes from the scheduler over its start to the end of its lifetime, when nothing is left to stop', () => {
    const { env, of, log } = setUp({ lifetime: constant(10) }, succeed);
    env.simulation.run();
    expect(log).toEqual(['settled started 6', 'released started 16', 'stopped started 16']);
    expect(of.stoppedAt).toBe(16);
  });

  it('goes on until the agent hears that it is to end', () => {
    const { env, of, log } = setUp({ lifetime: constant(10) }, succeed, 100);
    env.simulation.run();
    expect(log).toEqual(['settled started 6', 'released started 100', 'stopped started 100']);
    expect(of.stoppedAt).toBe(100);
  });

  it('lasts until somebody wants it to end, where it has no lifetime', () => {
    const { env, of, log } = setUp({}, succeed);
    env.simulation.run(100);
    expect(log).toEqual(['settled started 6']);
    of.requestStop();
    env.simulation.run();
    expect(of.stoppedAt).toBe(107);
  });

  it('ends with a start that fails', () => {
    const { env, log } = setUp({}, (of) => of.fail('error', null));
    env.simulation.run();
    expect(log).toEqual(['settled failed 6', 'released failed 6', 'stopped failed 6']);
  });

  it('does not begin when it is stopped before the scheduler has seen it', () => {
    const { env, of, log } = setUp({}, succeed);
    env.simulation.run(1);
    of.requestStop();
    env.simulation.run();
    expect(log).toEqual(['settled stopped 2', 'released stopped 2', 'stopped stopped 2']);
  });

  it.each([
    ['heeds SIGTERM', true, 7, 0],
    ['does not heed SIGTERM', false, 7 + 40, 137],
  ] as const)('takes as long to stop as a container that %s', (_, handlesSigterm, seconds, exitCode) => {
    const { env, of } = setUp({ handlesSigterm, stopTimeoutSeconds: 40 }, succeed);
    env.simulation.run(100);
    of.requestStop();
    env.simulation.run();
    expect([of.stoppedAt, only(of).exitCode, of.stopCode]).toEqual([
      100 + seconds,
      exitCode,
      'ServiceSchedulerInitiated',
    ]);
  });

  it('ends with the code of its containers where it ends by itself', () => {
    const definition = { lifetime: constant(10), handlesSigterm: false };
    const { env, of } = setUp(definition, succeed);
    env.simulation.run();
    expect([of.stoppedAt, only(of).exitCode, of.stopCode]).toEqual([16, 0, 'EssentialContainerExited']);
  });

  it('kills what still runs of a start that failed', () => {
    const { env, of } = setUp({ handlesSigterm: false, stopTimeoutSeconds: 40 }, (each) => {
      only(each).startedAt = 6;
      each.fail('error', null);
    });
    env.simulation.run();
    expect([of.stoppedAt, of.stopCode]).toEqual([46, 'TaskFailedToStart']);
  });
});
