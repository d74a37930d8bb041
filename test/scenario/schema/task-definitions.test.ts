import { expect, it } from 'vitest';
import { containerKeys, taskDefinitionKeys, taskDefinitions } from '../../../src/scenario/schema/task-definitions.js';

const read = (definition: object) =>
  taskDefinitions.safeParse({ t: { containers: [{ name: 'a', image: 'b' }], ...definition } });

it('takes AWS units as numbers and as text', () => {
  expect(read({ cpu: 256, memory: '1 GB' }).data?.['t']).toMatchObject({ cpu: 256, memory: 1024 });
  expect(read({ cpu: '.5 vCPU', memory: '512' }).data?.['t']).toMatchObject({ cpu: 512, memory: 512 });
  expect(read({ cpu: 'much' }).error?.issues[0]?.message).toContain('not a number of CPU units');
});

it('refuses keys of AWS that it does not know, in YAML', () => {
  expect(read({ taskRoleArn: 'x' }).success).toBe(false);
  expect(taskDefinitionKeys).toContain('runtimePlatform');
  expect(containerKeys).toContain('dependsOn');
});
