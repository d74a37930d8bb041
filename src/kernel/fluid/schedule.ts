/**
 * When the next flow ends: a heap of clocks by time, and on each clock a heap of the classes that it drives by its
 * reading. A change of a clock's speed moves one clock; a flow that joins or leaves moves its class and its clock.
 * Classes whose first flow changed are only noted, and put in order when somebody asks for the next end.
 */
import type { Clock } from './clock.js';
import type { FlowClass } from './flow-class.js';
import { IndexedHeap } from './indexed-heap.js';

/** A clock beyond this is set back, so that 53 bits still resolve 1e-4 of a unit of work. */
const HIGHEST_READING = 2 ** 40;

export class Schedule {
  #clocks = new IndexedHeap<Clock>();
  #touched: FlowClass[] = [];

  /** Time of the next end in seconds, Infinity for none. */
  nextTime(): number {
    if (this.#touched.length > 0) this.#placeTouched();
    return this.#clocks.first?.key ?? Infinity;
  }

  /** Sequence of the flow that ends next. */
  get nextSequence(): number {
    return this.#clocks.first?.tie ?? Infinity;
  }

  /** Takes the flow that ends next out of its class, sets its clock to its tag exactly, returns its slot. */
  takeNext(now: number): number {
    const clock = this.#clocks.first!;
    const flowClass = clock.riders.first!;
    clock.reading = flowClass.key;
    clock.since = now;
    const slot = flowClass.flows.firstSlot;
    flowClass.flows.remove(slot);
    this.touch(flowClass);
    return slot;
  }

  /** Notes that the first flow of the class may be another. */
  touch(flowClass: FlowClass): void {
    if (flowClass.touched) return;
    flowClass.touched = true;
    this.#touched.push(flowClass);
  }

  /** The speed of the clock has changed. */
  clockChanged(clock: Clock): void {
    clock.refreshKey();
    if (clock.riders.first === undefined) this.#clocks.remove(clock);
    else this.#clocks.place(clock);
  }

  /** Takes the class off its clock. */
  retire(flowClass: FlowClass): void {
    if (flowClass.position < 0) return;
    flowClass.clock.riders.remove(flowClass);
    this.clockChanged(flowClass.clock);
  }

  /** Lets the class go on by the clock of its type. */
  ride(flowClass: FlowClass, now: number): void {
    this.retire(flowClass);
    flowClass.switchToTypeClock(now);
    this.touch(flowClass);
  }

  /** Lets the class go on at a level of its own. */
  runAlone(flowClass: FlowClass, now: number, level: number): void {
    const speed = level * flowClass.type.weight;
    if (flowClass.isRiding) {
      this.retire(flowClass);
      flowClass.switchToOwnClock(now, speed);
      this.touch(flowClass);
    } else if (flowClass.clock.setSpeed(now, speed, flowClass.localBinder)) {
      this.clockChanged(flowClass.clock);
    }
  }

  #placeTouched(): void {
    for (const flowClass of this.#touched) {
      flowClass.touched = false;
      const clock = flowClass.clock;
      if (flowClass.flows.size === 0) {
        clock.riders.remove(flowClass);
      } else {
        flowClass.refreshKey();
        clock.riders.place(flowClass);
      }
      this.clockChanged(clock);
    }
    for (const { clock } of this.#touched) if (clock.reading > HIGHEST_READING) this.#setBack(clock);
    // Cheaper than to set the length: that would also give the room back, for the next event to ask for.
    while (this.#touched.length > 0) this.#touched.pop();
  }

  /** Sets a clock to zero. Classes without flows need not follow: their readings mean nothing. */
  #setBack(clock: Clock): void {
    for (const flowClass of clock.riders.items) flowClass.setBack(clock.reading);
    clock.reading = 0;
    this.clockChanged(clock);
  }
}
