import { describe, expect, it } from 'vitest';
import { linesOf, worldOf } from '../reading.js';
import { small, smallAnd } from '../small-scenario.js';

const action = (entry: string) => worldOf(smallAnd(`  - { ${entry} }\n`)).timeline.at(-1)!.action;

describe('an action on instances', () => {
  it.each([
    [
      'startTask: api, capacity: web, instance: 2',
      { kind: 'startTask', taskDefinition: 'api', capacity: 'web', instance: 2 },
    ],
    ['startTask: api', { kind: 'startTask', taskDefinition: 'api', capacity: 'web', instance: 1 }],
    ['interrupt: web', { kind: 'interrupt', capacity: 'web', count: 1 }],
    ['interrupt: web, count: 2', { kind: 'interrupt', capacity: 'web', count: 2 }],
    ['terminate: web, count: 2', { kind: 'terminate', capacity: 'web', count: 2 }],
    ['restartAgent: web', { kind: 'restartAgent', capacity: 'web', forSeconds: 0 }],
    ['restartAgent: web, for: 2m', { kind: 'restartAgent', capacity: 'web', forSeconds: 120 }],
    ['pruneImages: web', { kind: 'pruneImages', capacity: 'web' }],
  ])('is complete: %s', (entry, expected) => {
    expect(action(entry)).toEqual(expected);
  });

  it.each([
    ['startTask: apy', 'unknown task definition "apy"'],
    ['startTask: api, capacity: wep', 'unknown capacity "wep"'],
    ['startTask: api, instance: 3', 'there is no instance 3: "web" has only instances 1 to 2'],
    ['startTask: api, instance: 0', 'timeline[3].instance'],
    ['interrupt: wep', 'unknown capacity "wep"'],
    ['terminate: web, count: 0', 'timeline[3].count'],
    ['restartAgent: wep', 'unknown capacity "wep"'],
    ['restartAgent: web, for: 10', 'timeline[3].for'],
  ])('is refused where it makes no sense: %s', (entry, words) => {
    const found = linesOf(smallAnd(`  - { ${entry} }\n`), 'error');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^26:/);
    expect(found[0]).toContain(words);
  });

  it.each(['startTask: api, capacity: far', 'interrupt: far', 'terminate: far', 'restartAgent: far'])(
    'needs instances: %s',
    (entry) => {
      const text = small('createService: api,', 'createService: api, capacity: web,').replace(
        'taskDefinitions:\n',
        '  far: { launchType: FARGATE, region: us-east-1 }\ntaskDefinitions:\n',
      );
      const found = linesOf(`${text}  - { ${entry} }\n`, 'error');
      expect(found.join('\n')).toMatch(/"far" is Fargate, which has no instances to/);
    },
  );

  it('can be a Spot interruption of tasks on Fargate', () => {
    const text = small('createService: api,', 'createService: api, capacity: web,').replace(
      'taskDefinitions:\n',
      '  far: { launchType: FARGATE, region: us-east-1, capacityProvider: FARGATE_SPOT }\ntaskDefinitions:\n',
    );
    const found = linesOf(`${text}  - { at: 1h, interrupt: far }\n`, 'error');
    expect(found.filter((line) => line.includes('interrupt'))).toEqual([]);
  });

  it('may name an instance that is launched later', () => {
    const text = smallAnd(
      '  - { at: 10m, scale: web, count: 5 }\n  - { at: 20m, startTask: api, instance: 4 }\n',
    );
    expect(worldOf(text).timeline.at(-1)!.action).toMatchObject({ instance: 4 });
  });

  it('starts a task, so that its definition is not without use', () => {
    const text = small(
      '  - { at: 0s, createService: api, desiredCount: 4 }\n',
      '  - { startTask: api }\n',
    ).replace(/.*updateService.*\n/, '');
    expect(linesOf(text)).toEqual([]);
  });
});
