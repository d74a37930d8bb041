import { describe, expect, it } from 'vitest';
import { Fluid } from '../../src/kernel/fluid/fluid.js';
import { Semaphore } from '../../src/kernel/semaphore.js';
import { Simulation } from '../../src/kernel/simulation.js';

const note = (into: string[], what: string) => ({ handle: (): void => void into.push(what) });

describe('the simulation', () => {
  it('calls handlers at their times, with their arguments', () => {
    const simulation = new Simulation();
    const calls: number[][] = [];
    const handler = { handle: (argument: number): void => void calls.push([simulation.now, argument]) };
    simulation.schedule(2, handler, 20);
    simulation.scheduleAt(1, handler, 10);
    simulation.schedule(3, handler);
    simulation.run();
    expect(calls).toEqual([
      [1, 10],
      [2, 20],
      [3, 0],
    ]);
    expect(simulation.eventsProcessed).toBe(3);
  });

  it('orders an instant: changes of capacity, ends of flows as they began, timers as they were set', () => {
    const simulation = new Simulation();
    const fluid = new Fluid(simulation);
    const order: string[] = [];
    const site = fluid.site([10]);
    const type = fluid.flowType({ local: [{ index: 0, use: 1 }] });
    const other = fluid.flowType({ bound: 10 });
    simulation.scheduleAt(2, note(order, 'first timer'));
    simulation.scheduleAt(2, note(order, 'second timer'));
    fluid.begin(site, other, 20, note(order, 'first flow'));
    fluid.begin(site, type, 10, note(order, 'second flow'));
    fluid.begin(site, other, 20, note(order, 'third flow'));
    fluid.begin(site, type, 10, note(order, 'fourth flow'));
    simulation.scheduleCapacityChange(2, note(order, 'first change'));
    simulation.scheduleCapacityChange(2, note(order, 'second change'));
    simulation.run();
    expect(simulation.now).toBe(2);
    expect(order.map((one) => one.split(' ')[1])).toEqual([
      ...['change', 'change', 'flow', 'flow', 'flow', 'flow', 'timer', 'timer'],
    ]);
    expect(order.map((one) => one.split(' ')[0])).toEqual([
      ...['first', 'second', 'first', 'second', 'third', 'fourth', 'first', 'second'],
    ]);
  });

  it('stops after the events of the time given, which is then the present', () => {
    const simulation = new Simulation();
    const order: string[] = [];
    simulation.schedule(1, note(order, 'at'));
    simulation.schedule(2, note(order, 'later'));
    simulation.run(1);
    expect(order).toEqual(['at']);
    simulation.run(1.5);
    expect(simulation.now).toBe(1.5);
    simulation.run();
    expect(order).toEqual(['at', 'later']);
  });

  it('does one event a step and tells whether there was one', () => {
    const simulation = new Simulation();
    simulation.schedule(1, { handle: () => {} });
    expect(simulation.step()).toBe(true);
    expect(simulation.step()).toBe(false);
    expect(simulation.now).toBe(1);
  });

  it('takes timers back that are cancelled', () => {
    const simulation = new Simulation();
    const order: string[] = [];
    const timer = simulation.schedule(1, note(order, 'never'));
    expect(simulation.cancel(timer)).toBe(true);
    expect(simulation.cancel(timer)).toBe(false);
    simulation.run();
    expect(order).toEqual([]);
  });

  it('never reaches an infinite time', () => {
    const simulation = new Simulation();
    simulation.schedule(Infinity, { handle: () => expect.fail('happened') });
    simulation.run();
    expect(simulation.now).toBe(0);
  });

  it('refuses the past', () => {
    const simulation = new Simulation();
    const handler = { handle: (): void => {} };
    simulation.run(5);
    expect(() => simulation.schedule(-1, handler)).toThrow(RangeError);
    expect(() => simulation.schedule(NaN, handler)).toThrow(RangeError);
    expect(() => simulation.scheduleAt(4, handler)).toThrow('4 s is past');
    expect(() => simulation.scheduleCapacityChange(4, handler)).toThrow(RangeError);
  });

  it('has one fluid engine', () => {
    const simulation = new Simulation();
    new Fluid(simulation);
    expect(() => new Fluid(simulation)).toThrow('already');
  });

  /** Minimal generator of the test's own: Lehmer, modulus 2^31 - 1. */
  function uniforms(seed: number): () => number {
    let state = seed;
    return () => (state = (state * 48271) % 2147483647) / 2147483647;
  }

  it.each([
    { law: 'exponential (M/M/1)', squaredVariation: 1, serviceOf: (u: number) => -Math.log(u) * 0.7 },
    { law: 'constant (M/D/1)', squaredVariation: 0, serviceOf: () => 0.7 },
  ])('keeps a queue with $law service waiting as Pollaczek and Khinchine say', (one) => {
    const simulation = new Simulation();
    const server = new Semaphore(simulation, 1);
    const uniform = uniforms(42);
    const customers = 200_000;
    let waited = 0;
    function* customer() {
      const arrived = simulation.now;
      yield* server.acquire();
      waited += simulation.now - arrived;
      yield* simulation.delay(one.serviceOf(uniform()));
      server.release();
    }
    function* arrivals() {
      for (let i = 0; i < customers; i++) {
        yield* simulation.delay(-Math.log(uniform()));
        simulation.start(customer());
      }
    }
    simulation.start(arrivals());
    simulation.run();
    const load = 0.7;
    const expected = ((1 + one.squaredVariation) / 2) * (load / (1 - load)) * 0.7;
    expect(waited / customers / expected).toBeCloseTo(1, 1);
    expect(server.available).toBe(1);
  });
});
