import { describe, expect, it } from 'vitest';
import { Disk } from '../../../src/model/host/disk.js';

describe('a disk', () => {
  it('takes what fits, to the last byte, and nothing of what does not', () => {
    const disk = new Disk(100, 40);
    expect(disk.take(61)).toBe(false);
    expect(disk.usedBytes).toBe(40);
    expect(disk.take(60)).toBe(true);
    expect(disk.take(1)).toBe(false);
  });

  it('remembers its peak', () => {
    const disk = new Disk(100, 10);
    disk.take(70);
    disk.free(50);
    disk.take(20);
    expect([disk.usedBytes, disk.peakBytes]).toEqual([50, 80]);
  });

  it('cannot give back more than it holds', () => {
    expect(() => new Disk(100, 10).free(11)).toThrow();
  });
});
