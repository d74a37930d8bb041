/**
 * What makes flows alike: the shared capacities that they cross and the local ones of their site, what a unit of
 * work takes of each, their weight and their own bound. Types are interned by value: equal options, one object.
 *
 * The constraints of a type are numbered in the order shared…, local…, own bound; where several bind at the same
 * level, the first of them is named as the one that binds.
 */
import { ActiveClasses } from './active-classes.js';
import type { Capacity } from './capacity.js';
import { Clock } from './clock.js';

export interface FlowTypeOptions {
  /** Shared capacities, and what a unit of work takes of each (1 unless said otherwise). */
  readonly shared?: readonly { readonly capacity: Capacity; readonly use?: number }[];
  /** Capacities of the flow's site by index. */
  readonly local?: readonly { readonly index: number; readonly use: number }[];
  /** Share relative to other flows; 1 unless said otherwise. */
  readonly weight?: number;
  /** Most work units per second; Infinity unless said otherwise. */
  readonly bound?: number;
}

export class FlowType {
  readonly id: number;
  readonly shared: readonly { readonly capacity: Capacity; readonly use: number }[];
  readonly local: readonly { readonly index: number; readonly use: number }[];
  readonly weight: number;
  readonly bound: number;
  /** The classes of this type that have sites. */
  readonly active = new ActiveClasses();
  /** The clock of those classes that a shared capacity holds at the ceiling. */
  readonly clock: Clock;
  /** The level at which a shared capacity stops this type, Infinity when none does; and which one, by number. */
  ceiling = Infinity;
  driver = 0;
  /** For the shared filling: the ceiling before it, and the sum of the levels of all flows once stopped. */
  lastCeiling = Infinity;
  heldLevels = 0;

  /** Use {@link Fluid.flowType}. */
  constructor(id: number, options: Required<FlowTypeOptions>) {
    this.id = id;
    this.shared = options.shared.map(({ capacity, use = 1 }) => ({ capacity, use }));
    this.local = options.local.map(({ index, use }) => ({ index, use }));
    this.weight = options.weight;
    this.bound = options.bound;
    this.clock = new Clock(this.constraints);
  }

  /** How many constraints it has: its own bound is the last. */
  get constraints(): number {
    return this.shared.length + this.local.length + 1;
  }

  /** What a unit of work takes of the shared capacity. */
  useOf(capacity: Capacity): number {
    for (const crossed of this.shared) if (crossed.capacity === capacity) return crossed.use;
    return 0;
  }

  /** What a unit of work takes of the site's capacity of this index. */
  useOfLocal(index: number): number {
    for (const crossed of this.local) if (crossed.index === index) return crossed.use;
    return 0;
  }
}

export class FlowTypeTable {
  #types = new Map<string, FlowType>();

  /** The type of these options. Throws a RangeError for numbers that make no sense. */
  intern(given: FlowTypeOptions): FlowType {
    const options = { shared: [], local: [], weight: 1, bound: Infinity, ...given };
    const key = keyOf(options);
    let type = this.#types.get(key);
    if (type === undefined) {
      check(options);
      type = new FlowType(this.#types.size, options);
      this.#types.set(key, type);
    }
    return type;
  }
}

function keyOf({ shared, local, weight, bound }: Required<FlowTypeOptions>): string {
  let key = `${weight} ${bound}`;
  for (const { capacity, use = 1 } of shared) key += ` s${capacity.id}*${use}`;
  for (const { index, use } of local) key += ` l${index}*${use}`;
  return key;
}

function check({ shared, local, weight, bound }: Required<FlowTypeOptions>): void {
  if (!(weight > 0 && weight < Infinity)) throw new RangeError(`a weight must be positive: ${weight}`);
  if (!(bound >= 0)) throw new RangeError(`a bound must be zero or more: ${bound}`);
  for (const { use = 1 } of [...shared, ...local]) {
    if (!(use >= 0 && use < Infinity)) throw new RangeError(`a use must be zero or more: ${use}`);
  }
  const crossed = new Set<unknown>([...shared.map((one) => one.capacity), ...local.map((one) => one.index)]);
  if (crossed.size < shared.length + local.length)
    throw new RangeError('a flow type crosses a capacity twice');
}
