import { describe, expect, it } from 'vitest';
import type { ActiveClasses, DemandSplit } from '../../../src/kernel/fluid/active-classes.js';
import { FlowTable } from '../../../src/kernel/fluid/flow-table.js';
import { FlowTypeTable } from '../../../src/kernel/fluid/flow-type.js';
import { ShapeTable } from '../../../src/kernel/fluid/shape.js';

/** Classes of one type, with one flow each, whose limits are the rates of their sites. */
function classesOf(...limits: number[]): ActiveClasses {
  const shapes = new ShapeTable(new FlowTable());
  const type = new FlowTypeTable().intern({ local: [{ index: 0, use: 1 }] });
  for (const limit of limits) {
    type.active.add(shapes.plus(shapes.idle([limit]), type).classOf(type));
    type.active.addFlows(type.active.length - 1, 1);
  }
  return type.active;
}

function splitOf(active: ActiveClasses, x: number, perFlow = 1): DemandSplit {
  const split = { above: 0, below: 0, from: 0, to: Infinity };
  active.split(x, perFlow, split);
  return split;
}

describe('the active classes of a type', () => {
  it('split at a level into those whose limit is above and the sum of the others', () => {
    const active = classesOf(10, 20, 30, 40, 50);
    expect(splitOf(active, 30)).toEqual({ above: 2, below: 60, from: 30, to: 40 });
    expect(splitOf(active, 5, 3)).toEqual({ above: 15, below: 0, from: 0, to: 10 });
    expect(splitOf(active, 99)).toEqual({ above: 0, below: 150, from: 50, to: Infinity });
  });

  it('keep their columns together when one goes', () => {
    const active = classesOf(10, 20, 30, 40, 50);
    active.addFlows(4, 6);
    active.remove(active.classes[1]!);
    expect(active.classes.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(splitOf(active, 45)).toEqual({ above: 7, below: 80, from: 40, to: 50 });
    expect(active.finiteBaseDemand()).toBe(10 + 7 * 50 + 30 + 40);
  });

  it('change over to the ceiling once their limit reaches it, and back', () => {
    const active = classesOf(10, 20, 30);
    expect(active.changeOver(0, 20)).toBe(1);
    expect(active.changeOver(2, 20)).toBe(2);
    expect(active.changeOver(0, 20)).toBe(-1);
    expect(active.changeOver(0, Infinity)).toBe(1);
  });

  it('take another limit', () => {
    const active = classesOf(10, 20);
    active.setLimit(0, 70);
    expect(active.limit(0)).toBe(70);
    expect(splitOf(active, 50).above).toBe(1);
  });
});
