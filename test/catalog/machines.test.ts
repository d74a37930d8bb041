import { describe, expect, it } from 'vitest';
import { defaultRootVolume, findMachine } from '../../src/catalog/machines.js';
import type { MachineSpec } from '../../src/model/spec.js';

const MIB = 2 ** 20;

describe('machines', () => {
  it('are what the model takes, with the root volume of the ECS-optimized AMI', () => {
    const machine: MachineSpec | undefined = findMachine('m7i.large');
    expect(machine).toMatchObject({
      instanceType: 'm7i.large',
      cores: 2,
      memoryBytes: 8 * 2 ** 30,
      nicBytesPerSecond: 12.5e9 / 8,
      diskBytesPerSecond: 125 * MIB,
      diskBytes: 30 * 2 ** 30,
      diskUsedBytes: 3e9,
      architecture: 'X86_64',
    });
  });

  it('take the smaller of what volume and instance allow', () => {
    const fast = { ...defaultRootVolume, bytesPerSecond: 2000 * MIB };
    expect(findMachine('m5.large', fast)?.diskBytesPerSecond).toBe(593.75e6);
    expect(findMachine('m6i.16xlarge', { ...fast, bytesPerSecond: 500 * MIB })?.diskBytesPerSecond).toBe(
      500 * MIB,
    );
  });

  it('are undefined for an instance type that does not exist', () => {
    expect(findMachine('m7i.gigantic')).toBeUndefined();
  });
});
