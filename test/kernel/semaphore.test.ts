import { describe, expect, it } from 'vitest';
import type { Body } from '../../src/kernel/process.js';
import { Semaphore } from '../../src/kernel/semaphore.js';
import { Simulation } from '../../src/kernel/simulation.js';

describe('a semaphore', () => {
  it('lets in as many as it has permits, and the others in the order in which they came', () => {
    const simulation = new Simulation();
    const semaphore = new Semaphore(simulation, 2);
    const entered: number[][] = [];
    function* visitor(index: number): Body<void> {
      yield* semaphore.acquire();
      entered.push([simulation.now, index]);
      yield* simulation.delay(1);
      semaphore.release();
    }
    for (let i = 0; i < 5; i++) simulation.start(visitor(i));
    expect(semaphore.available).toBe(0);
    expect(semaphore.waiting).toBe(3);
    simulation.run();
    expect(entered).toEqual([
      [0, 0],
      [0, 1],
      [1, 2],
      [1, 3],
      [2, 4],
    ]);
    expect(semaphore.available).toBe(2);
  });

  it('hands a released permit to the first who waits, not to who asks in between', () => {
    const simulation = new Simulation();
    const semaphore = new Semaphore(simulation, 1);
    let hasEntered = false;
    expect(semaphore.tryAcquire()).toBe(true);
    function* waiting(): Body<void> {
      yield* semaphore.acquire();
      hasEntered = true;
    }
    simulation.start(waiting());
    semaphore.release();
    expect(semaphore.tryAcquire()).toBe(false);
    simulation.run();
    expect(hasEntered).toBe(true);
  });

  it('may have infinitely many permits', () => {
    const semaphore = new Semaphore(new Simulation(), Infinity);
    expect([1, 2, 3].map(() => semaphore.tryAcquire())).toEqual([true, true, true]);
    semaphore.release();
    expect(semaphore.available).toBe(Infinity);
  });

  it('refuses numbers that are none, and permits that nobody had taken', () => {
    const simulation = new Simulation();
    for (const permits of [-1, 1.5, NaN])
      expect(() => new Semaphore(simulation, permits)).toThrow(RangeError);
    expect(() => new Semaphore(simulation, 1).release()).toThrow('nobody had taken');
  });
});
