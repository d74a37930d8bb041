/**
 * The oracle: the plainest fluid simulator we could write. Every flow is a record of its own; at every event all
 * flows advance, and the levels of all are found anew by progressive filling over flows × constraints. No classes,
 * no virtual time, nothing kept from one event to the next. The engine must agree with it.
 */

/** A script that the oracle and the engine both run: chains of flows, and changes of rates. */
export interface Script {
  readonly capacities: readonly number[];
  readonly sites: readonly (readonly number[])[];
  readonly types: readonly ScriptType[];
  /** The flows of a chain run one after the other on one site. */
  readonly chains: readonly { readonly at: number; readonly site: number; readonly steps: readonly Step[] }[];
  readonly changes: readonly Change[];
  /** When to note what has been taken of each capacity of each site. */
  readonly looks: readonly number[];
}

export interface ScriptType {
  readonly shared: readonly { readonly capacity: number; readonly use: number }[];
  readonly local: readonly { readonly index: number; readonly use: number }[];
  readonly weight: number;
  readonly bound: number;
}

export interface Step {
  readonly type: number;
  readonly work: number;
}

/** Of a shared capacity, or, when a site is given, of one of the site's. */
export interface Change {
  readonly at: number;
  readonly site?: number;
  readonly capacity: number;
  readonly rate: number;
}

export interface Outcome {
  readonly end: number;
  readonly boundSeconds: readonly number[];
}

/** By `chain/step`; flows that never end are absent. */
export type Outcomes = Map<string, Outcome>;

/** What has been taken of the capacities of all sites, one after the other, by time. */
export type Looks = Map<number, readonly number[]>;

/** A flow for the solver: a unit of its work takes `use` of each constraint, in the order of its type. */
export interface PlainFlow {
  readonly uses: readonly { readonly constraint: number; readonly use: number }[];
  readonly weight: number;
  readonly bound: number;
}

const TIE = 1 + 1e-12;

/** Rates by progressive filling, and which of its constraints (the last: its own bound) stops each flow. */
export function fill(
  rates: readonly number[],
  flows: readonly PlainFlow[],
): { rate: number; binder: number }[] {
  const left = [...rates];
  const result = flows.map(() => ({ rate: NaN, binder: -1 }));
  const open = new Set(flows.keys());
  while (open.size > 0) {
    const pull = rates.map(() => 0);
    for (const f of open) {
      for (const { constraint, use } of flows[f]!.uses) pull[constraint]! += use * flows[f]!.weight;
    }
    const share = rates.map((_, c) => (pull[c]! > 0 ? Math.max(0, left[c]!) / pull[c]! : Infinity));
    const level = Math.min(...share, ...Array.from(open, (f) => flows[f]!.bound / flows[f]!.weight));
    for (const f of [...open]) {
      const { uses, weight, bound } = flows[f]!;
      let binder = uses.findIndex(({ constraint, use }) => use > 0 && share[constraint]! <= level * TIE);
      if (binder < 0 && bound / weight <= level * TIE) binder = uses.length;
      if (binder < 0) continue;
      open.delete(f);
      result[f] = { rate: level * weight, binder };
      for (const { constraint, use } of uses) left[constraint]! -= use * weight * level;
    }
  }
  return result;
}

interface Running extends PlainFlow {
  readonly chain: number;
  readonly step: number;
  left: number;
  readonly boundSeconds: number[];
}

/** Runs the script. */
export function runOracle(script: Script): { outcomes: Outcomes; looks: Looks } {
  const offsets: number[] = [];
  const rates = [...script.capacities];
  for (const site of script.sites) {
    offsets.push(rates.length);
    rates.push(...site);
  }
  const outcomes: Outcomes = new Map();
  const looks: Looks = new Map();
  const taken = rates.map(() => 0);
  let running: Running[] = [];
  const begin = (chain: number, step: number): void => {
    const { site, steps } = script.chains[chain]!;
    if (step === steps.length) return;
    const { work, type } = steps[step]!;
    const { shared, local, weight, bound } = script.types[type]!;
    const uses = [
      ...shared.map(({ capacity, use }) => ({ constraint: capacity, use })),
      ...local.map(({ index, use }) => ({ constraint: offsets[site]! + index, use })),
    ];
    running.push({
      chain,
      step,
      left: work,
      uses,
      weight,
      bound,
      boundSeconds: [...uses, 0].map(() => 0),
    });
  };
  const enter = (now: number): void => {
    for (const { at, site, capacity, rate } of script.changes) {
      if (at === now) rates[site === undefined ? capacity : offsets[site]! + capacity] = rate;
    }
    script.chains.forEach(({ at }, chain) => at === now && begin(chain, 0));
  };
  const finish = (now: number): void => {
    for (let ended = running.filter(({ left }) => left === 0); ended.length > 0;) {
      running = running.filter(({ left }) => left > 0);
      for (const { chain, step, boundSeconds } of ended) {
        outcomes.set(`${chain}/${step}`, { end: now, boundSeconds });
        begin(chain, step + 1);
      }
      ended = running.filter(({ left }) => left === 0);
    }
  };
  const times = [...[...script.chains, ...script.changes].map(({ at }) => at), ...script.looks];
  const instants = [...new Set(times)].sort((a, b) => b - a);
  for (let now = 0; ;) {
    const filled = fill(rates, running);
    const ends = running.map(({ left }, f) =>
      filled[f]!.rate > 0 ? now + left / filled[f]!.rate : Infinity,
    );
    const next = Math.min(instants.at(-1) ?? Infinity, ...ends);
    if (next === Infinity) return { outcomes, looks };
    running.forEach((flow, f) => {
      const { rate, binder } = filled[f]!;
      const before = flow.left;
      flow.left = ends[f]! <= next ? 0 : Math.max(0, before - rate * (next - now));
      for (const { constraint, use } of flow.uses) taken[constraint]! += use * (before - flow.left);
      flow.boundSeconds[binder]! += next - now;
    });
    now = next;
    if (script.looks.includes(now)) looks.set(now, taken.slice(script.capacities.length));
    if (now === instants.at(-1)) enter(instants.pop()!);
    finish(now);
  }
}
