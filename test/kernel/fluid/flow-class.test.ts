import { describe, expect, it } from 'vitest';
import { System } from './system.js';

function scene() {
  const system = new System();
  const type = system.type({ local: [{ index: 0, use: 1 }], weight: 2 });
  const flowClass = system.shape(100, type, type).classOf(type);
  flowClass.start(0);
  return { type, flowClass };
}

describe('a class of flows', () => {
  it('runs at its base level, times its weight, on its own clock at first', () => {
    const { flowClass } = scene();
    expect([flowClass.perSite, flowClass.baseLevel, flowClass.baseBinder]).toEqual([2, 25, 0]);
    expect(flowClass.isRiding).toBe(false);
    expect(flowClass.reading(3)).toBe(150);
    flowClass.start(4);
    expect(flowClass.reading(4)).toBe(0);
  });

  it('reads on without a jump when it changes clocks', () => {
    const { type, flowClass } = scene();
    type.clock.restart(0, 777, 10, 1);
    flowClass.switchToTypeClock(2);
    expect(flowClass.isRiding).toBe(true);
    expect(flowClass.reading(2)).toBe(100);
    expect(flowClass.reading(3)).toBe(110);
    flowClass.switchToOwnClock(4, 5);
    expect(flowClass.reading(4)).toBe(120);
    expect(flowClass.reading(6)).toBe(130);
  });

  it('counts seconds per constraint across clocks', () => {
    const { type, flowClass } = scene();
    type.clock.restart(0, 0, 10, 1);
    const before = [0, 1].map((k) => flowClass.boundSeconds(k, 0));
    flowClass.switchToTypeClock(2);
    flowClass.switchToOwnClock(5, 50);
    const after = [0, 1].map((k) => flowClass.boundSeconds(k, 9));
    expect(after.map((seconds, k) => seconds - before[k]!)).toEqual([6, 3]);
  });
});
