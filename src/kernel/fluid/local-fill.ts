/**
 * Progressive filling on one site: the level of all its flows rises together, and whenever a capacity of the site is
 * used up, or a flow reaches its own bound or the ceiling that a shared capacity sets its type, the flows concerned
 * stay at that level while the others go on. Plain on purpose: a site has few types of flows.
 */
import type { FlowType } from './flow-type.js';
import { TIE } from './tie.js';

/** Flows of one type on one site. */
export interface LocalFlows {
  readonly type: FlowType;
  readonly perSite: number;
}

/** In place of a constraint: the ceiling of the type. */
export const CEILING = -1;

export class LocalFill {
  /** The level of each type of flow, in the order in which the flows were given; Infinity where nothing limits. */
  levels = new Float64Array(8);
  /** The constraint that sets it, by its number in the type, or CEILING. */
  binders = new Int32Array(8);
  #open: boolean[] = [];
  #left: number[] = [];
  #shares: number[] = [];

  /** Fills a site with these rates; `useCeilings`: types stop at their ceilings. */
  fill(rates: readonly number[], flows: readonly LocalFlows[], useCeilings: boolean): void {
    if (flows.length > this.levels.length) {
      this.levels = new Float64Array(flows.length * 2);
      this.binders = new Int32Array(flows.length * 2);
    }
    for (let i = 0; i < rates.length; i++) this.#left[i] = rates[i]!;
    for (let j = 0; j < flows.length; j++) this.#open[j] = true;
    for (let open = flows.length; open > 0;) {
      const level = this.#nextLevel(rates.length, flows, useCeilings);
      open -= this.#freeze(level, flows, useCeilings);
    }
  }

  /** The least level at which something stops, and the level of each capacity in #shares. */
  #nextLevel(capacities: number, flows: readonly LocalFlows[], useCeilings: boolean): number {
    const [open, left, shares] = [this.#open, this.#left, this.#shares];
    let least = Infinity;
    for (let i = 0; i < capacities; i++) shares[i] = 0;
    for (let j = 0; j < flows.length; j++) {
      if (!open[j]) continue;
      const { type, perSite } = flows[j]!;
      least = Math.min(least, type.bound / type.weight);
      if (useCeilings) least = Math.min(least, type.ceiling);
      for (const { index, use } of type.local) {
        if (!(index < capacities)) throw new RangeError(`the site has no capacity ${index}`);
        shares[index]! += perSite * use * type.weight;
      }
    }
    for (let i = 0; i < capacities; i++) {
      shares[i] = shares[i]! > 0 ? Math.max(0, left[i]!) / shares[i]! : Infinity;
      least = Math.min(least, shares[i]!);
    }
    return least;
  }

  /** Stops at `level` the types of flows that something stops there; returns how many. */
  #freeze(level: number, flows: readonly LocalFlows[], useCeilings: boolean): number {
    let frozen = 0;
    for (let j = 0; j < flows.length; j++) {
      if (!this.#open[j]) continue;
      const { type, perSite } = flows[j]!;
      const binder = this.#binderAt(level * TIE, type, useCeilings);
      if (binder === undefined) continue;
      this.#open[j] = false;
      this.levels[j] = level;
      this.binders[j] = binder;
      for (const { index, use } of type.local) this.#left[index]! -= perSite * use * type.weight * level;
      frozen++;
    }
    return frozen;
  }

  #binderAt(level: number, type: FlowType, useCeilings: boolean): number | undefined {
    if (useCeilings && type.ceiling <= level) return CEILING;
    const local = type.local.findIndex(({ index, use }) => use > 0 && this.#shares[index]! <= level);
    if (local >= 0) return type.shared.length + local;
    return type.bound / type.weight <= level ? type.constraints - 1 : undefined;
  }
}
