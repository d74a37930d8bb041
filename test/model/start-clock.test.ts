import { describe, expect, it } from 'vitest';
import { BINDERS, PHASES } from '../../src/model/record.js';
import { BINDER_INDEX, StartClock } from '../../src/model/start-clock.js';

function phases(clock: StartClock): Record<string, number> {
  return Object.fromEntries(
    PHASES.map((phase, index) => [phase, clock.phaseSeconds[index]!] as const).filter(
      ([, seconds]) => seconds > 0,
    ),
  );
}

function binders(clock: StartClock): Record<string, number> {
  return Object.fromEntries(
    BINDERS.map((name) => [name, clock.boundSeconds[BINDER_INDEX[name]]!] as const).filter(
      ([, seconds]) => seconds > 0,
    ),
  );
}

function weights(shares: Partial<Record<(typeof BINDERS)[number], number>>): Float64Array {
  return Float64Array.from(BINDERS, (name) => shares[name] ?? 0);
}

describe('the clock of a start', () => {
  it('is in one phase at a time, bound by one thing', () => {
    const clock = new StartClock();
    clock.enter('provision', 'fixed', 0);
    clock.enter('resolve', 'latency', 4);
    clock.enter('resolve', 'latency', 5);
    clock.enter('wait', 'lock', 6);
    clock.stop(10);
    expect(phases(clock)).toEqual({ provision: 4, resolve: 2, wait: 4 });
    expect(binders(clock)).toEqual({ fixed: 4, latency: 2, lock: 4 });
  });

  it('stands still between a stop and the next phase', () => {
    const clock = new StartClock();
    clock.enter('create', 'fixed', 0);
    clock.stop(1);
    clock.enter('ready', 'application', 5);
    clock.stop(7);
    expect(phases(clock)).toEqual({ create: 1, ready: 2 });
  });

  it('shares the seconds of flows by what bound them, downloads and unpacks apart', () => {
    const clock = new StartClock();
    clock.enter('fetch', 'flow', 0);
    clock.enter('unpack', 'flow', 3);
    clock.stop(7);
    clock.settleFlows(weights({ nic: 1, registry: 2 }), weights({ core: 1, disk: 1 }));
    expect(binders(clock)).toEqual({ nic: 1, registry: 2, core: 2, disk: 2 });
  });

  it('does not say what binds a flow that never ended', () => {
    const clock = new StartClock();
    clock.enter('fetch', 'flow', 0);
    clock.enter('unpack', 'flow', 3);
    clock.close(5);
    expect(binders(clock)).toEqual({ unknown: 5 });
  });

  it('is deaf once it is closed', () => {
    const clock = new StartClock();
    clock.enter('fetch', 'latency', 0);
    clock.close(2);
    clock.enter('unpack', 'flow', 2);
    clock.stop(9);
    clock.settleFlows(weights({ nic: 1 }), weights({ disk: 1 }));
    expect(phases(clock)).toEqual({ fetch: 2 });
    expect(binders(clock)).toEqual({ latency: 2 });
  });

  it('forks into clocks that share the past and not the future', () => {
    const clock = new StartClock();
    clock.enter('provision', 'fixed', 0);
    const [one, other] = [clock.fork(3), clock.fork(3)];
    one.enter('resolve', 'latency', 3);
    one.stop(5);
    expect(phases(one)).toEqual({ provision: 3, resolve: 2 });
    expect(phases(other)).toEqual({ provision: 3 });
  });
});
