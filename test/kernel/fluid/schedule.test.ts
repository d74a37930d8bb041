import { describe, expect, it } from 'vitest';
import { System } from './system.js';

function scene() {
  const system = new System();
  const type = system.type({ local: [{ index: 0, use: 1 }] });
  const [slow, fast] = [system.shape(10, type), system.shape(100, type)];
  for (const shape of [slow, fast]) system.active.enter(shape, 0);
  return { system, type, slow: slow.classOf(type), fast: fast.classOf(type), schedule: system.schedule };
}

describe('the schedule', () => {
  it('knows the next end of all classes, and takes ends in order', () => {
    const { system, schedule, slow, fast } = scene();
    expect(schedule.nextTime()).toBe(Infinity);
    const slots = [system.join(slow, 50, 0), system.join(fast, 700, 0), system.join(fast, 300, 0)];
    const taken = [0, 1, 2].map(() => {
      const time = schedule.nextTime();
      return [time, schedule.takeNext(time)];
    });
    expect(taken).toEqual([
      [3, slots[2]],
      [5, slots[0]],
      [7, slots[1]],
    ]);
    expect(schedule.nextTime()).toBe(Infinity);
  });

  it('follows a class to the clock of its type and back', () => {
    const { system, schedule, type, slow, fast } = scene();
    system.join(slow, 50, 0);
    system.join(fast, 100, 0);
    type.clock.restart(0, 0, 5, 0);
    schedule.ride(slow, 0);
    schedule.ride(fast, 0);
    expect(schedule.nextTime()).toBe(10);
    type.clock.setSpeed(4, 1, 0);
    schedule.clockChanged(type.clock);
    expect(schedule.nextTime()).toBe(34);
    schedule.runAlone(fast, 4, 40);
    expect(schedule.nextTime()).toBe(6);
    schedule.runAlone(fast, 5, 80);
    expect(schedule.nextTime()).toBe(5.5);
    schedule.retire(fast);
    expect(schedule.nextTime()).toBe(34);
  });
});
