import { expect, it } from 'vitest';
import { launchTypesWith } from '../../../src/scenario/schema/capacity.js';

it.each([
  ['imageCache', ['FARGATE']],
  ['unusedImageTime', ['MANAGED_INSTANCES']],
  ['agent', ['EC2']],
  ['launchTime', ['EC2', 'MANAGED_INSTANCES']],
  ['region', ['EC2', 'FARGATE', 'MANAGED_INSTANCES']],
  ['imagecache', []],
  ['toString', []],
])('tells which launch types have the key %s', (key, launchTypes) => {
  expect(launchTypesWith(key)).toEqual(launchTypes);
});
