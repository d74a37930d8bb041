/** The parts of the engine below `fluid.ts`, with flows that are put in classes by hand. */
import { ActiveShapes } from '../../../src/kernel/fluid/active-shapes.js';
import { Capacity } from '../../../src/kernel/fluid/capacity.js';
import type { FlowClass } from '../../../src/kernel/fluid/flow-class.js';
import { FlowTable } from '../../../src/kernel/fluid/flow-table.js';
import { FlowTypeTable } from '../../../src/kernel/fluid/flow-type.js';
import type { FlowType, FlowTypeOptions } from '../../../src/kernel/fluid/flow-type.js';
import { Schedule } from '../../../src/kernel/fluid/schedule.js';
import { ShapeTable } from '../../../src/kernel/fluid/shape.js';
import type { Shape } from '../../../src/kernel/fluid/shape.js';
import { SharedFill } from '../../../src/kernel/fluid/shared-fill.js';
import { anyFlow } from './any-flow.js';

export class System {
  readonly flows = new FlowTable();
  readonly shapes = new ShapeTable(this.flows);
  readonly schedule = new Schedule();
  readonly active = new ActiveShapes(this.schedule);
  readonly sharedFill = new SharedFill(this.active, this.schedule);
  #types = new FlowTypeTable();
  #capacities = 0;

  capacity(rate: number): Capacity {
    const owner = { capacityChanged: (capacity: Capacity): void => this.active.rateChanged(capacity) };
    return new Capacity(owner, this.#capacities++, '', rate);
  }

  type(options: FlowTypeOptions): FlowType {
    return this.#types.intern(options);
  }

  /** The shape of a site with one local capacity and these flows. */
  shape(rate: number, ...types: FlowType[]): Shape {
    return types.reduce((shape, type) => this.shapes.plus(shape, type), this.shapes.idle([rate]));
  }

  /** Puts a flow into the class; returns its slot. */
  join(flowClass: FlowClass, work: number, now: number): number {
    const slot = anyFlow(this.flows);
    flowClass.flows.add(slot, flowClass.reading(now) + work);
    this.schedule.touch(flowClass);
    return slot;
  }
}
