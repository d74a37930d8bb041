import { describe, expect, it } from 'vitest';
import { all } from '../../src/kernel/process.js';
import type { Body } from '../../src/kernel/process.js';
import { Simulation } from '../../src/kernel/simulation.js';

describe('a process', () => {
  it('runs up to its first wait at once, and goes on when the wait is over', () => {
    const simulation = new Simulation();
    const seen: string[] = [];
    function* body(): Body<void> {
      seen.push(`begins at ${simulation.now}`);
      yield* simulation.delay(2);
      seen.push(`ends at ${simulation.now}`);
    }
    const process = simulation.start(body(), 'sleeper');
    expect(seen).toEqual(['begins at 0']);
    expect(process.done).toBe(false);
    expect(() => process.result).toThrow('process sleeper has not ended');
    simulation.run();
    expect(seen).toEqual(['begins at 0', 'ends at 2']);
    expect(process.done).toBe(true);
  });

  function* sleeper(simulation: Simulation, seconds: number): Body<number> {
    yield* simulation.delay(seconds);
    return seconds;
  }

  it('can be waited for, before it has ended and after, for its result', () => {
    const simulation = new Simulation();
    const seen: number[][] = [];
    const awaited = simulation.start(sleeper(simulation, 2));
    function* joiner(after: number): Body<void> {
      yield* simulation.delay(after);
      const result = yield* awaited.join();
      seen.push([simulation.now, result]);
    }
    simulation.start(joiner(0));
    simulation.start(joiner(3));
    simulation.run();
    expect(seen).toEqual([
      [2, 2],
      [3, 2],
    ]);
  });

  it('waits for all of several and has their results in order', () => {
    const simulation = new Simulation();
    const joined = simulation.start(all([3, 1, 2].map((s) => simulation.start(sleeper(simulation, s)))));
    simulation.run();
    expect(joined.result).toEqual([3, 1, 2]);
    expect(simulation.now).toBe(3);
  });

  it('lets whoever ends it finish first', () => {
    const simulation = new Simulation();
    const order: string[] = [];
    const first = simulation.start(sleeper(simulation, 1));
    function* joiner(): Body<void> {
      yield* first.join();
      order.push('woken');
    }
    simulation.start(joiner());
    simulation.scheduleAt(1, { handle: () => order.push('a timer of the same instant, set before') });
    simulation.run();
    expect(order).toEqual(['a timer of the same instant, set before', 'woken']);
  });

  it('lets an exception leave the run', () => {
    const simulation = new Simulation();
    function* failing(): Body<void> {
      yield* simulation.delay(1);
      throw new Error('a bug');
    }
    simulation.start(failing());
    expect(() => simulation.run()).toThrow('a bug');
  });
});
