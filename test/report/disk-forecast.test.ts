import { describe, expect, it } from 'vitest';
import { diskFullSeconds, forecastDisk } from '../../src/report/disk-forecast.js';
import { run } from './fixture.js';

const GB = 1e9;
const HOUR = 3600;

function disk(bytesAt: (hour: number) => number, diskBytes = 100 * GB) {
  const hours = Array.from({ length: 49 }, (_, hour) => hour);
  const value = hours.map(bytesAt);
  const peak = Math.max(...value);
  return run([], { diskPeakBytes: peak, diskPeakShare: peak / diskBytes }, [
    { name: 'fullest disk', unit: 'bytes', at: hours.map((hour) => hour * HOUR), value },
  ]);
}

describe('the forecast of a disk', () => {
  it('goes on in a straight line to four fifths of the disk', () => {
    const forecast = forecastDisk(disk((hour) => 20 * GB + hour * 0.5 * GB))!;
    expect(forecast.bytesPerSecond * HOUR).toBeCloseTo(0.5 * GB, -3);
    expect(forecast.alarmSeconds / HOUR).toBeCloseTo(120, 6);
  });

  it('sees steps as the line through them', () => {
    const forecast = forecastDisk(disk((hour) => 20 * GB + Math.floor(hour / 4) * 2 * GB))!;
    expect(forecast.alarmSeconds / HOUR).toBeGreaterThan(110);
    expect(forecast.alarmSeconds / HOUR).toBeLessThan(130);
  });

  it('is the moment itself where the disk is that full already', () => {
    expect(forecastDisk(disk((hour) => 10 * GB + hour * 2 * GB))!.alarmSeconds).toBe(35 * HOUR);
  });

  it('is not made for a disk that stays level or is cleaned up', () => {
    expect(forecastDisk(disk(() => 20 * GB))).toBeNull();
    expect(forecastDisk(disk((hour) => 20 * GB + (hour % 4) * GB))).toBeNull();
  });

  it('is not made from a single pull, nor from pulls of one quarter of the run', () => {
    expect(forecastDisk(disk((hour) => (hour < 20 ? 20 * GB : 23 * GB)))).toBeNull();
    expect(forecastDisk(disk((hour) => 20 * GB + Math.min(3, Math.max(0, hour - 26)) * GB))).toBeNull();
    expect(forecastDisk(disk((hour) => (20 + Number(hour > 20) + Number(hour > 30)) * GB))).not.toBeNull();
  });

  it('is not made where there is no curve or no disk', () => {
    expect(forecastDisk(run([]))).toBeNull();
    expect(
      forecastDisk(run([], {}, [{ name: 'fullest disk', unit: 'bytes', at: [0, 1], value: [0, 1] }])),
    ).toBeNull();
  });
});

describe('the time until a disk is full', () => {
  it.each([
    ['grows by 0.5 GB an hour from 20 GB', (hour: number) => 20 * GB + hour * 0.5 * GB, 160],
    ['is full after 40 hours', (hour: number) => Math.min(100 * GB, hour * 2.5 * GB), 40],
    ['has long been full', (hour: number) => (hour < 3 ? 20 * GB : 100 * GB), 3],
    ['stays level', () => 20 * GB, Number.POSITIVE_INFINITY],
  ])('is that of its line, or of its curve, where it %s', (_, bytesAt, hours) => {
    expect(diskFullSeconds(disk(bytesAt)) / HOUR).toBeCloseTo(hours, 6);
  });

  it('is never where there is no disk', () => {
    expect(diskFullSeconds(run([]))).toBe(Number.POSITIVE_INFINITY);
  });
});
