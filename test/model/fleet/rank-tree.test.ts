import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RankTree } from '../../../src/model/fleet/rank-tree.js';

const change = fc.record({
  position: fc.nat(40),
  key: fc.option(fc.integer({ min: -3, max: 3 })),
});

describe('a tree of ranks', () => {
  it('is empty at first', () => {
    const tree = new RankTree();
    expect([tree.size, tree.least(), tree.nth(0)]).toEqual([0, -1, -1]);
  });

  it('finds the lowest position of the least key, and the n-th that is in', () => {
    const tree = new RankTree();
    tree.set(5, 2);
    tree.set(2, 2);
    tree.set(9, 7);
    expect([tree.size, tree.least()]).toEqual([3, 2]);
    expect([0, 1, 2, 3].map((n) => tree.nth(n))).toEqual([2, 5, 9, -1]);
    tree.set(9, 1);
    expect(tree.least()).toBe(9);
    tree.set(9, null);
    expect([tree.size, tree.least(), tree.nth(2)]).toEqual([2, 2, -1]);
  });

  it('says what a list would, after any changes', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const tree = new RankTree();
        const keys = new Map<number, number>();
        for (const { position, key } of changes) {
          tree.set(position, key);
          if (key === null) keys.delete(position);
          else keys.set(position, key);
        }
        const inOrder = [...keys].sort(([a], [b]) => a - b);
        const least = Math.min(...keys.values());
        expect(tree.size).toBe(keys.size);
        expect(tree.least()).toBe(inOrder.find(([, key]) => key === least)?.[0] ?? -1);
        expect(inOrder.map((_, n) => tree.nth(n))).toEqual(inOrder.map(([position]) => position));
      }),
      { numRuns: 200 },
    );
  });
});
