/**
 * The pending events of a simulation, in one total order:
 *
 *     (time, kind, sequence)    kind 0: changes of capacity, kind 2: timers, each in the order in which they were set
 *
 * Kind 1 is the completion of a flow: it never sits here, the fluid engine offers it (see simulation.ts), between
 * the two. A 4-ary heap in typed arrays: an event is a slot with a handler and a number, so that setting one
 * allocates nothing. Slots are used again; an identifier carries the slot's generation, so that a stale one is known.
 */

/** What an event calls. Processes are handlers; so is any object that tells its events apart by the argument. */
export interface Handler {
  handle(argument: number): void;
}

export const CAPACITY_CHANGE = 0;
export const TIMER = 2;

/** Added to the sequence of timers, so that one number orders by kind and then by sequence. */
const AFTER_CAPACITY_CHANGES = 2 ** 51;
/** At most this many events are pending at once; an identifier is generation · MOST_SLOTS + slot. */
const MOST_SLOTS = 2 ** 26;
const MOST_GENERATIONS = 2 ** 26;
const FREE = -1;

const NOTHING: Handler = {
  handle: () => {
    throw new Error('an event without handler');
  },
};

export class EventList {
  /** The argument of the event taken last. */
  argument = 0;
  #size = 0;
  #sequence = 0;
  // By position in the heap:
  #times = new Float64Array(64);
  #orders = new Float64Array(64);
  #slots = new Int32Array(64);
  // By slot:
  #positions = new Int32Array(64).fill(FREE);
  #generations = new Int32Array(64);
  #arguments = new Float64Array(64);
  #handlers: Handler[] = [];
  #freeSlots: number[] = [];

  get size(): number {
    return this.#size;
  }

  /** Time of the first event in seconds, Infinity when there is none. */
  nextTime(): number {
    return this.#size === 0 ? Infinity : this.#times[0]!;
  }

  /** Whether the first event is a change of capacity: then it comes before the completions of its instant. */
  nextIsCapacityChange(): boolean {
    return this.#size > 0 && this.#orders[0]! < AFTER_CAPACITY_CHANGES;
  }

  /** Adds an event at `time` seconds; returns an identifier for {@link cancel}. */
  add(time: number, kind: typeof CAPACITY_CHANGE | typeof TIMER, handler: Handler, argument: number): number {
    const slot = this.#takeSlot();
    this.#handlers[slot] = handler;
    this.#arguments[slot] = argument;
    const sequence = this.#sequence++;
    this.#siftUp(this.#size++, time, kind === TIMER ? sequence + AFTER_CAPACITY_CHANGES : sequence, slot);
    return this.#generations[slot]! * MOST_SLOTS + slot;
  }

  /** Removes the first event; returns its handler and leaves its argument in {@link argument}. */
  take(): Handler {
    if (this.#size === 0) throw new Error('no event is pending');
    const slot = this.#slots[0]!;
    const handler = this.#handlers[slot]!;
    this.argument = this.#arguments[slot]!;
    this.#removeAt(0);
    return handler;
  }

  /** Takes back an event that has not happened; false when it has, or was cancelled before. */
  cancel(identifier: number): boolean {
    const slot = identifier % MOST_SLOTS;
    if (slot >= this.#handlers.length || this.#positions[slot] === FREE) return false;
    if (this.#generations[slot] !== (identifier - slot) / MOST_SLOTS) return false;
    this.#removeAt(this.#positions[slot]!);
    return true;
  }

  #takeSlot(): number {
    const free = this.#freeSlots.pop();
    if (free !== undefined) return free;
    const slot = this.#handlers.length;
    if (slot === MOST_SLOTS) throw new RangeError('too many events are pending');
    if (slot === this.#times.length) this.#grow();
    return slot;
  }

  #grow(): void {
    const length = this.#times.length * 2;
    this.#times = enlarged(this.#times, new Float64Array(length));
    this.#orders = enlarged(this.#orders, new Float64Array(length));
    this.#arguments = enlarged(this.#arguments, new Float64Array(length));
    this.#slots = enlarged(this.#slots, new Int32Array(length));
    this.#positions = enlarged(this.#positions, new Int32Array(length).fill(FREE));
    this.#generations = enlarged(this.#generations, new Int32Array(length));
  }

  #removeAt(position: number): void {
    const slot = this.#slots[position]!;
    this.#positions[slot] = FREE;
    this.#generations[slot] = (this.#generations[slot]! + 1) % MOST_GENERATIONS;
    this.#handlers[slot] = NOTHING;
    this.#freeSlots.push(slot);
    const last = --this.#size;
    if (position === last) return;
    const time = this.#times[last]!;
    const order = this.#orders[last]!;
    const moved = this.#slots[last]!;
    // The last one may belong above the hole or below it.
    const parent = (position - 1) >> 2;
    if (position > 0 && this.#isBefore(time, order, parent)) this.#siftUp(position, time, order, moved);
    else this.#siftDown(position, time, order, moved);
  }

  #isBefore(time: number, order: number, position: number): boolean {
    const other = this.#times[position]!;
    return time < other || (time === other && order < this.#orders[position]!);
  }

  #siftUp(from: number, time: number, order: number, slot: number): void {
    let position = from;
    while (position > 0) {
      const parent = (position - 1) >> 2;
      if (!this.#isBefore(time, order, parent)) break;
      this.#copy(parent, position);
      position = parent;
    }
    this.#put(position, time, order, slot);
  }

  #siftDown(from: number, time: number, order: number, slot: number): void {
    const times = this.#times;
    const orders = this.#orders;
    const size = this.#size;
    let position = from;
    for (;;) {
      const first = 4 * position + 1;
      if (first >= size) break;
      let child = first;
      let least = times[first]!;
      const end = first + 4 < size ? first + 4 : size;
      for (let other = first + 1; other < end; other++) {
        const otherTime = times[other]!;
        if (otherTime > least || (otherTime === least && orders[other]! > orders[child]!)) continue;
        child = other;
        least = otherTime;
      }
      if (time < least || (time === least && order < orders[child]!)) break;
      this.#copy(child, position);
      position = child;
    }
    this.#put(position, time, order, slot);
  }

  #copy(from: number, to: number): void {
    this.#put(to, this.#times[from]!, this.#orders[from]!, this.#slots[from]!);
  }

  #put(position: number, time: number, order: number, slot: number): void {
    this.#times[position] = time;
    this.#orders[position] = order;
    this.#slots[position] = slot;
    this.#positions[slot] = position;
  }
}

function enlarged<A extends Float64Array | Int32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
