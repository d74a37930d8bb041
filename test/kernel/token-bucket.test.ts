import { describe, expect, it } from 'vitest';
import type { Body } from '../../src/kernel/process.js';
import { Simulation } from '../../src/kernel/simulation.js';
import { TokenBucket } from '../../src/kernel/token-bucket.js';

describe('a token bucket', () => {
  it('is full at first, empties as tokens are taken, and fills at its rate up to its capacity', () => {
    const simulation = new Simulation();
    const bucket = new TokenBucket(simulation, { capacity: 10, refillPerSecond: 2 });
    expect(bucket.tryTake(9)).toBe(true);
    expect(bucket.tryTake(2)).toBe(false);
    simulation.run(2);
    expect(bucket.level).toBe(5);
    simulation.run(100);
    expect(bucket.level).toBe(10);
  });

  it('serves a burst at once and the rest at its rate, first come, first served', () => {
    const simulation = new Simulation();
    const bucket = new TokenBucket(simulation, { capacity: 3, refillPerSecond: 2 });
    const served: number[][] = [];
    function* caller(index: number): Body<void> {
      yield* bucket.take();
      served.push([simulation.now, index]);
    }
    for (let i = 0; i < 6; i++) simulation.start(caller(i));
    expect(bucket.waiting).toBe(3);
    simulation.run();
    expect(served).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [0.5, 3],
      [1, 4],
      [1.5, 5],
    ]);
  });

  it('lets nobody who wants little pass one who waits for much', () => {
    const simulation = new Simulation();
    const bucket = new TokenBucket(simulation, { capacity: 10, refillPerSecond: 1, initial: 4 });
    const served: number[][] = [];
    function* caller(tokens: number): Body<void> {
      yield* bucket.take(tokens);
      served.push([simulation.now, tokens]);
    }
    simulation.start(caller(8));
    simulation.start(caller(1));
    expect(bucket.tryTake(1)).toBe(false);
    simulation.run();
    expect(served).toEqual([
      [4, 8],
      [5, 1],
    ]);
    expect(bucket.level).toBe(0);
  });

  it('never serves beyond what it has when nothing flows in', () => {
    const simulation = new Simulation();
    const bucket = new TokenBucket(simulation, { capacity: 1, refillPerSecond: 0, initial: 0 });
    const caller = simulation.start(bucket.take());
    simulation.run();
    expect(caller.done).toBe(false);
  });

  it('refuses what it could never serve, and numbers that make no sense', () => {
    const simulation = new Simulation();
    const bucket = new TokenBucket(simulation, { capacity: 5, refillPerSecond: 1 });
    expect(() => bucket.tryTake(6)).toThrow('6 tokens cannot be had from a bucket of 5');
    expect(() => bucket.tryTake(-1)).toThrow(RangeError);
    expect(() => new TokenBucket(simulation, { capacity: 0, refillPerSecond: 1 })).toThrow(RangeError);
    expect(() => new TokenBucket(simulation, { capacity: 1, refillPerSecond: 1, initial: 2 })).toThrow(
      RangeError,
    );
  });
});
