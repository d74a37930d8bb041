import { describe, expect, it } from 'vitest';
import type { FlowType } from '../../../src/kernel/fluid/flow-type.js';
import type { Shape } from '../../../src/kernel/fluid/shape.js';
import { System } from './system.js';

const local = [{ index: 0, use: 1 }];

function speed(shape: Shape, type: FlowType): number {
  return shape.classOf(type).clock.speed;
}

describe('the filling across sites', () => {
  it('leaves sites alone while no shared capacity binds', () => {
    const system = new System();
    const type = system.type({ shared: [{ capacity: system.capacity(1000) }], local });
    const shape = system.shape(100, type);
    system.active.enter(shape, 0);
    system.sharedFill.fill(0);
    expect(shape.classOf(type).isRiding).toBe(false);
    expect(speed(shape, type)).toBe(100);
  });

  it('holds at one level the classes that could have more, and leaves the others their limit', () => {
    const system = new System();
    const registry = system.capacity(130);
    const type = system.type({ shared: [{ capacity: registry }], local });
    const shapes = [10, 50, 70, 90].map((rate) => system.shape(rate, type));
    for (const shape of shapes) system.active.enter(shape, 0);
    system.sharedFill.fill(0);
    expect(shapes.map((shape) => speed(shape, type))).toEqual([10, 40, 40, 40]);
    registry.setRate(1000);
    system.sharedFill.fill(1);
    expect(shapes.map((shape) => speed(shape, type))).toEqual([10, 50, 70, 90]);
  });

  it('finds the capacity with the lowest level first, and what it leaves to the next', () => {
    const system = new System();
    const registry = system.capacity(100);
    const gateways = [system.capacity(20), system.capacity(500)];
    const types = gateways.map((gateway) => {
      return system.type({ shared: [{ capacity: registry }, { capacity: gateway }], local });
    });
    const shapes = types.map((type) => system.shape(200, type));
    for (const shape of shapes) system.active.enter(shape, 0);
    system.sharedFill.fill(0);
    expect(shapes.map((shape, i) => speed(shape, types[i]!))).toEqual([20, 80]);
    expect(types.map(({ driver }) => driver)).toEqual([1, 0]);
  });

  it('passes on what a stopped flow leaves on its site, and to whom that takes from a second capacity', () => {
    const system = new System();
    const [narrow, wide] = [system.capacity(10), system.capacity(100)];
    const stopped = system.type({ shared: [{ capacity: narrow }], local });
    const gaining = system.type({ shared: [{ capacity: wide }], local });
    const both = system.shape(100, stopped, gaining);
    const alone = system.shape(100, gaining);
    for (const shape of [both, alone]) system.active.enter(shape, 0);
    system.sharedFill.fill(0);
    expect([speed(both, stopped), speed(both, gaining), speed(alone, gaining)]).toEqual([10, 50, 50]);
    wide.setRate(1000);
    system.sharedFill.fill(1);
    expect([speed(both, stopped), speed(both, gaining), speed(alone, gaining)]).toEqual([10, 90, 100]);
    narrow.setRate(1000);
    system.sharedFill.fill(2);
    expect([speed(both, stopped), speed(both, gaining), speed(alone, gaining)]).toEqual([50, 50, 100]);
  });
});
