/**
 * The classes of one flow type that have sites, as columns, because the shared filling reads all of them: how many
 * flows each has, and its limit (the level that its site's own capacities and its own bound allow).
 */
import type { FlowClass } from './flow-class.js';
import { TIE } from './tie.js';

/** The demand of flows at a level x, as sums of counts: those whose limit is above x, and the rest. */
export interface DemandSplit {
  /** Flows above: they would take x each. */
  above: number;
  /** Sum of the limits of the others, over flows. */
  below: number;
  /** The split is the same for every level from `from` up to, but not including, `to`. */
  from: number;
  to: number;
}

export class ActiveClasses {
  readonly classes: FlowClass[] = [];
  /** How many of the classes share their site with flows of other types. */
  mixed = 0;
  #counts = new Float64Array(4);
  #limits = new Float64Array(4);
  /** 1 where the class rides on the clock of the type. */
  #riding = new Uint8Array(4);

  get length(): number {
    return this.classes.length;
  }

  limit(index: number): number {
    return this.#limits[index]!;
  }

  setLimit(index: number, level: number): void {
    this.#limits[index] = level;
  }

  addFlows(index: number, flows: number): void {
    this.#counts[index]! += flows;
  }

  add(flowClass: FlowClass): void {
    const index = this.classes.length;
    if (index === this.#counts.length) {
      this.#counts = doubled(this.#counts);
      this.#limits = doubled(this.#limits);
      const riding = new Uint8Array(index * 2);
      riding.set(this.#riding);
      this.#riding = riding;
    }
    this.classes.push(flowClass);
    flowClass.index = index;
    this.#counts[index] = 0;
    this.#limits[index] = flowClass.baseLevel;
    this.#riding[index] = 0;
    if (flowClass.isMixed) this.mixed++;
  }

  /** Takes the class out; the last one takes its place. */
  remove(flowClass: FlowClass): void {
    const index = flowClass.index;
    const last = this.classes.pop()!;
    if (last !== flowClass) {
      this.classes[index] = last;
      last.index = index;
      this.#counts[index] = this.#counts[this.classes.length]!;
      this.#limits[index] = this.#limits[this.classes.length]!;
      this.#riding[index] = this.#riding[this.classes.length]!;
    }
    flowClass.index = -1;
    if (flowClass.isMixed) this.mixed--;
  }

  /** Adds this type's split at level x to `split`, with each flow counted `perFlow` times. */
  split(x: number, perFlow: number, split: DemandSplit): void {
    const [counts, limits, length] = [this.#counts, this.#limits, this.classes.length];
    let { from, to } = split;
    let above = 0;
    let below = 0;
    for (let i = 0; i < length; i++) {
      const limit = limits[i]!;
      if (limit > x) {
        above += counts[i]!;
        if (limit < to) to = limit;
      } else {
        below += counts[i]! * limit;
        if (limit > from) from = limit;
      }
    }
    split.above += perFlow * above;
    split.below += perFlow * below;
    split.from = from;
    split.to = to;
  }

  /**
   * The first class, at `start` or after it, that rides though the ceiling is above its limit, or does not though it
   * is not; -1 when all are in order. The class counts as changed over.
   */
  changeOver(start: number, ceiling: number): number {
    for (let i = start; i < this.classes.length; i++) {
      const rides = ceiling < Infinity && this.#limits[i]! * TIE >= ceiling ? 1 : 0;
      if (rides !== this.#riding[i]) {
        this.#riding[i] = rides;
        return i;
      }
    }
    return -1;
  }

  /** Sum over flows of the level that the class would have if no shared capacity bound, infinite ones left out. */
  finiteBaseDemand(): number {
    let sum = 0;
    for (let i = 0; i < this.classes.length; i++) {
      const level = this.classes[i]!.baseLevel;
      if (level < Infinity) sum += this.#counts[i]! * level;
    }
    return sum;
  }
}

function doubled(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(column.length * 2);
  longer.set(column);
  return longer;
}
