import { describe, expect, it } from 'vitest';
import {
  defaultEphemeralStorageBytes,
  fargateCpuUnits,
  fargateMemoryMiB,
  findFargateSize,
} from '../../src/catalog/fargate.js';
import type { FargateRates } from '../../src/model/spec.js';

const MIB = 2 ** 20;

describe('Fargate sizes', () => {
  it('are 77 combinations of eight CPU values', () => {
    expect(fargateCpuUnits()).toEqual([256, 512, 1024, 2048, 4096, 8192, 16384, 32768]);
    expect(fargateCpuUnits().flatMap((cpu) => fargateMemoryMiB(cpu))).toHaveLength(77);
  });

  it.each([
    [256, 512, true],
    [256, 4096, false],
    [1024, 2048, true],
    [1024, 1024, false],
    [1024, 2000, false],
    [3072, 8192, false],
    [16384, 122880, true],
  ])('CPU %d with %d MiB is permitted: %s', (cpuUnits, memoryMiB, permitted) => {
    expect(findFargateSize(cpuUnits, memoryMiB) !== undefined).toBe(permitted);
  });

  it('give no memory values for a CPU value that is not permitted', () => {
    expect(fargateMemoryMiB(3072)).toEqual([]);
  });

  it('take the lower burst of the two measured Regions for the network', () => {
    expect(findFargateSize(256, 512)?.nicBytesPerSecond).toBe(4.185e9 / 8);
    expect(findFargateSize(1024, 2048)?.nicBytesPerSecond).toBe(4.577e9 / 8);
    expect(findFargateSize(1024, 2048)?.nicBaselineBytesPerSecond).toBe(0.254e9 / 8);
  });

  it('have what the measured burst sent above the baseline as credits, full in a fresh task', () => {
    expect(findFargateSize(256, 512)?.nicCredits).toEqual({
      baselineBytesPerSecond: 0.063e9 / 8,
      // The lower of 4.151 and 4.122 Gbit/s above the baseline, for 410 s.
      capacityBytes: Math.round((4.122e9 / 8) * 410),
      initialShare: 1,
    });
    expect(findFargateSize(1024, 8192)?.nicCredits.capacityBytes).toBe(Math.round((8.975e9 / 8) * 300));
    expect(findFargateSize(256, 512)?.networkNote).toContain('out of the task');
  });

  it('limit one connection as EC2 does, whatever the size', () => {
    expect(
      [256, 4096].map((cpu) => findFargateSize(cpu, fargateMemoryMiB(cpu)[0] ?? 0)?.flowBytesPerSecond),
    ).toEqual([5e9 / 8, 5e9 / 8]);
  });

  it('are what the model takes as rates', () => {
    const rates: FargateRates | undefined = findFargateSize(2048, 8192);
    expect(rates).toMatchObject({ cpuUnits: 2048, memoryMiB: 8192 });
  });

  it('use the measured size next below, and 4 vCPU for everything larger', () => {
    expect(findFargateSize(1024, 3072)?.nicBytesPerSecond).toBe(
      findFargateSize(1024, 2048)?.nicBytesPerSecond,
    );
    expect(findFargateSize(16384, 32768)?.nicBytesPerSecond).toBe(
      findFargateSize(4096, 30720)?.nicBytesPerSecond,
    );
  });

  it('take the EBS limit of the size for the disk where it is above what pulls show', () => {
    const disk = (cpuUnits: number): number | undefined =>
      findFargateSize(cpuUnits, fargateMemoryMiB(cpuUnits)[0] ?? 0)?.diskBytesPerSecond;
    expect(fargateCpuUnits().map(disk)).toEqual(
      [250, 250, 250, 250, 250, 250, 500, 500].map((rate) => rate * MIB),
    );
  });

  it('name source and date', () => {
    for (const cpu of fargateCpuUnits()) {
      for (const memory of fargateMemoryMiB(cpu)) {
        expect(findFargateSize(cpu, memory)?.asOf).toMatch(/^20(23|26)-/);
        expect(findFargateSize(cpu, memory)?.source).toContain('developer guide');
        expect(findFargateSize(cpu, memory)?.networkSource).toContain('2024');
      }
    }
  });

  it('leave 20 GiB of ephemeral storage without asking', () => {
    expect(defaultEphemeralStorageBytes).toBe(20 * 2 ** 30);
  });
});
