import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexedHeap } from '../../../src/kernel/fluid/indexed-heap.js';

describe('an indexed heap', () => {
  it('always has the least item first, whatever is placed, moved and removed', () => {
    const act = fc.record({ item: fc.nat(19), key: fc.nat(9), remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 300 }), (acts) => {
        const heap = new IndexedHeap();
        const items = Array.from({ length: 20 }, (_, tie) => ({ key: 0, tie, position: -1 }));
        for (const { item, key, remove } of acts) {
          const one = items[item]!;
          if (remove) {
            heap.remove(one);
          } else {
            one.key = key;
            heap.place(one);
          }
          const inside = items.filter(({ position }) => position >= 0);
          inside.sort((a, b) => a.key - b.key || a.tie - b.tie);
          expect(heap.first).toBe(inside[0]);
          expect(heap.items).toHaveLength(inside.length);
          for (const other of inside) expect(heap.items[other.position]).toBe(other);
        }
      }),
    );
  });
});
