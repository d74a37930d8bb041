/**
 * Starts by how the image of their last container came to be mounted, and why it, or another, was pulled whole. A host
 * that loads lazily falls back without a word, so the split is what tells that it did. Starts that mounted nothing
 * before they failed are in none.
 */
import type { StartTable } from '../model/record.js';
import type { LazyFallback } from '../model/spec.js';
import { quantileSorted } from '../stats/quantiles.js';
import { metric } from './estimate.js';
import { labelOf, spanSeconds } from './measure.js';
import type { MountSplit } from './summary.js';

interface Sums {
  readonly snapshotter: string;
  readonly fallback: LazyFallback | '';
  starts: number;
  readonly startsByImage: Map<string, number>;
  bytes: number;
  lazyBytes: number;
  readonly p50: number[];
  readonly firstRequest: number[];
}

export class MountSums {
  readonly #ways = new Map<string, Sums>();
  #runs = 0;

  /** Adds the measured rows of a run. */
  add(table: StartTable, rows: Uint32Array): void {
    const byWay = new Map<Sums, number[]>();
    for (const row of rows) {
      const way = this.#wayOf(table, row);
      if (way === null) continue;
      const own = byWay.get(way);
      if (own) own.push(row);
      else byWay.set(way, [row]);
    }
    for (const [way, own] of byWay) {
      const { bytes, lazyBytes } = table.number;
      way.starts += own.length;
      for (const row of own) {
        way.bytes += bytes[row]!;
        way.lazyBytes += lazyBytes[row]!;
        const image = labelOf(table, 'image', row).split('@')[0]!;
        way.startsByImage.set(image, (way.startsByImage.get(image) ?? 0) + 1);
      }
      way.p50[this.#runs] = medianOf(spanSeconds(table, Uint32Array.from(own), 'start'));
      way.firstRequest[this.#runs] = medianOf(spanSeconds(table, Uint32Array.from(own), 'firstRequest'));
    }
    this.#runs += 1;
  }

  /** The split over all runs, ways with the most starts first. */
  split(): readonly MountSplit[] {
    const perRun = (values: readonly number[]): number[] =>
      Array.from({ length: this.#runs }, (_, run) => values[run] ?? Number.NaN);
    return [...this.#ways.values()]
      .sort((a, b) => b.starts - a.starts || (keyOf(a) < keyOf(b) ? -1 : 1))
      .map(({ snapshotter, fallback, starts, startsByImage, bytes, lazyBytes, p50, firstRequest }) => ({
        snapshotter,
        fallback,
        starts,
        startsByImage,
        bytes: bytes / starts,
        lazyBytes: lazyBytes / starts,
        p50: metric('seconds', perRun(p50)),
        firstRequest: metric('seconds', perRun(firstRequest)),
      }));
  }

  #wayOf(table: StartTable, row: number): Sums | null {
    const snapshotter = labelOf(table, 'snapshotter', row);
    const fallback = labelOf(table, 'fallback', row) as LazyFallback | '';
    if (snapshotter === '') return null;
    const key = keyOf({ snapshotter, fallback });
    const known = this.#ways.get(key);
    if (known) return known;
    const sums = { starts: 0, startsByImage: new Map<string, number>(), bytes: 0, lazyBytes: 0 };
    const way: Sums = { snapshotter, fallback, ...sums, p50: [], firstRequest: [] };
    this.#ways.set(key, way);
    return way;
  }
}

function keyOf({ snapshotter, fallback }: Pick<Sums, 'snapshotter' | 'fallback'>): string {
  return `${fallback}\n${snapshotter}`;
}

function medianOf(ascending: Float64Array): number {
  return ascending.length === 0 ? Number.NaN : quantileSorted(ascending, 0.5);
}
