import { describe, expect, it } from 'vitest';
import { onlyKey, placementsOf } from '../../../src/scenario/resolve/placements.js';
import { scenarioFile } from '../../../src/scenario/schema/scenario-file.js';

const task = { containers: [{ name: 'a', image: 'api' }] };
const input = (timeline: readonly object[], over: object = {}) =>
  scenarioFile.parse({
    images: { api: { layers: [{ size: '1 MB' }] } },
    capacity: { web: { launchType: 'EC2' }, farm: { launchType: 'FARGATE' } },
    taskDefinitions: { api: task },
    timeline,
    ...over,
  });

describe('who runs where', () => {
  it('is what services and tasks say', () => {
    const timeline = [
      { createService: 's', capacity: 'web' },
      { runTask: 'api', capacity: 'farm' },
      { scale: 'web', count: 3 },
    ];
    expect(placementsOf(input(timeline))).toEqual([
      { taskDefinition: 'api', capacity: 'web' },
      { taskDefinition: 'api', capacity: 'farm' },
    ]);
  });

  it('takes the only one where nothing is said, and leaves out what does not exist', () => {
    expect(
      placementsOf(input([{ createService: 's' }], { capacity: { web: { launchType: 'EC2' } } })),
    ).toEqual([{ taskDefinition: 'api', capacity: 'web' }]);
    expect(
      placementsOf(input([{ createService: 's' }, { runTask: 'constructor', capacity: 'web' }])),
    ).toEqual([]);
    expect([onlyKey({ a: 1 }), onlyKey({ a: 1, b: 2 }), onlyKey({})]).toEqual(['a', undefined, undefined]);
  });
});
