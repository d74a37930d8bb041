import { describe, expect, it } from 'vitest';
import { findVolumeType, volumeBytesPerSecond, volumeTypeNames } from '../../src/catalog/volume-types.js';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

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
    expect(volumeBytesPerSecond(type, sizeGiB * GIB)).toBe(mebibytes * MIB);
  });
});
