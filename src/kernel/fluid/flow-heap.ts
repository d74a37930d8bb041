/**
 * The flows of one class, ordered by (tag, sequence): the reading at which each is finished, then the order in which
 * they began. A 4-ary heap in typed arrays. A flow that leaves early is only struck off in the flow table; what it
 * leaves here is dropped when it comes to the top, or when room is needed. So to sift touches nothing but the heap,
 * and to move a flow to another class costs one insertion.
 */
import type { FlowTable } from './flow-table.js';

export class FlowHeap {
  #table: FlowTable;
  #size = 0;
  /** Entries, of flows that have left included; the first one is always of a flow that is here. */
  #entries = 0;
  #tags = new Float64Array(4);
  #sequences = new Float64Array(4);
  #slots = new Int32Array(4);

  constructor(table: FlowTable) {
    this.#table = table;
  }

  /** How many flows there are. */
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
    return this.#sequences[0]!;
  }

  add(slot: number, tag: number): void {
    if (this.#entries === this.#tags.length) this.#makeRoom();
    this.#table.heaps[slot] = this;
    this.#table.tags[slot] = tag;
    this.#size++;
    this.#siftUp(this.#entries++, tag, this.#table.sequences[slot]!, slot);
  }

  /** Takes a flow out; returns its tag. */
  remove(slot: number): number {
    this.#table.heaps[slot] = null;
    if (--this.#size === 0) this.#entries = 0;
    while (this.#entries > 0 && !this.#isHere(0)) this.#dropFirst();
    return this.#table.tags[slot]!;
  }

  /** Takes so much off every tag, as the clock is set back. */
  setBack(reading: number): void {
    this.#sweep();
    for (let i = 0; i < this.#entries; i++) {
      this.#tags[i]! -= reading;
      this.#table.tags[this.#slots[i]!] = this.#tags[i]!;
    }
  }

  /** Whether the entry is of a flow that has not left, nor left and come back. */
  #isHere(entry: number): boolean {
    const slot = this.#slots[entry]!;
    const table = this.#table;
    return (
      table.heaps[slot] === this &&
      table.tags[slot] === this.#tags[entry] &&
      table.sequences[slot] === this.#sequences[entry]
    );
  }

  #dropFirst(): void {
    const last = --this.#entries;
    if (last > 0) this.#siftDown(0, this.#tags[last]!, this.#sequences[last]!, this.#slots[last]!);
  }

  #makeRoom(): void {
    this.#sweep();
    if (this.#entries * 2 <= this.#tags.length) return;
    const length = this.#tags.length * 2;
    this.#tags = enlarged(this.#tags, new Float64Array(length));
    this.#sequences = enlarged(this.#sequences, new Float64Array(length));
    this.#slots = enlarged(this.#slots, new Int32Array(length));
  }

  /** Drops all entries of flows that have left. */
  #sweep(): void {
    if (this.#size === this.#entries) return;
    const entries = this.#entries;
    this.#entries = 0;
    for (let i = 0; i < entries; i++) {
      if (!this.#isHere(i)) continue;
      this.#siftUp(this.#entries++, this.#tags[i]!, this.#sequences[i]!, this.#slots[i]!);
    }
  }

  #siftUp(from: number, tag: number, sequence: number, slot: number): void {
    const tags = this.#tags;
    let position = from;
    while (position > 0) {
      const parent = (position - 1) >> 2;
      const above = tags[parent]!;
      if (tag > above || (tag === above && sequence > this.#sequences[parent]!)) break;
      this.#put(position, above, this.#sequences[parent]!, this.#slots[parent]!);
      position = parent;
    }
    this.#put(position, tag, sequence, slot);
  }

  #siftDown(from: number, tag: number, sequence: number, slot: number): void {
    const tags = this.#tags;
    const sequences = this.#sequences;
    const entries = this.#entries;
    let position = from;
    for (;;) {
      const first = 4 * position + 1;
      if (first >= entries) break;
      let child = first;
      let least = tags[first]!;
      const end = first + 4 < entries ? first + 4 : entries;
      for (let other = first + 1; other < end; other++) {
        const otherTag = tags[other]!;
        if (otherTag > least || (otherTag === least && sequences[other]! > sequences[child]!)) continue;
        child = other;
        least = otherTag;
      }
      if (tag < least || (tag === least && sequence < sequences[child]!)) break;
      this.#put(position, least, sequences[child]!, this.#slots[child]!);
      position = child;
    }
    this.#put(position, tag, sequence, slot);
  }

  #put(position: number, tag: number, sequence: number, slot: number): void {
    this.#tags[position] = tag;
    this.#sequences[position] = sequence;
    this.#slots[position] = slot;
  }
}

function enlarged<A extends Float64Array | Int32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
