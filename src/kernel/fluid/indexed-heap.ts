/**
 * A binary heap of objects that know their place in it, so that one whose key changed can be moved or taken out in
 * logarithmic time. The order is (key, tie); the engine keeps ties unique, so the order is total.
 */

export interface HeapItem {
  key: number;
  tie: number;
  /** Index in the heap, -1 outside. Only the heap sets it. */
  position: number;
}

export class IndexedHeap<T extends HeapItem> {
  readonly items: T[] = [];

  /** The first one; undefined when the heap is empty. */
  get first(): T | undefined {
    return this.items[0];
  }

  /** Puts the item where its key belongs, whether it is in the heap or not. */
  place(item: T): void {
    if (item.position < 0) {
      this.items.push(item);
      this.#siftUp(this.items.length - 1, item);
    } else {
      this.#replace(item.position, item);
    }
  }

  /** Takes the item out if it is in. */
  remove(item: T): void {
    const hole = item.position;
    if (hole < 0) return;
    item.position = -1;
    const last = this.items.pop()!;
    if (last !== item) this.#replace(hole, last);
  }

  #replace(position: number, item: T): void {
    if (position > 0 && isBefore(item, this.items[(position - 1) >> 1]!)) this.#siftUp(position, item);
    else this.#siftDown(position, item);
  }

  #siftUp(from: number, item: T): void {
    const items = this.items;
    let position = from;
    while (position > 0) {
      const parent = items[(position - 1) >> 1]!;
      if (!isBefore(item, parent)) break;
      items[position] = parent;
      parent.position = position;
      position = (position - 1) >> 1;
    }
    items[position] = item;
    item.position = position;
  }

  #siftDown(from: number, item: T): void {
    const items = this.items;
    const size = items.length;
    let position = from;
    for (;;) {
      let below = 2 * position + 1;
      if (below >= size) break;
      if (below + 1 < size && isBefore(items[below + 1]!, items[below]!)) below++;
      const child = items[below]!;
      if (!isBefore(child, item)) break;
      items[position] = child;
      child.position = position;
      position = below;
    }
    items[position] = item;
    item.position = position;
  }
}

function isBefore(a: HeapItem, b: HeapItem): boolean {
  return a.key < b.key || (a.key === b.key && a.tie < b.tie);
}
