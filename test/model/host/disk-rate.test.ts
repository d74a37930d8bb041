import { describe, expect, it } from 'vitest';
import { CreditRate } from '../../../src/model/host/credit-rate.js';
import { DiskRate } from '../../../src/model/host/disk-rate.js';

const volume = (rate = 100) => new CreditRate(rate, []);
const cache = { dirtyBytes: 1000, bytesPerSecond: 500 };

describe('a disk under a page cache', () => {
  it('takes writes at the rate of memory until its limit is unwritten, then at the rate of the volume', () => {
    const disk = new DiskRate(cache, volume());
    expect(disk.bytesPerSecond).toBe(500);
    expect(disk.horizonSeconds(Infinity, 500)).toBe(2.5);
    disk.pass(2.5, 1250);
    expect(disk.unwrittenBytes).toBe(1000);
    expect(disk.writtenBytes).toBe(250);
    expect(disk.bytesPerSecond).toBe(100);
    expect(disk.horizonSeconds(100, 100)).toBe(10);
  });

  it('lets writers go fast again when the volume is a second ahead', () => {
    const disk = new DiskRate(cache, volume());
    disk.pass(2.5, 1250);
    disk.pass(0.5, 0);
    expect(disk.bytesPerSecond).toBe(100);
    disk.pass(0.5, 0);
    expect(disk.bytesPerSecond).toBe(500);
  });

  it('is never slower than its volume', () => {
    expect(new DiskRate(cache, volume(800)).bytesPerSecond).toBe(800);
  });

  it('writes nothing of little, until it is old or has become much', () => {
    const lazy = { ...cache, background: { bytes: 400, afterSeconds: 30 } };
    const little = new DiskRate(lazy, volume());
    little.pass(1, 300);
    little.pass(29, 0);
    expect(little.unwrittenBytes).toBe(300);
    little.pass(2, 0);
    expect(little.unwrittenBytes).toBe(100);
    const much = new DiskRate(lazy, volume());
    expect(much.horizonSeconds(Infinity, 500)).toBe(400 / 500 + 600 / 400);
    much.pass(2, 800);
    expect(much.unwrittenBytes).toBe(700);
    much.pass(7, 0);
    expect(much.unwrittenBytes).toBe(0);
    much.pass(10, 300);
    expect(much.unwrittenBytes).toBe(300);
  });

  it('writes at once what somebody waits for, and nothing more', () => {
    const disk = new DiskRate({ ...cache, background: { bytes: 400, afterSeconds: 30 } }, volume());
    disk.pass(1, 300);
    expect(disk.demand(120)).toBe(120);
    expect(disk.demand(80)).toBe(200);
    disk.pass(1, 0);
    expect(disk.unwrittenBytes).toBe(200);
    disk.pass(2, 0);
    expect(disk.unwrittenBytes).toBe(100);
    expect(disk.demand(1000)).toBe(300);
  });

  it('uses the credits of its volume for what the volume writes, also while nobody writes', () => {
    const credits = { baselineBytesPerSecond: 20, capacityBytes: 400, initialShare: 1 };
    const disk = new DiskRate(cache, new CreditRate(100, [credits]));
    disk.pass(1, 700);
    expect(disk.horizonSeconds(0, 0)).toBe(4);
    disk.pass(4, 0);
    expect(disk.volumeBytesPerSecond).toBe(20);
    expect(disk.unwrittenBytes).toBe(200);
    disk.pass(10, 0);
    expect(disk.unwrittenBytes).toBe(0);
    expect(disk.horizonSeconds(0, 0)).toBe(Infinity);
  });
});
