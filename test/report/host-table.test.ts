import { describe, expect, it } from 'vitest';
import type { HostState } from '../../src/model/host-state.js';
import { simulateRun } from '../../src/model/simulate-run.js';
import { hostTable } from '../../src/report/host-table.js';
import { NO_PAINT } from '../../src/report/paint.js';
import { world } from '../model/tiny-world.js';

function statesAt(atSeconds: number): readonly HostState[] {
  const found: HostState[] = [];
  simulateRun(world(), 'seed', 0, { probe: { atSeconds, read: (hosts) => void found.push(...hosts) } });
  return found;
}

describe('the state of hosts as tables', () => {
  it('shows the agent’s books, the images with their local names, and the disk', () => {
    const text = hostTable(statesAt(500), NO_PAINT);
    expect(text).toMatch(/^web\/1 at 500 s\n {2}disk {4}\d/);
    expect(text).toMatch(/in the agent’s books +names +recorded/);
    expect(text).toContain('api:live');
    expect(text).toContain('no pull in flight');
  });

  it('says that a disk is empty, and that there is no host', () => {
    expect(hostTable(statesAt(0), NO_PAINT)).toContain('no image on its disk');
    expect(hostTable([], NO_PAINT)).toContain('no instance runs at that time');
  });

  it('says what the agent waits for', () => {
    const [host] = statesAt(500);
    const busy: HostState = {
      ...host!,
      agentRuns: false,
      pullsInFlight: 2,
      lock: { readers: 0, writing: true, waitingReaders: 3, waitingWriters: 1 },
    };
    const text = hostTable([busy], NO_PAINT);
    for (const words of [
      'is down',
      '2 pulls in flight',
      'cleanup has the pull lock',
      '3 pulls waiting for the lock',
    ])
      expect(text).toContain(words);
  });
});
