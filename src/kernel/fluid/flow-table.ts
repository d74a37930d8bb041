/**
 * All flows, as columns by slot. Slots are used again; an identifier carries the slot's generation, so that one of a
 * flow that has ended is known. The flows of a site form a list through the columns `next` and `previous`.
 */
import type { Handler } from '../event-list.js';
import type { FlowClass } from './flow-class.js';
import type { FlowHeap } from './flow-heap.js';
import type { FlowType } from './flow-type.js';
import type { Site } from './site.js';

export const NO_FLOW = -1;

/** Who wants to know what bound a flow. */
export interface FlowObserver {
  /** The flow joins a class, or leaves it: seconds per constraint are `sign` times the reading of the class. */
  settle(flowClass: FlowClass, now: number, sign: 1 | -1): void;
}

const MOST_SLOTS = 2 ** 26;
const MOST_GENERATIONS = 2 ** 26;

const ENDED: Handler = {
  handle: () => {
    throw new Error('the flow has ended');
  },
};

export class FlowTable {
  /** The order in which flows began. */
  sequences = new Float64Array(64);
  /** The work that it had to do when it began. */
  works = new Float64Array(64);
  /** The tag in its class; its work while it has none. */
  tags = new Float64Array(64);
  arguments = new Float64Array(64);
  next = new Int32Array(64);
  previous = new Int32Array(64);
  readonly sites: Site[] = [];
  readonly types: FlowType[] = [];
  /** The class that it is in; null from its beginning until the engine settles. */
  readonly classes: (FlowClass | null)[] = [];
  /** The heap that it is in. */
  readonly heaps: (FlowHeap | null)[] = [];
  readonly handlers: Handler[] = [];
  readonly observers: (FlowObserver | null)[] = [];
  #generations = new Int32Array(64);
  #freeSlots: number[] = [];
  #sequence = 0;

  /** Enters a flow; returns its slot. */
  take(site: Site, type: FlowType, work: number, handler: Handler, argument: number): number {
    const slot = this.#freeSlots.pop() ?? this.#newSlot();
    this.sequences[slot] = this.#sequence++;
    this.works[slot] = work;
    this.tags[slot] = work;
    this.arguments[slot] = argument;
    this.sites[slot] = site;
    this.types[slot] = type;
    this.classes[slot] = null;
    this.heaps[slot] = null;
    this.handlers[slot] = handler;
    this.observers[slot] = null;
    return slot;
  }

  /** The flow has ended. Its slot keeps nothing alive. */
  release(slot: number): void {
    this.classes[slot] = null;
    this.handlers[slot] = ENDED;
    this.observers[slot] = null;
    this.#generations[slot] = (this.#generations[slot]! + 1) % MOST_GENERATIONS;
    this.#freeSlots.push(slot);
  }

  /** The identifier of the flow in the slot. */
  identifier(slot: number): number {
    return this.#generations[slot]! * MOST_SLOTS + slot;
  }

  /** The slot of a flow, NO_FLOW when it has ended. */
  slotOf(identifier: number): number {
    const slot = identifier % MOST_SLOTS;
    return slot < this.handlers.length && this.identifier(slot) === identifier ? slot : NO_FLOW;
  }

  /** Adds the flow to the list of its site. */
  link(slot: number): void {
    const site = this.sites[slot]!;
    const first = site.firstFlow;
    this.previous[slot] = NO_FLOW;
    this.next[slot] = first;
    if (first !== NO_FLOW) this.previous[first] = slot;
    site.firstFlow = slot;
  }

  /** Takes the flow out of the list of its site. */
  unlink(slot: number): void {
    const next = this.next[slot]!;
    const previous = this.previous[slot]!;
    if (previous === NO_FLOW) this.sites[slot]!.firstFlow = next;
    else this.next[previous] = next;
    if (next !== NO_FLOW) this.previous[next] = previous;
  }

  #newSlot(): number {
    const slot = this.handlers.length;
    if (slot === MOST_SLOTS) throw new RangeError('too many flows');
    if (slot === this.tags.length) this.#grow();
    return slot;
  }

  #grow(): void {
    this.sequences = doubledReals(this.sequences);
    this.works = doubledReals(this.works);
    this.tags = doubledReals(this.tags);
    this.arguments = doubledReals(this.arguments);
    this.next = doubledIntegers(this.next);
    this.previous = doubledIntegers(this.previous);
    this.#generations = doubledIntegers(this.#generations);
  }
}

function doubledReals(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(column.length * 2);
  longer.set(column);
  return longer;
}

function doubledIntegers(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(column.length * 2);
  longer.set(column);
  return longer;
}
