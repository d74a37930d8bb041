import { describe, expect, it } from 'vitest';
import { linesOf, worldOf } from '../reading.js';
import { SMALL, smallAnd } from '../small-scenario.js';
import { onFargate } from './fargate-scenario.js';

describe('capacities', () => {
  it('have the order of the file, whatever their launch type', () => {
    const more = '  far: { launchType: FARGATE }\n  own: { launchType: MANAGED_INSTANCES }\n';
    const text = SMALL.replace('taskDefinitions:', () => `${more}taskDefinitions:`).replace(
      'createService: api',
      'createService: api, capacity: web',
    );
    expect(worldOf(text).capacities.map(({ name, launchType }) => `${name} ${launchType}`)).toEqual([
      'web EC2',
      'far FARGATE',
      'own EC2',
    ]);
  });

  it.each([
    ['initial: { capacity: { wep: { images: [] } } }\n', 'unknown capacity "wep"'],
    ['initial: { capacity: { web: { images: [{ image: "api:v9" }] } } }\n', 'never has the tag "v9"'],
  ])('cannot hold what does not exist: %s', (lines, words) => {
    expect(linesOf(smallAnd(lines), 'error')[0]).toContain(words);
  });

  it('hold nothing at time zero on Fargate, and cannot be scaled or pruned there', () => {
    expect(linesOf(`${onFargate()}initial: { capacity: { web: {} } }\n`)[0]).toContain('holds nothing');
    expect(linesOf(`${onFargate()}  - { at: 1h, scale: web, count: 3 }\n`)[0]).toContain(
      'no instances to add',
    );
    expect(linesOf(`${onFargate()}  - { at: 1h, pruneImages: web }\n`)[0]).toContain('no instances to prune');
  });
});
