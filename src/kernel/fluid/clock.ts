/**
 * The virtual clock of flows that move at the same rate: its reading is the work that each of them has done.
 * The flow that has `work` to do and joins at reading V is finished at reading V + work, however the speed of the
 * clock changes in between. This is the virtual time of processor sharing and of fair queueing. A class of flows has
 * a clock of its own; classes that a shared capacity holds at one level ride on the clock of their type.
 *
 * The clock also counts the seconds for which each constraint has set its speed.
 */
import type { FlowClass } from './flow-class.js';
import { IndexedHeap } from './indexed-heap.js';
import type { HeapItem } from './indexed-heap.js';

export class Clock implements HeapItem {
  /** The reading at time `since`. */
  reading = 0;
  since = 0;
  /** Work units per second. */
  speed = 0;
  /** Which constraint of the type sets the speed. */
  binder = 0;
  /** The classes that it drives and that have flows, by the reading at which their first flow ends. */
  readonly riders = new IndexedHeap<FlowClass>();
  // Among all clocks: the time of the first end, and the flow that it is.
  key = Infinity;
  tie = 0;
  position = -1;
  #boundSeconds: number[];
  #boundSince = 0;

  constructor(constraints: number) {
    this.#boundSeconds = new Array<number>(constraints).fill(0);
  }

  /** The reading at time `now`. An infinite speed never meets a time that passes: its flows end first. */
  at(now: number): number {
    return now > this.since ? this.reading + this.speed * (now - this.since) : this.reading;
  }

  /** Starts anew from `reading`. */
  restart(now: number, reading: number, speed: number, binder: number): void {
    this.reading = reading;
    this.since = now;
    this.#bind(now, binder);
    this.speed = speed;
  }

  /** Goes on with another speed; false when that is the speed and binder that it has. */
  setSpeed(now: number, speed: number, binder: number): boolean {
    if (speed === this.speed && binder === this.binder) return false;
    this.restart(now, this.at(now), speed, binder);
    return true;
  }

  /** Seconds until `now` for which the constraint has set the speed. */
  boundSeconds(constraint: number, now: number): number {
    const before = this.#boundSeconds[constraint]!;
    return constraint === this.binder ? before + (now - this.#boundSince) : before;
  }

  /** Works out when the first flow ends. */
  refreshKey(): void {
    const first = this.riders.first;
    if (first === undefined) {
      this.key = Infinity;
      return;
    }
    this.tie = first.tie;
    const left = first.key - this.reading;
    if (left <= 0) this.key = this.since;
    else this.key = this.speed > 0 ? this.since + left / this.speed : Infinity;
  }

  #bind(now: number, binder: number): void {
    if (binder === this.binder) return;
    this.#boundSeconds[this.binder]! += now - this.#boundSince;
    this.#boundSince = now;
    this.binder = binder;
  }
}
