import { describe, expect, it } from 'vitest';
import { CORES, DISK, Machine, NIC } from '../../../src/model/host/machine.js';
import { environment, finish } from '../tiny-parts.js';

describe('a machine', () => {
  it.each([
    ['network interface', NIC, 10],
    ['disk', DISK, 20],
    ['cores', CORES, 2],
  ])('limits a flow by its %s', (_, index, rate) => {
    const env = environment();
    const machine = new Machine(env.fluid, 'host', {
      nicBytesPerSecond: 10,
      diskBytesPerSecond: 20,
      cores: 2,
    });
    const type = env.fluid.flowType({ local: [{ index, use: 1 }] });
    finish(env, env.fluid.transfer(machine.site, type, 100));
    expect(env.now).toBeCloseTo(100 / rate, 12);
  });
});
