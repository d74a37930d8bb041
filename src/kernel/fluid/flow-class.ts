/**
 * The flows of one type on all sites of one shape. Alike in everything, they move at the same rate at all times: one
 * clock tells how far each has come, and the one to end next is the one with the least tag.
 *
 * The class reads its own clock, or, while a shared capacity holds its level, that of its type with an offset: the
 * speed of the shared clock can then change without anything being done here.
 */
import { Clock } from './clock.js';
import { FlowHeap } from './flow-heap.js';
import type { FlowTable } from './flow-table.js';
import type { FlowType } from './flow-type.js';
import type { HeapItem } from './indexed-heap.js';
import type { Shape } from './shape.js';

export class FlowClass implements HeapItem {
  readonly shape: Shape;
  readonly type: FlowType;
  /** Flows of it on one site. */
  readonly perSite: number;
  /** Level and binding constraint while no shared capacity binds. */
  readonly baseLevel: number;
  readonly baseBinder: number;
  /** The constraint that binds below the ceiling of the type, as the last filling found it. */
  localBinder: number;
  readonly flows: FlowHeap;
  /** Place among the active classes of the type, -1 while no site has the shape. */
  index = -1;
  /** Whether its head has changed since its clock was told. */
  touched = false;
  readonly #own: Clock;
  #clock: Clock;
  #offset = 0;
  #boundOffsets: number[];
  // Among the riders of its clock: the reading of the clock at which the first flow ends, and which flow it is.
  key = 0;
  tie = 0;
  position = -1;

  constructor(
    shape: Shape,
    type: FlowType,
    perSite: number,
    base: { readonly level: number; readonly binder: number },
    table: FlowTable,
  ) {
    this.shape = shape;
    this.type = type;
    this.perSite = perSite;
    this.baseLevel = base.level;
    this.baseBinder = base.binder;
    this.localBinder = base.binder;
    this.flows = new FlowHeap(table);
    this.#own = new Clock(type.constraints);
    this.#clock = this.#own;
    this.#boundOffsets = new Array<number>(type.constraints).fill(0);
  }

  /** Whether its sites have flows of other types too. */
  get isMixed(): boolean {
    return this.shape.classes.length > 1;
  }

  /** The clock that drives it. */
  get clock(): Clock {
    return this.#clock;
  }

  /** Whether a shared capacity drives it. */
  get isRiding(): boolean {
    return this.#clock !== this.#own;
  }

  /** Work that each flow has done since the class was last started. */
  reading(now: number): number {
    return this.#clock.at(now) + this.#offset;
  }

  /** Seconds since the class was made for which the constraint has bound it; only differences mean something. */
  boundSeconds(constraint: number, now: number): number {
    return this.#clock.boundSeconds(constraint, now) + this.#boundOffsets[constraint]!;
  }

  /** Begins to run at its base level on its own clock: a first site has taken the shape. */
  start(now: number): void {
    this.#clock = this.#own;
    this.#offset = 0;
    this.localBinder = this.baseBinder;
    this.#own.restart(now, 0, this.baseLevel * this.type.weight, this.baseBinder);
  }

  /** Goes on by the clock of the type. The schedule must know: see {@link Schedule.ride}. */
  switchToTypeClock(now: number): void {
    this.#switchTo(this.type.clock, now);
  }

  /** Goes on by its own clock. The schedule must know: see {@link Schedule.runAlone}. */
  switchToOwnClock(now: number, speed: number): void {
    this.#own.restart(now, this.#own.reading, speed, this.localBinder);
    this.#switchTo(this.#own, now);
  }

  /** Works out anew when, on its clock, its first flow ends. */
  refreshKey(): void {
    this.key = this.flows.firstTag - this.#offset;
    this.tie = this.flows.firstSequence;
  }

  /** Sets the reading to zero for the flows that it has, when its clock is about to be set back by `reading`. */
  setBack(clockReading: number): void {
    this.flows.setBack(clockReading + this.#offset);
    this.#offset = 0;
    this.key = this.flows.firstTag;
  }

  #switchTo(to: Clock, now: number): void {
    const from = this.#clock;
    this.#offset += from.at(now) - to.at(now);
    for (let k = 0; k < this.#boundOffsets.length; k++) {
      this.#boundOffsets[k]! += from.boundSeconds(k, now) - to.boundSeconds(k, now);
    }
    this.#clock = to;
  }
}
