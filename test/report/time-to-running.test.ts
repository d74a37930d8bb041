import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../src/model/spec.js';
import { desiredTotal, timeToRunning } from '../../src/report/time-to-running.js';
import { type Row, startTable, taking, worldSpec } from './fixture.js';

const EVERYTHING = { fromSeconds: 0, service: null, cache: 'any' } as const;

const timeTo = (
  rows: readonly Row[],
  count: number,
  counted = [...rows.keys()],
  measure: typeof EVERYTHING = EVERYTHING,
) => timeToRunning(startTable(rows), Uint32Array.from(counted), measure, [count])[0];

describe('the time until N tasks run at once', () => {
  it('runs from the first request to the Nth task that is ready', () => {
    const rows = [
      taking(5, { requestedAt: 10 }),
      taking(2, { requestedAt: 10 }),
      taking(30, { requestedAt: 20 }),
    ];
    expect(timeTo(rows, 1)).toBe(2);
    expect(timeTo(rows, 2)).toBe(5);
    expect(timeTo(rows, 3)).toBe(40);
  });

  it('counts a task no more once it has stopped', () => {
    const rows = [taking(1, { stoppedAt: 3 }), taking(4), taking(6)];
    expect(timeTo(rows, 2)).toBe(6);
  });

  it('is endless where N are never reached, and where starts fail', () => {
    expect(timeTo([taking(1), taking(2, { outcome: 'failed' })], 2)).toBe(Infinity);
  });

  it('counts tasks that ran before the first counted request', () => {
    const rows = [taking(1), taking(1), taking(5, { requestedAt: 100 })];
    expect(timeTo(rows, 3, [2])).toBe(5);
  });

  it('looks at the measured service only', () => {
    const rows = [taking(1), taking(2, { service: 'web' }), taking(9)];
    const ready = timeToRunning(
      startTable(rows),
      Uint32Array.of(0, 2),
      { ...EVERYTHING, service: 'api' },
      [2],
    );
    expect(ready).toEqual([9]);
  });

  it('has no value where nothing was counted', () => {
    expect(timeTo([taking(1)], 1, [])).toBeNaN();
  });
});

describe('how many tasks are desired in all', () => {
  const [create] = worldSpec().timeline;
  const at: TimelineEntry['schedule'] = { kind: 'at', atSeconds: 0 };
  const scale = (desiredCount: number | null): TimelineEntry => ({
    id: 'scale',
    schedule: at,
    action: { kind: 'updateService', service: 'api', forceNewDeployment: false, desiredCount },
  });
  const once: TimelineEntry = {
    id: 'batch',
    schedule: at,
    action: { kind: 'runTask', taskDefinition: 'api', capacity: 'web', count: 7 },
  };

  it.each([
    ['the largest count of a service', [create!, scale(90), scale(10), scale(null)], null, 90],
    ['nothing of another service', [create!], 'web', 0],
    ['the tasks of RunTask where there is no service', [once], null, 7],
    ['services before RunTask', [create!, once], null, 40],
  ] as const)('it is %s', (_, timeline, service, count) => {
    expect(desiredTotal(worldSpec({ timeline }), service)).toBe(count);
  });
});
