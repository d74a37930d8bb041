/** Answers of sweeps from formulas, for tests of what becomes of them. */
import { findCrossovers } from '../../../src/experiment/find-crossover.js';
import { type GridAxis, type Replicates, sweepGrid } from '../../../src/experiment/sweep-grid.js';
import type { CrossoverAnswer, GridAnswer, SweepAbout } from '../../../src/report/sweep/sweep-answer.js';
import { rangeValue } from '../../../src/report/sweep/sweep-answer.js';
import { sweepMetric } from '../../../src/report/sweep/sweep-metric.js';
import { parseQuantityRange, readAmount } from '../../../src/units/quantity-range.js';

export const ABOUT: SweepAbout = {
  name: 'eager-or-lazy',
  question: 'From which size on does lazy loading win?',
  seed: '1',
  runs: 3,
  interrupted: false,
  metric: sweepMetric('start p50'),
  variants: ['eager', 'lazy'],
};

/** Three runs around a mean. */
export const around = (mean: number, spread = 0.1): Replicates => [mean - spread, mean, mean + spread];

const valueOf = (text = '0'): number => readAmount(text)?.value ?? 0;

/** Eager takes a second for each 100 MiB, lazy 4 s and a second for each 10 % that is read. */
function seconds([size, share]: readonly string[]): readonly Replicates[] {
  return [around(valueOf(size) / (100 * 2 ** 20)), around(4 + 10 * valueOf(share))];
}

export const SIZES: GridAxis = { path: 'images.api.size', values: ['100 MiB', '400 MiB', '1 GiB', '2 GiB'] };
export const SHARES: GridAxis = {
  path: 'taskDefinitions.api.containers[app].reads.share',
  values: ['0 %', '40 %'],
};

export async function gridAnswer(axes: readonly GridAxis[], about: SweepAbout = ABOUT): Promise<GridAnswer> {
  const isAlone = about.variants.length === 1;
  const grid = await sweepGrid(
    axes,
    (points) => Promise.resolve(points.map((values) => seconds(values).slice(0, isAlone ? 1 : 2))),
    about.metric.better,
  );
  return { kind: 'grid', ...about, grid };
}

export interface Searched {
  readonly axes?: readonly GridAxis[];
  readonly range?: string;
  /** Rounds of points that are played before an interruption. */
  readonly rounds?: number;
  readonly noise?: number;
}

export async function crossoverAnswer({
  axes = [],
  range: text = '100 MiB..2 GiB',
  rounds = 99,
  noise = 0,
}: Searched = {}): Promise<CrossoverAnswer> {
  const range = parseQuantityRange(text);
  const places = (axes[0]?.values ?? ['']).map((value) => (value === '' ? [] : [value]));
  const search = {
    low: range.low.value,
    high: range.high.value,
    geometric: range.geometric,
    round: (value: number) => range.nearest(value).value,
  };
  let round = 0;
  const found = await findCrossovers(
    places.map(() => search),
    (asked) => {
      round += 1;
      return Promise.resolve(
        asked.map(({ search: place, value }) => {
          const [eager, lazy] = seconds([rangeValue(range, 3, value).text, ...places[place]!]);
          const noisy = lazy!.map((one, run) => one + (run - 1) * noise);
          return round > rounds ? null : ([eager!, noisy] as const);
        }),
      );
    },
  );
  return {
    kind: 'crossover',
    ...ABOUT,
    path: 'images.api.size',
    range,
    digits: 3,
    axes,
    searches: places.map((values, index) => ({ values, found: found[index]! })),
  };
}
