import { beforeAll, describe, expect, it } from 'vitest';
import {
  findInstanceType,
  hasAllInstanceTypes,
  instanceTypeNames,
  loadInstanceTypes,
} from '../../src/catalog/instance-types.js';
import type { InstanceType } from '../../src/catalog/instance-types.js';

const all = (): readonly InstanceType[] =>
  instanceTypeNames().map((name) => findInstanceType(name) as InstanceType);

describe('before the uncommon types are loaded', () => {
  it('has the common ones only', () => {
    expect(hasAllInstanceTypes()).toBe(false);
    expect(findInstanceType('m6i.large')?.vcpu).toBe(2);
    expect(findInstanceType('c6i.24xlarge')).toBeUndefined();
    expect(instanceTypeNames()).toHaveLength(259);
  });
});

describe('instance types', () => {
  beforeAll(async () => {
    await loadInstanceTypes();
    await loadInstanceTypes();
  });

  it('say when all are there', () => {
    expect(hasAllInstanceTypes()).toBe(true);
  });

  it('are 676, each name once', () => {
    expect(instanceTypeNames()).toHaveLength(676);
  });

  it('are given in SI units', () => {
    expect(findInstanceType('m6i.large')).toMatchObject({
      vcpu: 2,
      cores: 1,
      memoryBytes: 8 * 2 ** 30,
      architecture: 'X86_64',
      networkBytesPerSecond: 0.781e9 / 8,
      networkBurstBytesPerSecond: 12.5e9 / 8,
      ebsBytesPerSecond: 81.25e6,
      ebsMaxBytesPerSecond: 1250e6,
      instanceStore: null,
      usdPerHour: 0.096,
    });
    expect(findInstanceType('c7g.large')?.architecture).toBe('ARM64');
    expect(findInstanceType('m5d.large')?.instanceStore).toEqual({ disks: 1, bytesEach: 75e9 });
  });

  it('name source and date of specification and price', () => {
    for (const type of all()) {
      expect(type.source).toContain('DescribeInstanceTypes');
      expect(type.asOf).toBe('2026-08-02');
      expect(type.priceSource).toContain('price list');
      expect(type.priceAsOf).toBe('2026-07-20');
    }
  });

  it('never burst below their baseline', () => {
    for (const type of all()) {
      expect(type.networkBurstBytesPerSecond, type.name).toBeGreaterThanOrEqual(type.networkBytesPerSecond);
      expect(type.ebsMaxBytesPerSecond, type.name).toBeGreaterThanOrEqual(type.ebsBytesPerSecond);
      expect(type.ebsMaxIops, type.name).toBeGreaterThanOrEqual(type.ebsIops);
      expect(type.vcpu, type.name).toBeGreaterThanOrEqual(type.cores);
      expect(type.networkBytesPerSecond, type.name).toBeGreaterThan(0);
    }
  });

  it('cost more the larger they are, inside a family', () => {
    const price = (name: string): number => findInstanceType(name)?.usdPerHour ?? Number.NaN;
    expect(price('m7i.xlarge')).toBeCloseTo(2 * price('m7i.large'), 6);
    expect(price('m7i.2xlarge')).toBeCloseTo(4 * price('m7i.large'), 6);
  });

  it('give null, not zero, where a price is not known', () => {
    expect(all().filter(({ usdPerHour }) => usdPerHour === 0)).toEqual([]);
    expect(all().filter(({ usdPerHour }) => usdPerHour === null)).toHaveLength(4);
  });

  it('give undefined for a type that does not exist', () => {
    expect(findInstanceType('m6i.tiny')).toBeUndefined();
    expect(findInstanceType('constructor')).toBeUndefined();
  });
});
