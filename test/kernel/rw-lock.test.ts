import { describe, expect, it } from 'vitest';
import type { Body } from '../../src/kernel/process.js';
import { ReadWriteLock } from '../../src/kernel/rw-lock.js';
import { Simulation } from '../../src/kernel/simulation.js';

/** Visits as `r` or `w`, name, time of coming, time inside; answers who went in when. */
function visits(...listed: [kind: 'r' | 'w', name: string, at: number, seconds: number][]): string[] {
  const simulation = new Simulation();
  const lock = new ReadWriteLock(simulation);
  const entered: string[] = [];
  function* visit([kind, name, at, seconds]: (typeof listed)[number]): Body<void> {
    yield* simulation.delay(at);
    yield* kind === 'r' ? lock.readLock() : lock.writeLock();
    expect(lock.writing).toBe(kind === 'w');
    expect(lock.writing && lock.readers > 0).toBe(false);
    entered.push(`${name}@${simulation.now}`);
    yield* simulation.delay(seconds);
    if (kind === 'r') lock.readUnlock();
    else lock.writeUnlock();
  }
  for (const one of listed) simulation.start(visit(one));
  simulation.run();
  expect([lock.readers, lock.waitingReaders, lock.waitingWriters, lock.writing]).toEqual([0, 0, 0, false]);
  return entered;
}

describe('a readers-writer lock', () => {
  it('lets readers in together', () => {
    expect(visits(['r', 'a', 0, 5], ['r', 'b', 1, 5])).toEqual(['a@0', 'b@1']);
  });

  it('lets a writer in alone, after the readers who are in', () => {
    expect(visits(['r', 'a', 0, 5], ['r', 'b', 1, 7], ['w', 'w', 2, 1])).toEqual(['a@0', 'b@1', 'w@8']);
  });

  it('makes readers who come after a waiting writer wait for it', () => {
    expect(visits(['r', 'a', 0, 5], ['w', 'w', 1, 2], ['r', 'b', 2, 1])).toEqual(['a@0', 'w@5', 'b@7']);
  });

  it('lets all readers who wait in before the next writer when a writer leaves', () => {
    const entered = visits(
      ['w', 'v', 0, 5],
      ['w', 'w', 1, 5],
      ['r', 'a', 2, 3],
      ['r', 'b', 3, 4],
      ['r', 'late', 6, 1],
    );
    expect(entered).toEqual(['v@0', 'a@5', 'b@5', 'w@9', 'late@14']);
  });

  it('lets writers in in the order in which they came', () => {
    expect(visits(['w', 'u', 0, 1], ['w', 'v', 0, 1], ['w', 'w', 0, 1])).toEqual(['u@0', 'v@1', 'w@2']);
  });

  it('refuses to be left by who is not in', () => {
    const lock = new ReadWriteLock(new Simulation());
    expect(() => lock.readUnlock()).toThrow('without readLock');
    expect(() => lock.writeUnlock()).toThrow('without writeLock');
  });
});
