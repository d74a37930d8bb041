/**
 * Where the starts around a quantile spend their time: the mean of those whose rank in their run lies in
 * a band (p94 to p96 for the p95), over all runs. Starts that were not ready in the end rank last and
 * count with the time that they spent until they failed, or until the end of the run.
 */
import { BINDERS, PHASES, type Binder, type Phase, type StartTable } from '../model/record.js';
import { labelIs, labelOf, secondsOf } from './measure.js';
import type { Profile, VariantSummary } from './summary.js';

/** Quantiles that have a profile, with their bands; the band of the p95 is settled for the whole report. */
export const BANDS: readonly (readonly [quantile: number, low: number, high: number])[] = [
  [0.1, 0.09, 0.11],
  [0.25, 0.24, 0.26],
  [0.5, 0.49, 0.51],
  [0.75, 0.74, 0.76],
  [0.9, 0.89, 0.91],
  [0.95, 0.94, 0.96],
  [0.99, 0.985, 0.995],
];

/** Adds up profiles run by run. */
export class ProfileSums {
  readonly #sums = BANDS.map(() => emptySums());

  /** Adds the measured `rows` of one run. */
  add(table: StartTable, rows: Uint32Array): void {
    if (rows.length === 0) return;
    const isReady = labelIs(table, 'outcome', 'started');
    const start = secondsOf(table, 'start');
    const seconds = new Float64Array(table.rows);
    for (const row of rows) seconds[row] = isReady(row) ? start(row) : Number.POSITIVE_INFINITY;
    const order = rows.slice().sort((a, b) => ascending(seconds[a]!, seconds[b]!) || a - b);
    BANDS.forEach(([, low, high], index) => {
      const last = order.length - 1;
      const to = Math.ceil(high * last);
      for (let rank = Math.floor(low * last); rank <= to; rank += 1)
        addRow(this.#sums[index]!, table, order[rank]!, isReady(order[rank]!));
    });
  }

  /** The profiles of all that was added, one for each of `BANDS`. */
  profiles(): Profile[] {
    return this.#sums.map((sums, index) => {
      const [quantile, low, high] = BANDS[index]!;
      const mean = (sum: number): number => (sums.starts === 0 ? 0 : sum / sums.starts);
      return {
        quantile,
        band: [low, high],
        starts: sums.starts,
        notReady: sums.notReady,
        phases: record(PHASES, (phase) => mean(sums.phases[PHASES.indexOf(phase)]!)),
        bound: record(BINDERS, (binder) => mean(sums.bound[BINDERS.indexOf(binder)]!)),
        cache: sums.cache,
        image: mostFrequent(sums.images),
      };
    });
  }
}

/** +∞ equals +∞, which a subtraction would not say. */
function ascending(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

interface Sums {
  starts: number;
  notReady: number;
  readonly phases: Float64Array;
  readonly bound: Float64Array;
  readonly cache: Record<'cold' | 'partial' | 'warm', number>;
  readonly images: Map<string, number>;
}

function emptySums(): Sums {
  return {
    starts: 0,
    notReady: 0,
    phases: new Float64Array(PHASES.length),
    bound: new Float64Array(BINDERS.length),
    cache: { cold: 0, partial: 0, warm: 0 },
    images: new Map(),
  };
}

function addRow(sums: Sums, table: StartTable, row: number, isReady: boolean): void {
  sums.starts += 1;
  if (!isReady) sums.notReady += 1;
  PHASES.forEach((phase, index) => (sums.phases[index]! += table.number[phase][row]!));
  BINDERS.forEach((_, index) => (sums.bound[index]! += table.bound[row * BINDERS.length + index]!));
  const cache = labelOf(table, 'cache', row);
  if (cache === 'cold' || cache === 'partial' || cache === 'warm') sums.cache[cache] += 1;
  const image = imageName(labelOf(table, 'image', row));
  if (image !== '') sums.images.set(image, (sums.images.get(image) ?? 0) + 1);
}

/** The name of `name@digest`. */
export function imageName(image: string): string {
  const at = image.indexOf('@');
  return at < 0 ? image : image.slice(0, at);
}

function mostFrequent(counts: ReadonlyMap<string, number>): string {
  let best = '';
  for (const [name, count] of counts) if (count > (counts.get(best) ?? 0)) best = name;
  return best;
}

function record<Key extends string>(keys: readonly Key[], value: (key: Key) => number): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, number>;
}

/** The phases or binders of a profile by their share of it, largest first, without those that are zero. */
export function ranked<Key extends Phase | Binder>(
  seconds: Readonly<Record<Key, number>>,
): { readonly key: Key; readonly seconds: number; readonly share: number }[] {
  const entries = Object.entries<number>(seconds) as [Key, number][];
  const total = entries.reduce((sum, [, value]) => sum + value, 0);
  return entries
    .filter(([, value]) => value > 0)
    .map(([key, value]) => ({ key, seconds: value, share: value / total }))
    .sort((a, b) => b.seconds - a.seconds);
}

/** The profile of the p95. */
export function p95Of(variant: VariantSummary): Profile | undefined {
  return variant.profiles.find(({ quantile }) => quantile === 0.95);
}
