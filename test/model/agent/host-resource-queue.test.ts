import { describe, expect, it } from 'vitest';
import type { Body } from '../../../src/kernel/process.js';
import { HostResourceQueue } from '../../../src/model/agent/host-resource-queue.js';
import { environment, task } from '../tiny-parts.js';

function setUp() {
  const env = environment();
  const queue = new HostResourceQueue(env.simulation, 1024, 2048);
  const log: string[] = [];
  const enter = (name: string, cpuUnits: number, memoryMiB = 1) => {
    const of = task(env, { cpuUnits, memoryMiB }, name);
    function* waits(): Body<void> {
      yield* queue.enter(of);
      if (!of.settled.fired) log.push(`${name} ${env.now}`);
    }
    env.simulation.start(waits());
    env.simulation.run(env.now + 1);
    return of;
  };
  const settle = () => env.simulation.run(env.now + 1);
  return { queue, log, enter, settle };
}

describe('the queue for the resources of a host', () => {
  it('lets in at once who fits, by CPU and by memory', () => {
    const { log, enter, queue } = setUp();
    enter('a', 512);
    enter('b', 512, 2000);
    enter('by cpu', 1);
    expect([log, queue.length]).toEqual([['a 0', 'b 1'], 1]);
  });

  it('keeps a small task waiting behind a large one that does not fit', () => {
    const { log, enter, settle } = setUp();
    const a = enter('a', 600);
    enter('large', 600);
    enter('small', 100);
    expect(log).toEqual(['a 0']);
    a.gone();
    settle();
    expect(log).toEqual(['a 0', 'large 3', 'small 3']);
  });

  it('holds what a task has until it has stopped, not until its start is over', () => {
    const { log, enter, settle } = setUp();
    const a = enter('a', 1024);
    enter('b', 1024);
    a.fail('CannotPullContainerError: x', null);
    settle();
    expect(log).toEqual(['a 0']);
    a.gone();
    settle();
    expect(log).toEqual(['a 0', 'b 3']);
  });

  it('forgets a task that was stopped in it, and lets in who waited behind', () => {
    const { log, enter, settle, queue } = setUp();
    const a = enter('a', 600);
    const large = enter('large', 1000);
    enter('small', 100);
    large.requestStop();
    settle();
    expect([log, queue.length]).toEqual([['a 0', 'small 3'], 0]);
    large.gone();
    a.gone();
    enter('whole', 1024 - 100);
    expect(log[2]).toMatch(/^whole/);
  });
});
