import { describe, expect, it } from 'vitest';
import { simulateRun } from '../../src/model/simulate-run.js';
import type { WorldSpec } from '../../src/model/spec.js';
import { at, ec2, MB, registry, runTask, world } from './tiny-world.js';

function totals(overrides: Partial<WorldSpec> = {}) {
  return simulateRun(world(overrides), 'seed', 0).totals;
}

describe('the totals of a run', () => {
  it('count bytes and requests at the registries', () => {
    expect(totals({ timeline: [runTask(0), runTask(100)] })).toMatchObject({
      downloadedBytes: 100 * MB,
      crossRegionBytes: 0,
      // Token, three for each manifest stage, five for the first pull, one (by digest, on disk) for the second.
      registryRequests: 1 + 2 * 3 + 5 + 1,
      failedRequests: 0,
    });
  });

  it('tell bytes that cross Regions', () => {
    const far = [registry({ region: 'eu-west-1' })];
    expect(totals({ registries: far })).toMatchObject({
      downloadedBytes: 100 * MB,
      crossRegionBytes: 100 * MB,
    });
  });

  it('keep the fullest disk at its fullest: content and blob', () => {
    const spec = ec2({ machine: { ...ec2().machine, diskBytes: 1000 * MB, diskUsedBytes: 100 * MB } });
    expect(totals({ capacities: [spec] })).toMatchObject({ diskPeakBytes: 400 * MB, diskPeakShare: 0.4 });
  });

  it('bill instances from registration to the last task after draining', () => {
    const scale = (count: number, when: number) =>
      at(when, { kind: 'scaleCapacity', capacity: 'web', count } as const);
    // One all the time; a second registers at 160 s and goes at 500 s.
    expect(totals({ timeline: [scale(2, 100), scale(1, 500)] }).hostSeconds).toBe(1000 + 340);
  });

  it('count failed requests, cleanups and events', () => {
    const outage = {
      kind: 'outage',
      registry: 'ecr',
      fault: 'auth-failing',
      forSeconds: 900,
      share: 1,
    } as const;
    const run = totals({ durationSeconds: 4000, timeline: [at(0, outage), runTask(1)] });
    expect(run).toMatchObject({ failedRequests: 2, cleanupCycles: 2, imagesRemoved: 0, rejectedPushes: 0 });
    expect(run.eventsProcessed).toBeGreaterThan(0);
  });
});
