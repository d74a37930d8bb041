/**
 * The flows of one class, ordered by (tag, sequence): the reading at which each is finished, then the order in which
 * they began. A binary heap in typed arrays; the flow table knows where each flow sits, so that any can be taken out.
 */
import type { FlowTable } from './flow-table.js';

export class FlowHeap {
  #table: FlowTable;
  #size = 0;
  #tags = new Float64Array(4);
  #slots = new Int32Array(4);

  constructor(table: FlowTable) {
    this.#table = table;
  }

  get size(): number {
    return this.#size;
  }

  /** Tag of the first flow; the heap must not be empty. */
  get firstTag(): number {
    return this.#tags[0]!;
  }

  /** Slot of the first flow; the heap must not be empty. */
  get firstSlot(): number {
    return this.#slots[0]!;
  }

  /** Sequence of the first flow; the heap must not be empty. */
  get firstSequence(): number {
    return this.#table.sequences[this.#slots[0]!]!;
  }

  tagOf(slot: number): number {
    return this.#tags[this.#table.positions[slot]!]!;
  }

  add(slot: number, tag: number): void {
    if (this.#size === this.#tags.length) this.#grow();
    this.#siftUp(this.#size++, tag, slot);
  }

  /** Takes a flow out; returns its tag. */
  remove(slot: number): number {
    const hole = this.#table.positions[slot]!;
    const tag = this.#tags[hole]!;
    const last = --this.#size;
    if (hole !== last) {
      const lastTag = this.#tags[last]!;
      const lastSlot = this.#slots[last]!;
      if (hole > 0 && this.#isBefore(lastTag, lastSlot, (hole - 1) >> 1))
        this.#siftUp(hole, lastTag, lastSlot);
      else this.#siftDown(hole, lastTag, lastSlot);
    }
    return tag;
  }

  /** Takes so much off every tag, as the clock is set back. */
  setBack(reading: number): void {
    for (let i = 0; i < this.#size; i++) this.#tags[i]! -= reading;
  }

  #isBefore(tag: number, slot: number, position: number): boolean {
    const other = this.#tags[position]!;
    if (tag !== other) return tag < other;
    const sequences = this.#table.sequences;
    return sequences[slot]! < sequences[this.#slots[position]!]!;
  }

  #siftUp(from: number, tag: number, slot: number): void {
    let position = from;
    while (position > 0) {
      const parent = (position - 1) >> 1;
      if (!this.#isBefore(tag, slot, parent)) break;
      this.#put(position, this.#tags[parent]!, this.#slots[parent]!);
      position = parent;
    }
    this.#put(position, tag, slot);
  }

  #siftDown(from: number, tag: number, slot: number): void {
    const size = this.#size;
    let position = from;
    for (;;) {
      let child = 2 * position + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size && this.#isBefore(this.#tags[right]!, this.#slots[right]!, child)) child = right;
      if (this.#isBefore(tag, slot, child)) break;
      this.#put(position, this.#tags[child]!, this.#slots[child]!);
      position = child;
    }
    this.#put(position, tag, slot);
  }

  #put(position: number, tag: number, slot: number): void {
    this.#tags[position] = tag;
    this.#slots[position] = slot;
    this.#table.positions[slot] = position;
  }

  #grow(): void {
    const tags = new Float64Array(this.#tags.length * 2);
    tags.set(this.#tags);
    this.#tags = tags;
    const slots = new Int32Array(this.#slots.length * 2);
    slots.set(this.#slots);
    this.#slots = slots;
  }
}
