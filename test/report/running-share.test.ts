import { describe, expect, it } from 'vitest';
import { leastRunningShare } from '../../src/report/running-share.js';
import type { TimelineEntry } from '../../src/model/spec.js';
import { type Row, startTable, taking, worldSpec } from './fixture.js';

const service = (desiredCount: number): TimelineEntry => ({
  id: 'a',
  schedule: { kind: 'at', atSeconds: 0 },
  action: {
    kind: 'createService',
    name: 'api',
    taskDefinition: 'api',
    capacity: 'web',
    desiredCount,
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    placementStrategy: 'spread',
  },
});
const resize = (atSeconds: number, desiredCount: number): TimelineEntry => ({
  id: 'b',
  schedule: { kind: 'at', atSeconds },
  action: { kind: 'updateService', service: 'api', forceNewDeployment: false, desiredCount },
});

/** A task that is ready at one time and gone at another. */
const from = (readyAt: number, stoppedAt = Number.NaN): Row => taking(readyAt, { service: 'api', stoppedAt });

const least = (timeline: readonly TimelineEntry[], tasks: readonly Row[], fromSeconds = 0): number =>
  leastRunningShare(startTable(tasks), worldSpec({ timeline, durationSeconds: 1000 }), {
    fromSeconds,
    service: null,
    cache: 'any',
  });

describe('the least share of the desired tasks that ran', () => {
  it('counts from when all of them ran for the first time', () => {
    expect(least([service(2)], [from(10), from(20)])).toBe(1);
    expect(least([service(2)], [from(10), from(20, 500), from(510)])).toBe(0.5);
  });

  it('does not see a task that another replaces at the same instant', () => {
    expect(least([service(1)], [from(10, 500), from(500)])).toBe(1);
  });

  it('falls when more are wanted, until they run', () => {
    expect(least([service(2), resize(100, 4)], [from(10), from(20), from(120), from(130)])).toBe(0.5);
    expect(least([service(2), resize(100, 1)], [from(10), from(20, 101)])).toBe(1);
  });

  it('is nothing where they never all ran, and unknown where nothing is wanted', () => {
    expect(least([service(3)], [from(10), from(20)])).toBe(0);
    expect(least([], [from(10)])).toBeNaN();
    expect(least([service(0)], [])).toBeNaN();
  });

  it('leaves out what is over when counting begins', () => {
    const tasks = [from(10, 100), from(150)];
    expect(least([service(1)], tasks)).toBe(0);
    expect(least([service(1)], tasks, 200)).toBe(1);
  });
});
