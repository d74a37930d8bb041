/**
 * A scenario after parsing: complete, checked and frozen. `variants` are what is compared, the first
 * one is the baseline; each has a world of its own, so nothing downstream knows YAML or paths.
 */
import type { WorldSpec } from '../model/spec.js';

export interface Scenario {
  readonly name: string;
  readonly question: string;
  readonly seed: string;
  /** Replications. */
  readonly runs: number;
  /** What varies, in words: the last part of the path, or 'variant'. */
  readonly varies: string;
  readonly variants: readonly Variant[];
  readonly measure: Measure;
  readonly expect: readonly Threshold[];
  /** Positioned warnings (silent agent defaults and the like). */
  readonly warnings: readonly Problem[];
  /** Where each value of the baseline came from, for `show`: path → provenance. */
  readonly provenance: readonly Provenance[];
}

export interface Variant {
  readonly name: string;
  /** path → value as text, what was set for this variant. */
  readonly set: Readonly<Record<string, string>>;
  readonly world: WorldSpec;
}

/** Which starts count. */
export interface Measure {
  /** Starts requested before this are left out (`warmUp` or `measure.from`). */
  readonly fromSeconds: number;
  readonly service: string | null;
  readonly cache: 'any' | 'cold' | 'warm';
}

export interface Provenance {
  readonly path: string;
  readonly value: string;
  /** `file`, `default`, `catalogue` or `variant`. */
  readonly origin: 'file' | 'default' | 'catalogue' | 'derived';
  readonly source: string;
}

export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Dotted path, '' for the file as a whole. */
  readonly path: string;
  /** 1-based; 0 where there is no position. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly remedy: string;
  /** Name of the file, where it has one. */
  readonly file?: string;
  /** The text of the line, for showing; absent where there is no position. */
  readonly excerpt?: string;
}

export type Comparator = '<' | '<=' | '=' | '>=' | '>';

export type Quantity =
  | { readonly kind: 'phase'; readonly phase: string; readonly statistic: Statistic }
  /** Of the first requests after a start: what the very first takes, or the slowest of them. */
  | { readonly kind: 'request'; readonly which: 'first' | 'slowest'; readonly statistic: Statistic }
  /** Share of the starts whose image was loaded lazily. */
  | { readonly kind: 'lazyShare' }
  /** Starts whose image was pulled whole although their host loads lazily. */
  | { readonly kind: 'fallbacks' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'timeToRunning'; readonly count: number }
  | { readonly kind: 'diskPeak'; readonly unit: 'share' | 'bytes' }
  | { readonly kind: 'requestsPerStart' }
  | { readonly kind: 'hitRate' }
  /** The least share of the desired tasks that ran at once. */
  | { readonly kind: 'runningShare' }
  /** How long until the fullest disk is full, if it goes on as it did. */
  | { readonly kind: 'diskFull' }
  | { readonly kind: 'staleSeconds' }
  /** Requests to registries that a quota or a pull limit refused. */
  | { readonly kind: 'throttled'; readonly per: 'run' | 'start' }
  /** By the way that they took, or what registries store at the end. */
  | { readonly kind: 'bytes'; readonly of: BytesOf }
  /** Of caches and mirrors. */
  | { readonly kind: 'upstreamPulls' }
  /** Pull cost, unless it says capacity, or total for the sum of both. */
  | {
      readonly kind: 'cost';
      readonly per: 'start' | '1000 starts' | 'month';
      readonly part?: 'pull' | 'capacity' | 'total';
    };

export type BytesOf = 'natBytes' | 'endpointBytes' | 'peerBytes' | 'crossRegionBytes' | 'storedBytes';

export type Statistic = 'p50' | 'p90' | 'p95' | 'p99' | 'mean' | 'max';

/** One sentence of `expect`. */
export interface Threshold {
  readonly text: string;
  readonly quantity: Quantity;
  /** Only this variant, or null for all. */
  readonly variant: string | null;
  readonly comparator: Comparator;
  /** A limit in base units, or the same quantity of another variant. */
  readonly limit:
    | { readonly kind: 'value'; readonly value: number }
    | { readonly kind: 'variant'; readonly quantity: Quantity; readonly variant: string };
}
