/**
 * What a summary is: the figures of each variant, one value a run, with a Student-t interval over the
 * runs. Plain data, so any plotting library works on it. Quantiles are taken within a run; starts that
 * failed or were not finished count as +∞ in them. Types, and the lists that they are made of.
 */
import type { LazyFallback } from '../model/lazy-spec.js';
import type { PathKind } from '../model/network-spec.js';
import type { Binder, Phase, RegistryTotals } from '../model/record.js';
import type { Statistic } from '../scenario/scenario.js';
import type { BillLine } from './cost/bill-line.js';

/** What takes time: the start, its parts as AWS reports them (`launch`, `pull`), and its eight phases. */
export type Span = 'start' | 'launch' | 'pull' | Phase | RequestSpan;

/** What the first requests after a start take: the very first of them, and the slowest. */
export type RequestSpan = 'firstRequest' | 'slowestRequest';

/** Figures that are one number a run, and are not a time that each start has. */
export type Figure =
  | 'failed'
  | 'unfinished'
  | 'stopped'
  | 'bytes'
  | 'crossRegionBytes'
  | 'requests'
  | 'natBytes'
  | 'endpointBytes'
  | 'peerBytes'
  | 'requestsPerStart'
  | 'throttled'
  | 'throttledPerStart'
  | 'upstreamPulls'
  | 'upstreamRefusals'
  | 'storedBytes'
  | 'warmShare'
  | 'layerHitRate'
  | 'lazyShare'
  | 'fallbacks'
  | 'lazyBytes'
  | 'diskPeakShare'
  | 'diskPeakBytes'
  | 'diskFullSeconds'
  | 'leastRunningShare'
  | 'imagesRemoved'
  | 'cleanupCycles'
  | 'staleSeconds'
  | 'versionSkewSeconds'
  | 'pullCost'
  | 'pullCostPer1000'
  | 'pullCostPerMonth'
  | 'capacityCost'
  | 'capacityCostPer1000'
  | 'capacityCostPerMonth';

export type MetricKey = `${Span}.${Statistic}` | Figure;

export type Unit = 'seconds' | 'bytes' | 'count' | 'share' | 'usd';

/** A mean over runs and half the width of its 95 % interval; NaN where there are fewer than two runs. */
export interface Estimate {
  readonly mean: number;
  readonly halfWidth: number;
  readonly runs: number;
}

/** One figure of one variant. */
export interface Metric {
  readonly unit: Unit;
  /** One value a run; NaN in a run that has none (no start pulled, say). */
  readonly perRun: readonly number[];
  readonly estimate: Estimate;
  /** Where the estimate is +∞: the largest value that was reached, so that `> x` can be printed. */
  readonly reached: number;
}

/** The mean of the starts whose rank lies around one quantile: where such a start spends its time. */
export interface Profile {
  readonly quantile: number;
  /** Ranks that count, as shares: `[0.94, 0.96]` for p95. */
  readonly band: readonly [number, number];
  /** Starts in the band, over all runs, and how many of them were not ready in the end. */
  readonly starts: number;
  readonly notReady: number;
  /** Mean seconds a start. */
  readonly phases: Readonly<Record<Phase, number>>;
  readonly bound: Readonly<Record<Binder, number>>;
  /** Starts by what the disk held of their image. */
  readonly cache: Readonly<Record<'cold' | 'partial' | 'warm', number>>;
  /** The image that most of them ran (name without digest), '' where none is known. */
  readonly image: string;
}

export interface FailureCause {
  readonly cause: string;
  readonly starts: number;
}

export interface TimeToRunning {
  readonly count: number;
  readonly metric: Metric;
}

export interface PathBytes {
  readonly path: PathKind;
  readonly bytes: number;
}

/** What a host can hold of the image of a start. */
export const CACHE_STATES = ['cold', 'partial', 'warm'] as const;

/** The starts that found this much of their image on the host. */
export interface CacheSplit {
  readonly state: (typeof CACHE_STATES)[number];
  /** Over all runs. */
  readonly starts: number;
  /** Of the start, in seconds. */
  readonly p50: Metric;
  readonly p95: Metric;
}

/** The starts whose image came to be mounted this way. */
export interface MountSplit {
  /** As the task metadata endpoint says. */
  readonly snapshotter: string;
  /** Why it, or another image of the task, was pulled whole although its host loads lazily; '' otherwise. */
  readonly fallback: LazyFallback | '';
  /** Over all runs. */
  readonly starts: number;
  /** Of these, by the name of the image of the container that was ready last. */
  readonly startsByImage: ReadonlyMap<string, number>;
  /** Of a start, on average; `lazyBytes` of them when they were read, or ahead of that. */
  readonly bytes: number;
  readonly lazyBytes: number;
  /** Of the start, in seconds. */
  readonly p50: Metric;
  /** Median of what the first request took, in seconds; NaN where nobody asks. */
  readonly firstRequest: Metric;
}

export interface VariantSummary {
  readonly name: string;
  /** path → value that was set for this variant. */
  readonly set: Readonly<Record<string, string>>;
  readonly runs: number;
  /** Over all runs. `counted` is all that `measure` lets through, `stopped` and all. */
  readonly starts: {
    readonly counted: number;
    readonly ready: number;
    readonly failed: number;
    readonly unfinished: number;
    readonly stopped: number;
    readonly leftOut: number;
  };
  readonly metrics: Readonly<Record<MetricKey, Metric>>;
  readonly timeToRunning: readonly TimeToRunning[];
  /** Most frequent first. */
  readonly failures: readonly FailureCause[];
  /** p10 … p99; the entry of 0.95 is the one that tables show. */
  readonly profiles: readonly Profile[];
  /** Cold, partial and warm starts apart; states without a start are left out. */
  readonly byCache: readonly CacheSplit[];
  /** Starts by how their image came to be mounted, most frequent first. */
  readonly mounts: readonly MountSplit[];
  /** Every line of pull cost and capacity cost: means over the runs, each run as a whole. */
  readonly bill: readonly BillLine[];
  /** Prices that are not known: the pull cost leaves their part out. */
  readonly unknownPrices: readonly string[];
  /** Mean bytes of a run by the way that they took; ways without bytes are left out. */
  readonly paths: readonly PathBytes[];
  /** What each registry did in a run, on average. */
  readonly registries: readonly RegistryTotals[];
}

export interface Summary {
  readonly name: string;
  readonly question: string;
  readonly seed: string;
  /** Runs asked for; an interrupted experiment has fewer. */
  readonly runs: number;
  readonly complete: boolean;
  readonly varies: string;
  /** The first one is the baseline. */
  readonly variants: readonly VariantSummary[];
}
