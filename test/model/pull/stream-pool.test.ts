import { describe, expect, it } from 'vitest';
import { Simulation } from '../../../src/kernel/simulation.js';
import { StreamPool } from '../../../src/model/pull/stream-pool.js';

function setUp(limit: number, inTurn: boolean) {
  const simulation = new Simulation();
  const pool = new StreamPool(simulation, limit, inTurn);
  /** A layer that wants so many connections. */
  const layer = (slots: ReturnType<StreamPool['forPull']>, wanted: number) => {
    const process = simulation.start(slots.take(wanted));
    simulation.run();
    return process;
  };
  return { simulation, pool, layer };
}

describe('connections for ranges', () => {
  it('go to layers in their order, where a layer puts all its ranges into the queue', () => {
    const { simulation, pool, layer } = setUp(10, false);
    const slots = pool.forPull(Infinity);
    const first = layer(slots, 6);
    const second = layer(slots, 6);
    const third = layer(slots, 6);
    expect([first.result.streams, second.result.streams, third.done]).toEqual([6, 4, false]);
    let changes = 0;
    second.result.whenChanged = () => changes++;
    first.result.giveBack();
    first.result.giveBack();
    simulation.run();
    expect([second.result.streams, third.result.streams, changes]).toEqual([6, 4, 1]);
  });

  it('go to layers in turn, where each range queues for itself', () => {
    const { simulation, pool, layer } = setUp(10, true);
    const slots = pool.forPull(Infinity);
    const first = layer(slots, 100);
    expect(first.result.streams).toBe(10);
    const second = layer(slots, 2);
    const third = layer(slots, 100);
    expect([first, second, third].map((each) => each.result.streams)).toEqual([4, 2, 4]);
    third.result.giveBack();
    simulation.run();
    expect([first, second].map((each) => each.result.streams)).toEqual([8, 2]);
  });

  it('have a limit for each pull, too', () => {
    const { pool, layer } = setUp(5, false);
    const a = layer(pool.forPull(3), 9);
    const b = layer(pool.forPull(3), 9);
    expect([a.result.streams, b.result.streams]).toEqual([3, 2]);
  });

  it('are as many as wanted where there is no limit', () => {
    const { pool, layer } = setUp(Infinity, true);
    expect(layer(pool.forPull(Infinity), 1000).result.streams).toBe(1000);
  });
});
