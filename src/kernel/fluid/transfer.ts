/**
 * A flow as a process sees it: it waits until the work is done, and learns how long that took and which constraint
 * bound the flow for how long. A flow has no meter of its own: it takes the reading of its class when it joins and
 * when it leaves.
 */
import type { Suspension, Waiter } from '../process.js';
import type { FlowClass } from './flow-class.js';
import type { FlowObserver } from './flow-table.js';

export interface FlowReading {
  readonly seconds: number;
  /** Seconds bound by each constraint of the type, in the order shared…, local…, own bound. Their sum is `seconds`. */
  readonly boundSeconds: readonly number[];
}

export class Transfer implements Suspension, FlowObserver, FlowReading {
  seconds = 0;
  readonly boundSeconds: number[];
  #begin: (transfer: Transfer, waiter: Waiter) => void;

  constructor(constraints: number, begin: (transfer: Transfer, waiter: Waiter) => void) {
    this.boundSeconds = new Array<number>(constraints).fill(0);
    this.#begin = begin;
  }

  begin(waiter: Waiter): void {
    this.#begin(this, waiter);
  }

  settle(flowClass: FlowClass, now: number, sign: 1 | -1): void {
    this.seconds += sign * now;
    for (let k = 0; k < this.boundSeconds.length; k++) {
      this.boundSeconds[k]! += sign * flowClass.boundSeconds(k, now);
    }
  }
}
