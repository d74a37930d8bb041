import { describe, expect, it } from 'vitest';
import { FlowTable } from '../../../src/kernel/fluid/flow-table.js';
import { FlowTypeTable } from '../../../src/kernel/fluid/flow-type.js';
import { ShapeTable } from '../../../src/kernel/fluid/shape.js';

const types = new FlowTypeTable();
const download = types.intern({ local: [{ index: 0, use: 1 }] });
const unpack = types.intern({ local: [{ index: 0, use: 2 }] });

describe('shapes', () => {
  it('are the same when rates and flows are, whatever came first', () => {
    const shapes = new ShapeTable(new FlowTable());
    const idle = shapes.idle([100]);
    expect(shapes.idle([100])).toBe(idle);
    const both = shapes.plus(shapes.plus(idle, download), unpack);
    expect(shapes.plus(shapes.plus(idle, unpack), download)).toBe(both);
    expect(shapes.minus(shapes.minus(both, download), unpack)).toBe(idle);
    expect(shapes.plus(both, unpack)).not.toBe(both);
  });

  it('keep their flows when a rate of the site changes', () => {
    const shapes = new ShapeTable(new FlowTable());
    const slow = shapes.plus(shapes.idle([50]), download);
    const fast = shapes.plus(shapes.idle([100]), download);
    expect(shapes.withRate(slow, 0, 100)).toBe(fast);
    expect(fast.classOf(download).baseLevel).toBe(100);
    expect(() => fast.classOf(unpack)).toThrow('no flow of this type');
    expect(() => shapes.withRate(fast, 1, 5)).toThrow('no capacity 1');
    expect(() => shapes.withRate(fast, 0, -5)).toThrow(RangeError);
  });

  it('are dropped when no site has them and there are many', () => {
    const shapes = new ShapeTable(new FlowTable());
    const used = shapes.plus(shapes.idle([100]), download);
    used.sites = 1;
    for (let rate = 1; rate <= 20_000; rate++) shapes.plus(shapes.idle([rate + 0.5]), download);
    expect(shapes.size).toBeLessThan(10_000);
    expect(shapes.plus(shapes.idle([100]), download)).toBe(used);
  });
});
