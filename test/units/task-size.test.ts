import { expect, it } from 'vitest';
import { parseCpuUnits, parseMemoryMiB } from '../../src/units/task-size.js';

it('reads CPU units and vCPUs', () => {
  expect(['256', '1 vCPU', '.25 vcpu', '0.5vCPU'].map(parseCpuUnits)).toEqual([256, 1024, 256, 512]);
  for (const text of ['', 'much', '-1', '0.5', '1 core'])
    expect(() => parseCpuUnits(text)).toThrow('CPU units');
});

it('reads MiB and the gigabytes of ECS, which are 1024 MiB', () => {
  expect(['512', '2 GB', '0.5GB', '300 MiB'].map(parseMemoryMiB)).toEqual([512, 2048, 512, 300]);
  for (const text of ['', '1 TB', '-1', '0.3']) expect(() => parseMemoryMiB(text)).toThrow('memory in MiB');
});
