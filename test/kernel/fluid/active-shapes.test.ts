import { describe, expect, it } from 'vitest';
import { System } from './system.js';

const local = [{ index: 0, use: 1 }];

describe('the active shapes', () => {
  it('list types and shared capacities while some site has flows of them', () => {
    const system = new System();
    const registry = system.capacity(1000);
    const download = system.type({ shared: [{ capacity: registry }], local });
    const unpack = system.type({ local });
    const shape = system.shape(100, download, unpack);
    system.active.enter(shape, 0);
    system.active.enter(shape, 1);
    expect(system.active.types).toEqual([download]);
    expect(system.active.capacities).toEqual([registry]);
    expect(registry.types).toEqual([download]);
    expect([download.active.length, unpack.active.length, unpack.active.mixed]).toEqual([1, 1, 1]);
    system.active.leave(shape);
    expect(download.active.length).toBe(1);
    system.active.leave(shape);
    expect([download.active.length, unpack.active.length, unpack.active.mixed]).toEqual([0, 0, 0]);
    expect(system.active.types).toEqual([]);
    expect(system.active.capacities).toEqual([]);
    expect(registry.types).toEqual([]);
  });

  it('know whether a shared capacity could bind', () => {
    const system = new System();
    const registry = system.capacity(250);
    const shape = system.shape(100, system.type({ shared: [{ capacity: registry }], local }));
    const seen = [1, 2, 3].map(() => {
      system.active.enter(shape, 0);
      return system.active.couldBind;
    });
    expect(seen).toEqual([false, false, true]);
    registry.setRate(400);
    expect(system.active.couldBind).toBe(false);
    registry.setRate(10);
    expect(system.active.couldBind).toBe(true);
    for (let i = 0; i < 3; i++) system.active.leave(shape);
    expect(system.active.couldBind).toBe(false);
  });

  it('are not misled by rounding after very many changes', () => {
    const system = new System();
    const registry = system.capacity(1);
    const type = system.type({ shared: [{ capacity: registry, use: 0.1 }], local });
    const [small, large] = [system.shape(0.3, type), system.shape(1e9 / 3, type)];
    system.active.enter(small, 0);
    for (let i = 0; i < 10_000; i++) {
      system.active.enter(large, 0);
      system.active.leave(large);
    }
    expect(system.active.couldBind).toBe(false);
    for (let i = 0; i < 40; i++) system.active.enter(small, 0);
    expect(system.active.couldBind).toBe(true);
  });
});
