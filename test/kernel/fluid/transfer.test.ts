import { describe, expect, it } from 'vitest';
import { Fluid, type Transfer } from '../../../src/kernel/fluid/fluid.js';
import { all, type Body } from '../../../src/kernel/process.js';
import { Simulation } from '../../../src/kernel/simulation.js';

function* awaitIt(transfer: Transfer): Body<void> {
  yield transfer;
}

describe('a transfer', () => {
  it('without work takes no time and is bound by nothing', () => {
    const simulation = new Simulation();
    const fluid = new Fluid(simulation);
    const type = fluid.flowType({ local: [{ index: 0, use: 1 }] });
    const process = simulation.start(fluid.transfer(fluid.site([0]), type, 0));
    simulation.run();
    expect(process.result.seconds).toBe(0);
    expect(process.result.boundSeconds).toEqual([0, 0]);
  });

  it('can be looked at while it runs', () => {
    const simulation = new Simulation();
    const fluid = new Fluid(simulation);
    const site = fluid.site([10]);
    const transfer = fluid.prepare(site, fluid.flowType({ local: [{ index: 0, use: 1 }], bound: 5 }), 25);
    expect(transfer.peek()).toEqual({ seconds: 0, boundSeconds: [0, 0] });
    simulation.start(awaitIt(transfer));
    simulation.run(3);
    expect(transfer.peek()).toEqual({ seconds: 3, boundSeconds: [0, 3] });
    site.setRate(0, 2);
    simulation.run(5);
    expect(transfer.peek()).toEqual({ seconds: 5, boundSeconds: [2, 3] });
    simulation.run();
    expect(simulation.now).toBe(8);
    expect(transfer.peek()).toEqual({ seconds: 8, boundSeconds: [5, 3] });
  });

  it('can be ended before its time, which wakes who waits for it', () => {
    const simulation = new Simulation();
    const fluid = new Fluid(simulation);
    const transfer = fluid.prepare(fluid.site([10]), fluid.flowType({ local: [{ index: 0, use: 1 }] }), 100);
    expect(transfer.cancel()).toBe(0);
    const waiting = simulation.start(awaitIt(transfer));
    simulation.run(4);
    expect(transfer.cancel()).toBeCloseTo(60, 12);
    simulation.run();
    expect(waiting.done).toBe(true);
    expect(simulation.now).toBe(4);
    expect(transfer.seconds).toBe(4);
    expect(transfer.cancel()).toBe(0);
  });

  it('accounts for every second of it, through changes of class and of clock', () => {
    const simulation = new Simulation();
    const fluid = new Fluid(simulation);
    const registry = fluid.capacity('registry', 100);
    const type = fluid.flowType({
      shared: [{ capacity: registry }],
      local: [{ index: 0, use: 1 }],
      bound: 45,
    });
    const hosts = [fluid.site([60]), fluid.site([60]), fluid.site([80])];
    function* pull(index: number) {
      yield* simulation.delay(index % 4);
      const began = simulation.now;
      const { seconds, boundSeconds } = yield* fluid.transfer(hosts[index % 3]!, type, 40 + 13 * index);
      return { elapsed: simulation.now - began, seconds, boundSeconds };
    }
    const pulls = Array.from({ length: 12 }, (_, index) => simulation.start(pull(index)));
    const joined = simulation.start(all(pulls));
    simulation.run();
    for (const { elapsed, seconds, boundSeconds } of joined.result) {
      expect(seconds).toBeCloseTo(elapsed, 10);
      expect(boundSeconds.reduce((sum, one) => sum + one)).toBeCloseTo(elapsed, 10);
    }
    const total = joined.result
      .map(({ boundSeconds }) => boundSeconds)
      .reduce((a, b) => a.map((x, k) => x + b[k]!));
    for (const seconds of total) expect(seconds).toBeGreaterThan(0);
  });
});
