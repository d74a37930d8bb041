import { describe, expect, it } from 'vitest';
import { Semaphore } from '../../../src/kernel/semaphore.js';
import { Simulation } from '../../../src/kernel/simulation.js';
import { inSlot, SlotPair } from '../../../src/model/pull/download-slots.js';

function setUp(ofPull: number, ofDaemon: number) {
  const simulation = new Simulation();
  const daemon = new Semaphore(simulation, ofDaemon);
  const pair = () => new SlotPair(new Semaphore(simulation, ofPull), daemon);
  return { simulation, daemon, pair };
}

describe('slots of a pull and of the daemon', () => {
  it('both hold, and that of the pull is taken first', () => {
    const { simulation, daemon, pair } = setUp(1, 2);
    const [a, b] = [pair(), pair()];
    const taken = [a, a, b].map((slots) => simulation.start(slots.take()));
    simulation.run();
    expect(taken.map(({ done }) => done)).toEqual([true, false, true]);
    expect(daemon.available).toBe(0);
    taken[0]!.result.giveBack();
    simulation.run();
    expect(taken[1]!.done).toBe(true);
  });

  it('are given back once, however often that is said', () => {
    const { simulation, daemon, pair } = setUp(Infinity, 1);
    const slot = simulation.start(pair().take()).result;
    slot.giveBack();
    slot.giveBack();
    expect(daemon.available).toBe(1);
  });
});

describe('a request in a slot of its own', () => {
  it('waits for it and gives it back; where there are no slots it waits for nothing', () => {
    const { simulation, daemon, pair } = setUp(Infinity, 1);
    const answer = function* () {
      yield* simulation.delay(1);
      return daemon.available;
    };
    const first = simulation.start(inSlot(pair(), answer, () => false));
    const second = simulation.start(inSlot(pair(), answer, () => false));
    const free = simulation.start(inSlot(null, answer, () => false));
    simulation.run(1);
    expect([first.result, free.result, second.done]).toEqual([0, 0, false]);
    simulation.run();
    expect([second.result, daemon.available, simulation.now]).toEqual([0, 1, 2]);
  });

  it('is not made when nobody wants it any more', () => {
    const { simulation, daemon, pair } = setUp(Infinity, 1);
    const asked = simulation.start(
      inSlot(
        pair(),
        () => simulation.delay(1),
        () => true,
      ),
    );
    expect([asked.result, daemon.available]).toEqual([null, 1]);
  });
});
