import { describe, expect, it } from 'vitest';
import { Clock } from '../../../src/kernel/fluid/clock.js';

describe('a virtual clock', () => {
  it('reads the sum of speed times time', () => {
    const clock = new Clock(2);
    clock.restart(10, 0, 5, 0);
    expect(clock.at(12)).toBe(10);
    expect(clock.setSpeed(12, 1, 0)).toBe(true);
    expect(clock.setSpeed(13, 1, 0)).toBe(false);
    expect(clock.at(15)).toBe(13);
  });

  it('reads what it read, however fast it is, while no time passes', () => {
    const clock = new Clock(1);
    clock.restart(1, 7, Infinity, 0);
    expect(clock.at(1)).toBe(7);
  });

  it('counts the seconds for which each constraint sets its speed', () => {
    const clock = new Clock(3);
    clock.restart(0, 0, 5, 1);
    clock.setSpeed(2, 4, 2);
    clock.setSpeed(3, 3, 2);
    clock.setSpeed(7, 3, 1);
    expect([0, 1, 2].map((k) => clock.boundSeconds(k, 10))).toEqual([0, 5, 5]);
  });

  it('knows of no end without flows', () => {
    const clock = new Clock(1);
    clock.restart(0, 0, 5, 0);
    clock.refreshKey();
    expect(clock.key).toBe(Infinity);
  });
});
