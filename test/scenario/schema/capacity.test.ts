import { describe, expect, it } from 'vitest';
import { capacity, launchTypesWith } from '../../../src/scenario/schema/capacity.js';

describe('the launch types that have a key', () => {
  it.each([
    ['agent', ['EC2']],
    ['platformVersion', ['FARGATE']],
    ['unusedImageTime', ['MANAGED_INSTANCES']],
    ['instanceType', ['EC2', 'MANAGED_INSTANCES']],
    ['region', ['EC2', 'FARGATE', 'MANAGED_INSTANCES']],
    ['replicas', []],
  ])('of %s are %j', (key, types) => {
    expect(launchTypesWith(key)).toEqual(types);
  });
});

describe('a capacity', () => {
  it('is of one of the launch types of Amazon ECS', () => {
    expect(capacity.safeParse({ web: { launchType: 'FARGATE' } }).success).toBe(true);
    expect(capacity.safeParse({ web: { launchType: 'EXTERNAL' } }).success).toBe(false);
  });
});
