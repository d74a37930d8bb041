/**
 * The shapes that sites have now. Taking a shape and leaving it keeps up to date what the shared filling reads: the
 * classes of each type, the types that cross each shared capacity, and whether any shared capacity could bind.
 */
import type { Capacity } from './capacity.js';
import type { FlowClass } from './flow-class.js';
import type { FlowType } from './flow-type.js';
import type { Schedule } from './schedule.js';
import type { Shape } from './shape.js';

export class ActiveShapes {
  /** Types that cross a shared capacity and have flows. */
  readonly types: FlowType[] = [];
  /** Shared capacities that something crosses. */
  readonly capacities: Capacity[] = [];
  #schedule: Schedule;
  #couldBind = 0;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
  }

  /** Whether the flows could want more of some shared capacity than there is. */
  get couldBind(): boolean {
    return this.#couldBind > 0;
  }

  /** A site takes the shape; its flows may then be put in the classes. */
  enter(shape: Shape, now: number): void {
    if (shape.sites++ === 0) for (const flowClass of shape.classes) this.#start(flowClass, now);
    this.#count(shape, 1);
  }

  /** A site leaves the shape; its flows are in the classes no more. */
  leave(shape: Shape): void {
    this.#count(shape, -1);
    if (--shape.sites === 0) for (const flowClass of shape.classes) this.#stop(flowClass);
  }

  /** The rate of a capacity has changed. */
  rateChanged(capacity: Capacity): void {
    const could = capacity.mayBind;
    capacity.refreshMayBind();
    this.#recount(capacity, could);
  }

  #count(shape: Shape, sites: 1 | -1): void {
    for (const { type, index, perSite } of shape.classes) type.active.addFlows(index, sites * perSite);
    for (const { capacity, perSite } of shape.demands) {
      const could = capacity.mayBind;
      capacity.addSites(sites, perSite);
      this.#recount(capacity, could);
    }
  }

  #recount(capacity: Capacity, couldBind: boolean): void {
    if (capacity.mayBind !== couldBind) this.#couldBind += couldBind ? -1 : 1;
  }

  #start(flowClass: FlowClass, now: number): void {
    const type = flowClass.type;
    flowClass.start(now);
    type.active.add(flowClass);
    if (type.active.length > 1) return;
    type.ceiling = Infinity;
    type.clock.restart(now, 0, 0, 0);
    if (type.shared.length > 0) this.types.push(type);
    for (const { capacity, use } of type.shared) {
      if (use === 0) continue;
      if (capacity.types.push(type) === 1) this.capacities.push(capacity);
    }
  }

  #stop(flowClass: FlowClass): void {
    const type = flowClass.type;
    this.#schedule.retire(flowClass);
    type.active.remove(flowClass);
    if (type.active.length > 0) return;
    if (type.shared.length > 0) removeFrom(this.types, type);
    for (const { capacity, use } of type.shared) {
      if (use === 0) continue;
      removeFrom(capacity.types, type);
      if (capacity.types.length === 0) removeFrom(this.capacities, capacity);
    }
  }
}

/** Takes the item out; the last one takes its place. */
function removeFrom<T>(list: T[], item: T): void {
  const last = list.pop()!;
  if (last !== item) list[list.indexOf(item)] = last;
}
