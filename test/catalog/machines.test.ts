import { beforeAll, describe, expect, it } from 'vitest';
import { findInstanceType, instanceTypeNames, loadInstanceTypes } from '../../src/catalog/instance-types.js';
import {
  computeOf,
  defaultRootVolume,
  findMachine,
  instanceStoreOf,
  networkOf,
  pageCacheOf,
} from '../../src/catalog/machines.js';
import type { MachineSpec } from '../../src/model/spec.js';

beforeAll(() => loadInstanceTypes());

const MIB = 2 ** 20;
const GIB = 2 ** 30;

describe('machines', () => {
  it('are what the model takes, with the root volume of the ECS-optimized AMI', () => {
    const machine: MachineSpec | undefined = findMachine('m7i.large');
    expect(machine).toMatchObject({
      instanceType: 'm7i.large',
      cores: 2,
      memoryBytes: 8 * GIB,
      nicBytesPerSecond: 12.5e9 / 8,
      flowBytesPerSecond: 5e9 / 8,
      diskBytesPerSecond: 125 * MIB,
      diskBytes: 30 * GIB,
      diskUsedBytes: 3e9,
      architecture: 'X86_64',
    });
  });

  it('take the smaller of what volume and instance allow', () => {
    const fast = { ...defaultRootVolume, bytesPerSecond: 2000 * MIB, iops: 16_000 };
    expect(findMachine('m5.large', fast)?.diskBytesPerSecond).toBe(593.75e6);
    expect(findMachine('m6i.16xlarge', { ...fast, bytesPerSecond: 500 * MIB })?.diskBytesPerSecond).toBe(
      500 * MIB,
    );
  });

  it('are undefined for an instance type that does not exist', () => {
    expect(findMachine('m7i.gigantic')).toBeUndefined();
  });

  it.each([
    ['m7i.large', 1.2],
    ['c5a.4xlarge', 9.6],
    ['m7g.large', 2],
    ['m7a.large', 2],
  ])('%s does the work of %d threads that run alone', (name, capacity) => {
    expect(computeOf(findInstanceType(name)!).coreCapacity).toBeCloseTo(capacity, 12);
  });

  it('have network credits for five minutes of burst, where there is one', () => {
    const large = findInstanceType('m5.large')!;
    expect(networkOf(large, 'credits', 0.5).nicCredits).toEqual({
      baselineBytesPerSecond: 0.75e9 / 8,
      capacityBytes: (300 * 9.25e9) / 8,
      initialShare: 0.5,
    });
    expect(networkOf(large, 'burst', 1)).toMatchObject({ nicBytesPerSecond: 10e9 / 8, nicCredits: null });
    expect(networkOf(large, 'baseline', 1)).toMatchObject({
      nicBytesPerSecond: 0.75e9 / 8,
      nicCredits: null,
    });
    expect(findMachine('m5.24xlarge')?.nicCredits).toBeNull();
  });

  it('have disk credits of the instance and of the volume, where they can be spent', () => {
    const ofInstance = { baselineBytesPerSecond: 81.25e6, capacityBytes: 1800 * 512.5e6, initialShare: 1 };
    expect(findMachine('m5.large')?.diskCredits).toEqual([ofInstance]);
    const gp2 = { ...defaultRootVolume, type: 'gp2' as const };
    expect(findMachine('m5.large', gp2)?.diskCredits).toEqual([
      { baselineBytesPerSecond: 25 * MIB, capacityBytes: 5.4e6 * 256 * 1024, initialShare: 1 },
      ofInstance,
    ]);
    expect(findMachine('m6i.4xlarge')?.diskCredits).toEqual([]);
  });

  it('let a fifth of the available memory be unwritten', () => {
    const cache = pageCacheOf(10e9);
    expect(cache.dirtyBytes).toBeCloseTo(1.8e9, 0);
    expect(cache.background.bytes).toBeCloseTo(0.9e9, 0);
    expect(cache.background.afterSeconds).toBe(30);
  });

  it('have an instance store whose rate grows with its disks', () => {
    expect(instanceStoreOf(findInstanceType('m5.large')!)).toBeUndefined();
    const one = instanceStoreOf(findInstanceType('m5d.2xlarge')!)!;
    const two = instanceStoreOf(findInstanceType('m5d.4xlarge')!)!;
    expect(one.sizeBytes).toBe(300e9);
    expect(one.bytesPerSecond).toBeCloseTo(348e6, -3);
    expect(two.bytesPerSecond).toBeCloseTo(2 * one.bytesPerSecond, -3);
  });

  it('are as sound as the model needs, all of them', () => {
    for (const name of instanceTypeNames()) {
      const machine = findMachine(name)!;
      expect(machine.coreCapacity).toBeGreaterThanOrEqual(1);
      expect(machine.coreCapacity).toBeLessThanOrEqual(machine.cores);
      for (const credits of [machine.nicCredits, ...machine.diskCredits]) {
        if (credits === null) continue;
        expect(credits.baselineBytesPerSecond).toBeGreaterThan(0);
        expect(credits.capacityBytes).toBeGreaterThan(0);
      }
    }
  });
});
