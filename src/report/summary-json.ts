/**
 * The summary as JSON: the same bytes for the same scenario and seed, on every machine. Keys are sorted,
 * numbers have nine significant digits, and there is no time of day, path or host in it. What does not
 * exist is null; what is beyond all measure is the text "Infinity", with what was reached beside it.
 */
import { roundSignificant } from '../units/round-significant.js';
import type { Assessment } from './assess.js';
import type { Difference, VariantComparison } from './compare.js';
import type { BillLine } from './cost/bill-line.js';
import { METRIC_KEYS } from './run-figures.js';
import type { Metric, Profile, VariantSummary } from './summary.js';
import type { Verdict } from './verdict.js';

/** Raised when a reader of the file would have to change. */
export const SUMMARY_VERSION = 1;

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The text of `summary.json`, with a line break at the end. */
export function summaryJson(assessment: Assessment): string {
  return `${JSON.stringify(sorted(summaryObject(assessment)), null, 2)}\n`;
}

function summaryObject({ summary, comparison, verdicts, answer, advice, pass, scenario }: Assessment): Json {
  return {
    version: SUMMARY_VERSION,
    name: summary.name,
    question: summary.question,
    seed: summary.seed,
    runs: summary.runs,
    complete: summary.complete,
    varies: summary.varies,
    baseline: comparison.baseline,
    answer,
    advice,
    pass,
    method: comparison.method,
    warnings: scenario.warnings.map(({ path, message }) => ({ path, message })),
    expect: verdicts.map(verdictObject),
    variants: summary.variants.map((variant) =>
      variantObject(
        variant,
        comparison.variants.find(({ name }) => name === variant.name),
      ),
    ),
  };
}

function variantObject(variant: VariantSummary, compared: VariantComparison | undefined): Json {
  return {
    name: variant.name,
    set: variant.set,
    runs: variant.runs,
    starts: variant.starts,
    metrics: Object.fromEntries(METRIC_KEYS.map((key) => [key, metricObject(variant.metrics[key])])),
    differences: compared
      ? Object.fromEntries(METRIC_KEYS.map((key) => [key, differenceObject(compared.differences[key])]))
      : null,
    timeToRunning: variant.timeToRunning.map(({ count, metric }) => ({ count, ...metricObject(metric) })),
    failures: variant.failures.map(({ cause, starts }) => ({ cause, starts })),
    profiles: variant.profiles.map(profileObject),
    byCache: variant.byCache.map(({ state, starts, p50, p95 }) => ({
      state,
      starts,
      p50: metricObject(p50),
      p95: metricObject(p95),
    })),
    mounts: variant.mounts.map(({ snapshotter, fallback, starts, bytes, lazyBytes, p50, firstRequest }) => ({
      snapshotter,
      fallback,
      starts,
      bytesPerStart: real(bytes),
      lazyBytesPerStart: real(lazyBytes),
      p50: metricObject(p50),
      firstRequest: metricObject(firstRequest),
    })),
    bill: variant.bill.map(billObject),
    unknownPrices: variant.unknownPrices,
    paths: variant.paths.map(({ path, bytes }) => ({ path, bytes: real(bytes) })),
    registries: variant.registries.map(({ name, ...totals }) => ({ name, ...reals(totals) })),
  };
}

function metricObject({ estimate, unit, reached }: Metric): { readonly [key: string]: Json } {
  const isEndless = estimate.mean === Number.POSITIVE_INFINITY;
  return {
    unit,
    mean: real(estimate.mean),
    halfWidth: real(estimate.halfWidth),
    runs: estimate.runs,
    ...(isEndless ? { reached: real(reached) } : {}),
  };
}

function differenceObject({ estimate, relative, finding }: Difference): Json {
  return {
    mean: real(estimate.mean),
    halfWidth: real(estimate.halfWidth),
    relative: real(relative),
    finding,
  };
}

function profileObject({ quantile, band, starts, notReady, phases, bound, cache, image }: Profile): Json {
  return { quantile, band, starts, notReady, phases: reals(phases), bound: reals(bound), cache, image };
}

/** A price that is not known is null, and so are the amounts. */
function billObject({ part, what, unit, source, asOf, ...amounts }: BillLine): Json {
  const { quantity, price, usd, usdPer1000, usdPerMonth } = amounts;
  return {
    part,
    what,
    unit,
    source,
    asOf,
    quantity: real(quantity),
    price,
    usd: real(usd),
    usdPer1000: real(usdPer1000),
    usdPerMonth: real(usdPerMonth),
  };
}

function verdictObject({ text, pass, judgements }: Verdict): Json {
  return {
    text,
    pass,
    judgements: judgements.map(({ variant, pass: passes, uncertain, estimate, limit, unit }) => ({
      variant,
      pass: passes,
      uncertain,
      unit,
      mean: real(estimate.mean),
      halfWidth: real(estimate.halfWidth),
      limit: real(limit),
    })),
  };
}

function reals(values: Readonly<Record<string, number>>): { readonly [key: string]: Json } {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, real(value)]));
}

const DIGITS = 9;

/** Nine significant digits; null for what does not exist, text for what is infinite. */
export function real(value: number): number | string | null {
  if (Number.isNaN(value)) return null;
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return roundSignificant(value, DIGITS);
}

/** The same with its keys in order. */
export function sorted(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value as { readonly [key: string]: Json });
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]),
  );
}
