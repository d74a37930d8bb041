import { describe, expect, it } from 'vitest';
import { Disk } from '../../../src/model/host/disk.js';
import { SharedSpace } from '../../../src/model/host/shared-space.js';

function setUp(sizeBytes = 100) {
  const disk = new Disk(sizeBytes, 0);
  return { disk, space: new SharedSpace<string>(disk) };
}

describe('space that several users share', () => {
  it('is taken once and freed with the last user', () => {
    const { disk, space } = setUp();
    expect([space.add('a', 40, 1), space.add('a', 40, 2)]).toEqual([true, true]);
    expect([disk.usedBytes, space.bytes, space.sizeOf('a')]).toEqual([40, 40, 40]);
    space.release('a');
    space.release('a');
    expect(space.has('a')).toBe(true);
    space.release('a');
    expect([disk.usedBytes, space.bytes, space.sizeOf('a')]).toEqual([0, 0, 0]);
  });

  it('grows and shrinks with what is added, as far as the disk has room', () => {
    const { disk, space } = setUp(100);
    space.add('a', 40, 1);
    expect([space.grow('a', 50), space.grow('a', 20), space.grow('a', -30)]).toEqual([true, false, true]);
    expect([disk.usedBytes, space.bytes, space.sizeOf('a')]).toEqual([60, 60, 60]);
    expect(space.release('a')).toBe(true);
    expect(disk.usedBytes).toBe(0);
  });

  it('is not taken where the disk is full', () => {
    const { disk, space } = setUp(30);
    expect(space.add('a', 40, 1)).toBe(false);
    expect([space.has('a'), disk.usedBytes]).toEqual([false, 0]);
  });

  it('takes over bytes that were on disk before, and gives a second copy back', () => {
    const { disk, space } = setUp();
    disk.take(40);
    disk.take(40);
    space.adopt('a', 40, 1);
    expect(disk.usedBytes).toBe(80);
    space.adopt('a', 40, 1);
    expect([disk.usedBytes, space.bytes]).toEqual([40, 40]);
    space.release('a');
    expect(space.has('a')).toBe(true);
  });

  it('cannot be used or released where there is none', () => {
    const { space } = setUp();
    expect(() => space.hold('a')).toThrow('not on disk');
    expect(() => space.release('a')).toThrow('not on disk');
    expect(() => space.add('a', 1, 0)).toThrow('nobody uses');
  });
});
