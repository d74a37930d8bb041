/** Scenarios with one Fargate capacity, and ways to look at it. */
import type { FargateCapacitySpec } from '../../../src/model/spec.js';
import { worldOf } from '../reading.js';
import { small } from '../small-scenario.js';

const EC2 =
  '    launchType: EC2\n    instanceType: m6i.large\n    count: 2\n    agent: { ECS_IMAGE_PULL_BEHAVIOR: default }\n';

/** SMALL on Fargate, with lines for the capacity and for the task definition. */
export function onFargate(lines = '', task = 'cpu: 1024\n    memory: 2048'): string {
  return small(EC2, `    launchType: FARGATE\n${lines}`).replace('cpu: 256\n    memory: 384', task);
}

/** SMALL on Fargate for Windows; its image is built upon Server Core. */
export function onWindows(lines = '', task = 'cpu: 1024\n    memory: 2048', base = 'base: {}'): string {
  return onFargate(`    operatingSystemFamily: WINDOWS_SERVER_2022_CORE\n${lines}`, task).replace(
    'tags: [live]',
    `tags: [live]\n    ${base}`,
  );
}

export function fargateOf(text: string): FargateCapacitySpec {
  const [capacity] = worldOf(text).capacities;
  if (capacity?.launchType !== 'FARGATE') throw new Error('the first capacity is not Fargate');
  return capacity;
}
