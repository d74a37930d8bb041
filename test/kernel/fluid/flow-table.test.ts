import { describe, expect, it } from 'vitest';
import { FlowTable, NO_FLOW } from '../../../src/kernel/fluid/flow-table.js';
import { anyFlow, anySite } from './any-flow.js';

describe('the flow table', () => {
  it('knows a flow by its identifier until it ends, though its slot is used again', () => {
    const table = new FlowTable();
    const slot = anyFlow(table);
    const first = table.identifier(slot);
    expect(table.slotOf(first)).toBe(slot);
    table.release(slot);
    expect(table.slotOf(first)).toBe(NO_FLOW);
    expect(anyFlow(table)).toBe(slot);
    expect(table.slotOf(first)).toBe(NO_FLOW);
    expect(table.slotOf(12345)).toBe(NO_FLOW);
  });

  it('numbers flows in the order in which they began, over any number of them', () => {
    const table = new FlowTable();
    const slots = Array.from({ length: 200 }, () => anyFlow(table));
    expect(slots.map((slot) => table.sequences[slot])).toEqual(slots.map((_, i) => i));
  });

  it('lists the flows of a site', () => {
    const table = new FlowTable();
    const site = anySite(table);
    const slots = [0, 1, 2].map(() => anyFlow(table, site));
    for (const slot of slots) table.link(slot);
    const listed = (): number[] => {
      const found: number[] = [];
      for (let slot = site.firstFlow; slot !== NO_FLOW; slot = table.next[slot]!) found.push(slot);
      return found.sort();
    };
    expect(listed()).toEqual(slots);
    table.unlink(slots[1]!);
    expect(listed()).toEqual([slots[0], slots[2]]);
    table.unlink(slots[2]!);
    table.unlink(slots[0]!);
    expect(listed()).toEqual([]);
  });
});
