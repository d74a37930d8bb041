import { describe, expect, it } from 'vitest';
import type { Body } from '../../src/kernel/process.js';
import { Signal } from '../../src/kernel/signal.js';
import { Simulation } from '../../src/kernel/simulation.js';

function scene() {
  const simulation = new Simulation();
  const signal = new Signal(simulation);
  const seen: string[] = [];
  function* waiting(name: string, timeout?: number): Body<void> {
    const fired = timeout === undefined ? yield* signal.wait() : yield* signal.waitFor(timeout);
    seen.push(`${name} ${fired ?? 'woken'} at ${simulation.now}`);
  }
  return { simulation, signal, seen, waiting };
}

describe('a signal', () => {
  it('wakes all who wait, in the order in which they came, at the instant at which it fires', () => {
    const { simulation, signal, seen, waiting } = scene();
    for (const name of ['a', 'b', 'c']) simulation.start(waiting(name));
    simulation.schedule(3, { handle: () => signal.fire() });
    simulation.run();
    expect(seen).toEqual(['a woken at 3', 'b woken at 3', 'c woken at 3']);
  });

  it('makes nobody wait once it has fired', () => {
    const { simulation, signal, seen, waiting } = scene();
    signal.fire();
    signal.fire();
    expect(signal.fired).toBe(true);
    simulation.start(waiting('a'));
    simulation.start(waiting('b', 1));
    expect(seen).toEqual(['a woken at 0', 'b true at 0']);
  });

  it.each([
    { timeout: 2, fires: 1, expected: 'a true at 1' },
    { timeout: 1, fires: 2, expected: 'a false at 1' },
    { timeout: 0, fires: 1, expected: 'a false at 0' },
  ])('that fires after $fires s ends a wait of at most $timeout s with "$expected"', (one) => {
    const { simulation, signal, seen, waiting } = scene();
    simulation.start(waiting('a', one.timeout));
    simulation.schedule(one.fires, { handle: () => signal.fire() });
    simulation.run();
    expect(seen).toEqual([one.expected]);
    expect(simulation.now).toBe(one.fires);
  });

  it('counts as fired when both happen at one instant and it was first', () => {
    const { simulation, signal, seen, waiting } = scene();
    simulation.schedule(1, { handle: () => signal.fire() });
    simulation.start(waiting('a', 1));
    simulation.run();
    expect(seen).toEqual(['a true at 1']);
  });
});
