/**
 * Starts by what the host held of their image: nothing (the first fill of a fresh host), a part of it, or
 * all. Told apart, because a pull policy moves the warm ones and only a smaller image or a baked one moves
 * the cold ones; together they hide each other. Starts of which it is not known are in none.
 */
import type { StartTable } from '../model/record.js';
import { quantileSorted } from '../stats/quantiles.js';
import { metric } from './estimate.js';
import { labelIs, spanSeconds } from './measure.js';
import { CACHE_STATES, type CacheSplit } from './summary.js';

export class CacheSums {
  readonly #perRun = CACHE_STATES.map(() => ({ starts: 0, p50: [] as number[], p95: [] as number[] }));

  /** Adds the measured rows of a run. */
  add(table: StartTable, rows: Uint32Array): void {
    CACHE_STATES.forEach((state, index) => {
      const isState = labelIs(table, 'cache', state);
      const seconds = spanSeconds(
        table,
        rows.filter((row) => isState(row)),
        'start',
      );
      const sums = this.#perRun[index]!;
      sums.starts += seconds.length;
      sums.p50.push(seconds.length === 0 ? Number.NaN : quantileSorted(seconds, 0.5));
      sums.p95.push(seconds.length === 0 ? Number.NaN : quantileSorted(seconds, 0.95));
    });
  }

  /** The split over all runs; states that no start was in are left out. */
  split(): readonly CacheSplit[] {
    const split = CACHE_STATES.map((state, index) => {
      const { starts, p50, p95 } = this.#perRun[index]!;
      return { state, starts, p50: metric('seconds', p50), p95: metric('seconds', p95) };
    });
    return split.filter(({ starts }) => starts > 0);
  }
}
