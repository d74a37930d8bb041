/**
 * A flow as a process sees it: it waits until the work is done, and learns how long that took and which constraint
 * bound the flow for how long. A flow has no meter of its own: it takes the reading of its class when it joins and
 * when it leaves. Others may look at it meanwhile, or end it before its time.
 */
import type { Suspension, Waiter } from '../process.js';
import type { FlowClass } from './flow-class.js';
import type { FlowObserver } from './flow-table.js';
import type { FlowType } from './flow-type.js';
import type { Site } from './site.js';

export interface FlowReading {
  readonly seconds: number;
  /** Seconds bound by each constraint of the type, in the order shared…, local…, own bound. Their sum is `seconds`. */
  readonly boundSeconds: readonly number[];
}

/** The engine, as a transfer uses it. */
export interface TransferOwner {
  readonly now: number;
  /** Begins the flow; returns its identifier. */
  beginTransfer(transfer: Transfer, waiter: Waiter): number;
  /** Whether the flow has begun and not ended. */
  isRunning(flow: number): boolean;
  remaining(flow: number): number;
  cancel(flow: number): number;
}

export class Transfer implements Suspension, FlowObserver, FlowReading {
  seconds = 0;
  readonly boundSeconds: number[];
  readonly site: Site;
  readonly type: FlowType;
  readonly work: number;
  #owner: TransferOwner;
  #flow = 0;
  #waiter: Waiter | null = null;
  #class: FlowClass | null = null;

  /** Use {@link Fluid.prepare}. */
  constructor(owner: TransferOwner, site: Site, type: FlowType, work: number) {
    this.#owner = owner;
    this.site = site;
    this.type = type;
    this.work = work;
    this.boundSeconds = new Array<number>(type.constraints).fill(0);
  }

  begin(waiter: Waiter): void {
    this.#waiter = waiter;
    this.#flow = this.#owner.beginTransfer(this, waiter);
  }

  settle(flowClass: FlowClass, now: number, sign: 1 | -1): void {
    this.#class = sign < 0 ? flowClass : null;
    this.seconds += sign * now;
    for (let k = 0; k < this.boundSeconds.length; k++) {
      this.boundSeconds[k]! += sign * flowClass.boundSeconds(k, now);
    }
  }

  /** How long it has been running until now, and what has bound it so far; all of it when it has ended. */
  peek(): FlowReading {
    const flowClass = this.#class;
    if (flowClass === null) return { seconds: this.seconds, boundSeconds: [...this.boundSeconds] };
    const { now } = this.#owner;
    return {
      seconds: this.seconds + now,
      boundSeconds: this.boundSeconds.map((seconds, k) => seconds + flowClass.boundSeconds(k, now)),
    };
  }

  /** Work that is left: all of it before it has begun, 0 when it has ended. */
  get left(): number {
    return this.#waiter === null ? this.work : this.#owner.remaining(this.#flow);
  }

  /** Ends it before its time and wakes who waits for it; returns the work left, 0 when it was not running. */
  cancel(): number {
    const waiter = this.#waiter;
    if (waiter === null || !this.#owner.isRunning(this.#flow)) return 0;
    const left = this.#owner.cancel(this.#flow);
    waiter.resume();
    return left;
  }
}
