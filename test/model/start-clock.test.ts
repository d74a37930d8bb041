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

  it('keeps no journal unless it is asked to', () => {
    const clock = new StartClock();
    clock.enter('wait', 'lock', 0, 'cleanup');
    clock.close(3);
    expect(clock.spansUntil(3)).toEqual([]);
  });

  it('journals what it was in when, a new span for each thing that is waited for', () => {
    const clock = new StartClock(true);
    clock.enter('wait', 'lock', 0, 'a cleanup cycle');
    clock.enter('wait', 'lock', 1, 'a cleanup cycle');
    clock.stop(1.5);
    clock.enter('wait', 'lock', 1.5, 'a cleanup cycle');
    clock.enter('wait', 'backoff', 2, 'attempt 1');
    clock.enter('wait', 'backoff', 3, 'attempt 2');
    clock.enter('resolve', 'latency', 4);
    clock.enter('create', 'fixed', 4);
    clock.close(6);
    expect(clock.spansUntil(6)).toEqual([
      { from: 0, to: 2, phase: 'wait', binder: 'lock', note: 'a cleanup cycle' },
      { from: 2, to: 3, phase: 'wait', binder: 'backoff', note: 'attempt 1' },
      { from: 3, to: 4, phase: 'wait', binder: 'backoff', note: 'attempt 2' },
      { from: 4, to: 6, phase: 'create', binder: 'fixed', note: '' },
    ]);
  });

  it('tells its journal up to an instant, the span that lasts included', () => {
    const clock = new StartClock(true);
    clock.enter('provision', 'fixed', 0);
    clock.enter('ready', 'application', 4);
    expect(clock.spansUntil(6).map(({ from, to }) => [from, to])).toEqual([
      [0, 4],
      [4, 6],
    ]);
    expect(clock.spansUntil(3).map(({ from, to }) => [from, to])).toEqual([[0, 3]]);
  });

  it('forks into clocks whose journals begin at the fork', () => {
    const clock = new StartClock(true);
    clock.enter('provision', 'fixed', 0);
    const fork = clock.fork(3);
    fork.enter('resolve', 'latency', 3);
    expect(fork.spansUntil(5)).toEqual([{ from: 3, to: 5, phase: 'resolve', binder: 'latency', note: '' }]);
    expect(clock.spansUntil(5)).toEqual([{ from: 0, to: 3, phase: 'provision', binder: 'fixed', note: '' }]);
  });
});
