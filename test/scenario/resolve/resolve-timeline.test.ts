import { describe, expect, it } from 'vitest';
import { linesOf, worldOf } from '../reading.js';
import { SMALL, small, smallAnd } from '../small-scenario.js';

const action = (entry: string) => worldOf(smallAnd(`  - { ${entry} }\n`)).timeline.at(-1)!.action;

describe('an action', () => {
  it.each([
    [
      'createService: web, capacity: web, taskDefinition: api, desiredCount: 3, minimumHealthyPercent: 50, maximumPercent: 150, placementStrategy: binpack',
      {
        kind: 'createService',
        name: 'web',
        taskDefinition: 'api',
        capacity: 'web',
        desiredCount: 3,
        minimumHealthyPercent: 50,
        maximumPercent: 150,
        placementStrategy: 'binpack',
      },
    ],
    [
      'createService: web',
      {
        kind: 'createService',
        name: 'web',
        taskDefinition: 'api',
        capacity: 'web',
        desiredCount: 1,
        minimumHealthyPercent: 100,
        maximumPercent: 200,
        placementStrategy: 'spread',
      },
    ],
    [
      'updateService: api',
      { kind: 'updateService', service: 'api', forceNewDeployment: false, desiredCount: null },
    ],
    [
      'updateService: api, desiredCount: 8',
      { kind: 'updateService', service: 'api', forceNewDeployment: false, desiredCount: 8 },
    ],
    ['runTask: api, count: 5', { kind: 'runTask', taskDefinition: 'api', capacity: 'web', count: 5 }],
    ['push: { image: api }', { kind: 'push', image: 'api', tag: 'live', sameDigest: false }],
    [
      'push: { image: api, tag: "v{n}", sameDigest: true }',
      { kind: 'push', image: 'api', tag: 'v{n}', sameDigest: true },
    ],
    ['scale: web, count: 9', { kind: 'scaleCapacity', capacity: 'web', count: 9 }],
    [
      'scale: api, desiredCount: 9',
      { kind: 'updateService', service: 'api', forceNewDeployment: false, desiredCount: 9 },
    ],
    [
      'outage: { state: throttled, for: 10m, share: 30 % }',
      { kind: 'outage', registry: 'ecr', fault: 'throttled', forSeconds: 600, share: 0.3 },
    ],
    [
      'outage: { registry: ecr, state: unreachable, for: 1h }',
      { kind: 'outage', registry: 'ecr', fault: 'unreachable', forSeconds: 3600, share: 1 },
    ],
    ['pruneImages: web', { kind: 'pruneImages', capacity: 'web' }],
  ])('is complete: %s', (entry, expected) => {
    expect(action(entry)).toEqual(expected);
  });

  it.each([
    ['createService: api', 'is created twice'],
    ['every: 1h, createService: x', 'a service is created once'],
    ['createService: x, maximumPercent: 100', 'no deployment can begin'],
    ['id: again, push: { image: api }', 'the id "again" is there twice'],
    ['scale: web', 'needs either "count"'],
    ['scale: web, count: 1, desiredCount: 2', 'needs either "count"'],
    ['scale: api, count: 1', '"api" is a service'],
    ['scale: wep, count: 1', 'unknown capacity "wep"'],
    ['scale: apo, desiredCount: 1', 'unknown service "apo"'],
    ['push: { image: api, tag: "v n" }', 'is not a tag'],
    ['push: { image: api, tag: "v{m}" }', 'is not a tag'],
    ['outage: { registry: hub, state: throttled, for: 1m }', 'unknown registry "hub"'],
    ['pruneImages: wep', 'unknown capacity "wep"'],
  ])('is refused where it makes no sense: %s', (entry, words) => {
    const found = linesOf(smallAnd(`  - { ${entry} }\n`), 'error');
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
  });

  it('needs to say where, if there are several capacities', () => {
    const text = small('capacity:\n', 'capacity:\n  other: { launchType: EC2 }\n');
    expect(linesOf(text)[0]).toMatch(/^24:5 timeline\[0\]: .*"capacity" does not say which.*other, web/);
  });

  it('warns where nothing ever starts', () => {
    const text = SMALL.replace(/ {2}- .*(createService|updateService).*\n/g, '');
    expect(linesOf(text)).toEqual([expect.stringMatching(/^22:1 timeline: nothing starts a task/)]);
  });
});
