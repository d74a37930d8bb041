/**
 * Plain rows for charts, out of an experiment: any plotting library can draw them. Start times are pooled
 * over the runs (the table's quantiles are not: they are means of quantiles); curves over time are those
 * of the first run, which is the only one that keeps them.
 */
import type { ExperimentResult } from '../experiment/result.js';
import { type Binder, type Phase, PHASES, type Series } from '../model/record.js';
import { ecdf } from '../stats/ecdf.js';
import { binderWords } from './binder-words.js';
import { measureRows, spanSeconds } from './measure.js';
import { p95Of } from './profile.js';
import type { Span, Summary } from './summary.js';

/** Start times of one variant over all runs, ascending; +∞ for starts that were never ready. */
export interface StartTimes {
  readonly variant: string;
  readonly seconds: Float64Array;
}

/** The pooled start times of each variant, or those of another span. */
export function startTimes({ scenario, variants }: ExperimentResult, span: Span = 'start'): StartTimes[] {
  return variants.map(({ name, runs }) => {
    const parts = runs.map(({ starts }) =>
      spanSeconds(starts, measureRows(starts, scenario.measure).rows, span),
    );
    const seconds = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      seconds.set(part, at);
      at += part.length;
    }
    return { variant: name, seconds: seconds.sort() };
  });
}

export interface EcdfRow {
  readonly variant: string;
  readonly seconds: number;
  /** Share of all starts that are ready within `seconds`. */
  readonly share: number;
}

/** Points of a curve: enough for any screen. */
const CURVE_POINTS = 512;

/** Which share of the starts is ready within a time: at most 512 points a variant. */
export function ecdfRows(times: readonly StartTimes[]): EcdfRow[] {
  return times.flatMap(({ variant, seconds }) =>
    ecdf(seconds, CURVE_POINTS).map(({ value, share }) => ({ variant, seconds: value, share })),
  );
}

export interface RequestRow extends EcdfRow {
  readonly request: 'first' | 'slowest';
}

/** Which share of the first requests, and of the slowest of each start, is answered within a time. */
export function requestRows(result: ExperimentResult): RequestRow[] {
  // Requests often take all the same: from nothing on, a curve shows them as a line that stands.
  const rows = (request: RequestRow['request'], span: Span): RequestRow[] =>
    startTimes(result, span).flatMap((times) => {
      const curve = ecdfRows([times]).map((row) => ({ ...row, request }));
      return curve[0] === undefined ? [] : [{ ...curve[0], share: 0 }, ...curve];
    });
  return [...rows('first', 'firstRequest'), ...rows('slowest', 'slowestRequest')];
}

export interface PhaseRow {
  readonly variant: string;
  /** `p10` … `p99`. */
  readonly quantile: string;
  readonly phase: Phase;
  readonly seconds: number;
}

/** Mean seconds in each phase, of the starts around each quantile. */
export function phaseRows({ variants }: Summary): PhaseRow[] {
  return variants.flatMap(({ name, profiles }) =>
    profiles
      .filter(({ starts, notReady }) => starts > notReady)
      .flatMap(({ quantile, phases }) =>
        PHASES.map((phase) => ({
          variant: name,
          quantile: `p${Math.round(quantile * 100)}`,
          phase,
          seconds: phases[phase],
        })),
      ),
  );
}

export interface BoundRow {
  readonly variant: string;
  readonly binder: Binder;
  readonly words: string;
  readonly seconds: number;
}

/** Below this share of a p95 start, in every variant, a binder is not worth a line. */
const LEAST_SHARE = 0.01;

/** What the p95 starts of each variant were bound by, largest first by the variant that has most of it. */
export function boundRows(summary: Summary, { scenario }: ExperimentResult): BoundRow[] {
  const world = scenario.variants[0]?.world;
  if (!world) return [];
  const rows = summary.variants.flatMap((variant) =>
    Object.entries(p95Of(variant)?.bound ?? {}).map(([binder, seconds]): BoundRow => ({
      variant: variant.name,
      binder: binder as Binder,
      words: binderWords(binder as Binder, world),
      seconds,
    })),
  );
  const most = new Map<Binder, number>();
  for (const { binder, seconds } of rows) most.set(binder, Math.max(most.get(binder) ?? 0, seconds));
  const least = Math.max(...most.values()) * LEAST_SHARE;
  return rows
    .filter(({ binder }) => most.get(binder)! > least)
    .sort((a, b) => most.get(b.binder)! - most.get(a.binder)!);
}

export interface CurveRow {
  readonly variant: string;
  readonly curve: string;
  readonly seconds: number;
  readonly value: number;
}

/** What curves of totals so far gained in each second, from sample to sample; `seconds` is the end of each span. */
export function rateRows(rows: readonly CurveRow[]): CurveRow[] {
  return rows.flatMap((row, index) => {
    const before = rows[index - 1];
    if (before?.variant !== row.variant || before.curve !== row.curve) return [];
    const span = row.seconds - before.seconds;
    return span > 0 ? [{ ...row, value: (row.value - before.value) / span }] : [];
  });
}

export interface CostRow {
  readonly variant: string;
  readonly what: string;
  readonly usd: number;
}

/** Pull cost of a month by line, of the lines that have a price and are not free. */
export function costRows({ variants }: Summary): CostRow[] {
  return variants.flatMap(({ name, bill }) =>
    bill
      .filter(({ part, usdPerMonth }) => part === 'pull' && usdPerMonth > 0)
      .map(({ what, usdPerMonth }) => ({ variant: name, what, usd: usdPerMonth })),
  );
}

/** The curves of one unit over time, of the first run of each variant. */
export function curveRows({ variants }: ExperimentResult, unit: Series['unit']): CurveRow[] {
  return variants.flatMap(({ name, runs }) =>
    (runs[0]?.series ?? [])
      .filter((series) => series.unit === unit)
      .flatMap(({ name: curve, at, value }) =>
        at.map((seconds, index) => ({ variant: name, curve, seconds, value: value[index]! })),
      ),
  );
}
