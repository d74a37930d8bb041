import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlowHeap } from '../../../src/kernel/fluid/flow-heap.js';
import { FlowTable } from '../../../src/kernel/fluid/flow-table.js';
import { anyFlow } from './any-flow.js';

describe('the heap of a class', () => {
  it('gives flows in the order of tag and then of beginning, whichever are taken out before', () => {
    const flow = fc.record({ tag: fc.nat(9), isRemoved: fc.boolean() });
    fc.assert(
      fc.property(fc.array(flow, { maxLength: 100 }), (flows) => {
        const table = new FlowTable();
        const heap = new FlowHeap(table);
        const slots = flows.map(({ tag }) => {
          const slot = anyFlow(table);
          heap.add(slot, tag);
          return slot;
        });
        flows.forEach(({ tag, isRemoved }, i) => isRemoved && expect(heap.remove(slots[i]!)).toBe(tag));
        const left = flows.map((one, i) => ({ ...one, i })).filter(({ isRemoved }) => !isRemoved);
        for (const { tag, i } of left.sort((a, b) => a.tag - b.tag || a.i - b.i)) {
          expect([heap.firstTag, heap.firstSlot, heap.firstSequence]).toEqual([tag, slots[i], i]);
          heap.remove(heap.firstSlot);
        }
        expect(heap.size).toBe(0);
      }),
    );
  });

  it('knows a flow that has left and come back by its last tag', () => {
    const table = new FlowTable();
    const heap = new FlowHeap(table);
    const [first, second] = [anyFlow(table), anyFlow(table)];
    heap.add(first, 5);
    heap.add(second, 1);
    for (const tag of [3, 9, 7]) {
      expect(heap.remove(first)).toBe(table.tags[first]);
      heap.add(first, tag);
    }
    heap.remove(second);
    expect([heap.size, heap.firstTag, heap.firstSlot]).toEqual([1, 7, first]);
  });

  it('keeps its size in bounds when flows come and leave early without end', () => {
    const table = new FlowTable();
    const heap = new FlowHeap(table);
    heap.add(anyFlow(table), 0);
    for (let i = 0; i < 10_000; i++) {
      const slot = anyFlow(table);
      heap.add(slot, 10_000 - i);
      heap.remove(slot);
      table.release(slot);
    }
    expect([heap.size, heap.firstTag]).toEqual([1, 0]);
  });

  it('sets all tags back by the same', () => {
    const table = new FlowTable();
    const heap = new FlowHeap(table);
    const slots = [5, 3, 9].map((tag) => {
      const slot = anyFlow(table);
      heap.add(slot, tag);
      return slot;
    });
    heap.setBack(2);
    expect(slots.map((slot) => table.tags[slot])).toEqual([3, 1, 7]);
  });
});
