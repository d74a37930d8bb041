/**
 * What one cost is: a value with its unit, where it comes from, of what date, and how good the evidence is.
 * `costs.ts` is the list; the files it collects hold the values, one entry each, so that a calibration
 * changes one line. The names are those of scenarios.
 */
import type { Distribution } from '../units/distribution.js';

export type CostValue = Distribution | number | boolean;

/** How the value is known: read in source code, stated by a vendor, measured by somebody, or reasoned from those. */
export type Evidence = 'source code' | 'documentation' | 'measured' | 'inferred';

export interface CostEntry<Value extends CostValue = CostValue> {
  readonly value: Value;
  readonly unit: string;
  /** Short text: document or repository. */
  readonly source: string;
  /** Date of the source (year, month or day), or of its reading where it has none. */
  readonly asOf: string;
  readonly evidence: Evidence;
  /** What the value stands on, and what it leaves out. */
  readonly note: string;
}

/** A parameter of the model: what it is, for who sets it. */
export interface ModelCostEntry<Value extends CostValue = CostValue> extends CostEntry<Value> {
  readonly what: string;
}

export interface Cost extends CostEntry {
  /** Dotted, unique: `model.schedulerDelay`, `registries.ecr.requestLatency`. */
  readonly name: string;
}
