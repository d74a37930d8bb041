import { describe, expect, it } from 'vitest';
import { expectedStarts } from '../../src/experiment/expected-starts.js';
import type { Schedule, TimelineAction, WorldSpec } from '../../src/model/spec.js';
import { tinyWorld } from './tiny-scenario.js';

const at = (atSeconds: number): Schedule => ({ kind: 'at', atSeconds });
const every = (periodSeconds: number): Schedule => ({
  kind: 'every',
  periodSeconds,
  fromSeconds: periodSeconds,
  untilSeconds: 600,
});
const create: TimelineAction = {
  kind: 'createService',
  name: 'api',
  taskDefinition: 'api',
  capacity: 'web',
  desiredCount: 10,
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  placementStrategy: 'spread',
};
const update = (forceNewDeployment: boolean, desiredCount: number | null): TimelineAction => ({
  kind: 'updateService',
  service: 'api',
  forceNewDeployment,
  desiredCount,
});
const runTask: TimelineAction = { kind: 'runTask', taskDefinition: 'api', capacity: 'web', count: 3 };

function world(...timeline: readonly (readonly [Schedule, TimelineAction])[]): WorldSpec {
  return {
    ...tinyWorld(),
    timeline: timeline.map(([schedule, action], n) => ({ id: `e${n}`, schedule, action })),
  };
}

describe('expectedStarts', () => {
  it.each([
    ['a service starts its tasks', world([at(0), create]), 10],
    [
      'each redeployment starts them again',
      world([at(0), create], [every(200), update(true, null)]),
      10 + 2 * 10,
    ],
    ['scaling out starts what is added', world([at(0), create], [at(5), update(false, 14)]), 14],
    ['scaling in starts nothing', world([at(0), create], [at(5), update(false, 4)]), 10],
    [
      'a redeployment after scaling starts the new number',
      world([at(9), update(true, null)], [at(0), create], [at(5), update(false, 4)]),
      14,
    ],
    ['RunTask starts its count each time', world([every(100), runTask]), 3 * 5],
    [
      'arrivals start their rate times their span',
      world([{ kind: 'poisson', ratePerSecond: 0.1, fromSeconds: 100, untilSeconds: 600 }, runTask]),
      150,
    ],
    ['what comes after the end starts nothing', world([at(600), create], [at(700), runTask]), 0],
    [
      'pushes start nothing',
      world([every(10), { kind: 'push', image: 'api', tag: 'live', sameDigest: false }]),
      0,
    ],
  ])('%s', (_, spec, starts) => {
    expect(expectedStarts(spec)).toBe(starts);
  });
});
