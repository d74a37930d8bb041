import { describe, expect, it } from 'vitest';
import {
  type VolumeTypeName,
  findVolumeType,
  volumeRate,
  volumeTypeNames,
} from '../../src/catalog/volume-types.js';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

const rateOf = (type: VolumeTypeName, sizeGiB: number, iops: number | null = null, mebibytes?: number) =>
  volumeRate({
    type,
    sizeBytes: sizeGiB * GIB,
    iops,
    bytesPerSecond: mebibytes === undefined ? null : mebibytes * MIB,
  });

describe('volume types', () => {
  it('name source and date', () => {
    for (const name of volumeTypeNames()) {
      expect(findVolumeType(name)?.source.length).toBeGreaterThan(10);
      expect(findVolumeType(name)?.asOf).toMatch(/^20\d\d/);
    }
    expect(findVolumeType('floppy')).toBeUndefined();
  });

  it('know that gp3 was raised in September 2025', () => {
    expect(findVolumeType('gp3', '2025-06-01')?.maxBytesPerSecond).toBe(1000 * MIB);
    expect(findVolumeType('gp3', '2026-08-01')?.maxBytesPerSecond).toBe(2000 * MIB);
    expect(findVolumeType('gp3')?.maxBytesPerSecond).toBe(2000 * MIB);
  });

  it.each([
    ['gp3', 30, 125],
    ['gp3', 3000, 125],
    ['gp2', 150, 128],
    ['gp2', 200, 250],
    ['gp2', 500, 250],
    ['io2', 100, 4000],
  ] as const)('a %s volume of %d GiB gives %d MiB/s', (type, sizeGiB, mebibytes) => {
    expect(rateOf(type, sizeGiB).bytesPerSecond).toBe(mebibytes * MIB);
  });

  it.each([
    ['gp3', 400, 500, 100],
    ['gp3', 8000, 500, 500],
    ['io1', 1000, undefined, 250],
    ['io1', 10_000, undefined, 500],
    ['io1', 64_000, undefined, 1000],
    ['io2', 10_000, undefined, 2500],
  ] as const)('a %s volume of %d IOPS and %s MiB/s gives %d MiB/s', (type, iops, throughput, mebibytes) => {
    expect(rateOf(type, 500, iops, throughput).bytesPerSecond).toBe(mebibytes * MIB);
  });

  it.each([
    [20, 25],
    [150, 112.5],
    [300, 225],
  ])('a gp2 volume of %d GiB falls back to %d MiB/s after 5.4 million operations', (sizeGiB, baseline) => {
    expect(rateOf('gp2', sizeGiB).credits).toEqual({
      baselineBytesPerSecond: baseline * MIB,
      capacityBytes: 5.4e6 * 256 * 1024,
    });
  });

  it('have no credits where they could not be spent', () => {
    expect(rateOf('gp2', 400).credits).toBeNull();
    expect(rateOf('gp3', 30).credits).toBeNull();
  });
});
