import { describe, expect, it } from 'vitest';
import { CORES, DISK, Machine, NIC, type MachineRates } from '../../../src/model/host/machine.js';
import { Bench } from './bench.js';

const MB = 1e6;
const BAKED = { chains: [1], layers: [{ uncompressedBytes: 100 * MB }] };
const plain: MachineRates = { nicBytesPerSecond: 100 * MB, diskBytesPerSecond: 50 * MB, cores: 2 };
const credits = (baseline: number, capacity: number, initialShare = 1) => ({
  baselineBytesPerSecond: baseline * MB,
  capacityBytes: capacity * MB,
  initialShare,
});

/** A machine and the times at which transfers of so many megabytes end, one after the other. */
function host(rates: Partial<MachineRates> = {}) {
  const env = new Bench();
  const machine = new Machine(env.fluid, 'host', { ...plain, ...rates });
  const move = (index: number, megabytes: number): number => {
    const type = env.fluid.flowType({ local: [{ index, use: 1 }] });
    const process = env.simulation.start(env.fluid.transfer(machine.site, type, megabytes * MB));
    while (!process.done) env.simulation.step();
    return env.now;
  };
  return { env, machine, move };
}

describe('a plain machine', () => {
  it.each([
    ['network interface', NIC, 100 * MB],
    ['disk', DISK, 50 * MB],
    ['cores', CORES, 2],
  ])('limits a flow by its %s', (_, index, rate) => {
    const env = new Bench();
    const machine = new Machine(env.fluid, 'host', plain);
    const type = env.fluid.flowType({ local: [{ index, use: 1 }] });
    env.finish(env.fluid.transfer(machine.site, type, 100 * rate));
    expect(env.now).toBeCloseTo(100, 9);
  });

  it('waits for nothing: what is written is on the volume, and no block comes from a snapshot', () => {
    const { env, machine, move } = host();
    move(DISK, 100);
    machine.markFromSnapshot(BAKED.chains);
    for (const body of [machine.sync(), machine.flush(0.5), machine.readFromSnapshot(BAKED, 0.1)]) {
      env.finish(body);
    }
    expect(env.now).toBeCloseTo(2, 9);
    expect(machine.unwrittenBytes).toBe(0);
  });

  it('gives tasks what they use of its cores, up to a half', () => {
    const { machine } = host({ coreCapacity: 3 });
    expect(machine.site.rates[CORES]).toBe(3);
    machine.setBusyCores(1);
    expect(machine.site.rates[CORES]).toBe(2);
    machine.setBusyCores(7);
    expect(machine.site.rates[CORES]).toBe(1.5);
    machine.setBusyCores(0);
    expect(machine.site.rates[CORES]).toBe(3);
  });
});

describe('network credits', () => {
  it('§9.12: let a transfer burst until they are used up, and go on at the baseline', () => {
    const { move } = host({ nicCredits: credits(20, 800) });
    expect(move(NIC, 1000)).toBeCloseTo(10, 6);
    expect(move(NIC, 200)).toBeCloseTo(20, 6);
  });

  it('come back while the host is idle', () => {
    const { env, move } = host({ nicCredits: credits(20, 800) });
    move(NIC, 1000);
    env.simulation.run(30);
    expect(move(NIC, 500)).toBeCloseTo(35, 5);
  });

  it('may be partly spent at launch', () => {
    expect(host({ nicCredits: credits(20, 800, 0.5) }).move(NIC, 700)).toBeCloseTo(15, 6);
  });

  it('end exactly where the flow itself goes slower than the burst', () => {
    const { env, machine } = host({ nicCredits: credits(20, 800) });
    const type = env.fluid.flowType({ local: [{ index: NIC, use: 1 }], bound: 40 * MB });
    const process = env.simulation.start(env.fluid.transfer(machine.site, type, 2000 * MB));
    while (!process.done) env.simulation.step();
    expect(env.now).toBeCloseTo(40 + 20, 3);
  });

  it('make no event on an idle host, and few on one that is busy for an hour', () => {
    const { env, move } = host({ nicCredits: credits(20, 300 * 80) });
    env.simulation.run(3600);
    expect(env.simulation.eventsProcessed).toBe(0);
    move(NIC, 300 * 100 + 3300 * 20);
    expect(env.now).toBeCloseTo(7200, 1);
    expect(env.simulation.eventsProcessed).toBeLessThan(400);
  });
});

describe('disk credits', () => {
  it('hold the disk at the slowest of those that are used up', () => {
    const { move } = host({ diskCredits: [credits(10, 400), credits(30, 400)] });
    expect(move(DISK, 500)).toBeCloseTo(10, 6);
    expect(move(DISK, 100)).toBeCloseTo(20, 6);
  });
});

describe('a page cache', () => {
  const pageCache = { dirtyBytes: 1000 * MB, bytesPerSecond: 550 * MB };

  it('§9.21: takes a burst of writes, then passes them on at the rate of the volume', () => {
    const { move } = host({ pageCache });
    expect(move(DISK, 1100)).toBeCloseTo(2, 6);
    expect(move(DISK, 200)).toBeCloseTo(6, 6);
  });

  it('has written a file when sync returns', () => {
    const { env, machine, move } = host({ pageCache });
    move(DISK, 550);
    env.finish(machine.sync());
    expect(env.now).toBeCloseTo(11, 6);
    expect(machine.unwrittenBytes).toBeCloseTo(0, 0);
  });

  it('need not have written what came after the sync, nor the rest of a flush', () => {
    const { env, machine, move } = host({ pageCache });
    move(DISK, 550);
    const flush = env.simulation.start(machine.flush(0.5));
    const sync = env.simulation.start(machine.sync());
    env.simulation.run(3);
    move(DISK, 550);
    while (!flush.done) env.simulation.step();
    expect(env.now).toBeCloseTo(6, 6);
    while (!sync.done) env.simulation.step();
    expect(env.now).toBeCloseTo(11, 6);
    expect(machine.unwrittenBytes / MB).toBeCloseTo(550, 3);
  });

  it('has written one file when its sync returns, and leaves the rest', () => {
    const { env, machine, move } = host({ pageCache });
    move(DISK, 550);
    env.finish(machine.sync(100 * MB));
    expect(env.now).toBeCloseTo(3, 6);
    expect(machine.unwrittenBytes / MB).toBeCloseTo(400, 3);
  });

  it('waits longer where the credits of the volume end meanwhile', () => {
    const { env, machine, move } = host({ pageCache, diskCredits: [credits(10, 200)] });
    move(DISK, 550);
    env.finish(machine.sync());
    expect(env.now).toBeCloseTo(5 + 30, 5);
  });
});

it('§9.24: loads an image of its snapshot slowly, and once', () => {
  const { env, machine } = host({ snapshotBytesPerSecond: 10 * MB });
  machine.markFromSnapshot(BAKED.chains);
  env.finish(machine.readFromSnapshot(BAKED, 0.5));
  env.finish(machine.readFromSnapshot(BAKED, 0.5));
  expect(env.now).toBeCloseTo(5, 9);
});
