/**
 * L1, L2, L4, L5, L7: images of the SOCI workshop in ECR Public, pulled and run twice on GitHub's runners by containerd's
 * client with soci-snapshotter: whole, as long as the digests of indexes in the benchmark were malformed (37 runs of 2023),
 * and lazily from e616fa75 on (36 runs to the end of 2023). Each run tells the 90th percentile of five starts; measured is
 * the median of the runs, and where the tenth and the ninetieth lie. awslabs/soci-snapshotter, gh-pages.
 */
import { imageDefaults } from '../../../src/catalog/costs.js';
import type { LayerSpec, ReadsSpec, RuntimeSpec } from '../../../src/model/spec.js';
import { firstStarts, pulled, readsOf, run, sociIndex, type FirstStart, type Part } from './first-start.js';
import { runner, RUNNER_GUESSES, runnerModel } from './github-runner.js';
import type { MeasuredRow } from './measured-row.js';
import { byRank, layersOf, median, preset } from './one-pull.js';

const SOURCE =
  'github.com/awslabs/soci-snapshotter, gh-pages, dev/benchmarks/performanceTest/*/data.js, 2023-08 to 2023-12';
const CI_RUNS = 7;
const STARTS = 5;

/** redis:7.2.14 and 7.0.8 (43 and 42 MB), node:19.5.0 (371 MB), github.com/docker-library/repo-info 71e2490 and 72e4be7. */
const REDIS = [28_232_643, 1103, 873, 14_948_761, 97, 32, 600];
const OLDER_REDIS = [31_396_972, 1732, 1_410_528, 9_577_031, 133, 575];
const NODE = [55_025_206, 5_163_370, 10_876_737, 54_583_611, 196_877_237, 4201, 46_039_115, 2_278_506, 453];
/** Ubuntu, its packages, TensorFlow. */
const ONE_LARGE = [28_600_000, 60_000_000, 510_000_000, 1_400_000];
const TENSORFLOW_BYTES = 2.07e9;

/** 10th, 50th and 90th percentile of the runs. */
type Spread = readonly [number, number, number];

interface Case {
  readonly id: string;
  readonly image: string;
  readonly layers: readonly LayerSpec[];
  readonly reads: ReadsSpec;
  /** From the start of a container until it is ready, where its files are there. */
  readonly warmSeconds: number;
  readonly measured: Readonly<Record<Quantity, Spread>>;
  readonly guesses: readonly string[];
  readonly runGuesses?: readonly string[];
}

const QUANTITIES = ['whole pull', 'lazy pull', 'lazy run'] as const;
type Quantity = (typeof QUANTITIES)[number];

function usual(sizes: readonly number[]): readonly LayerSpec[] {
  return layersOf(sizes, imageDefaults.uncompressedRatio, imageDefaults.filesPerMegabyte);
}

function tensorflow(sizes: readonly number[]): readonly LayerSpec[] {
  return layersOf(sizes, TENSORFLOW_BYTES / 600e6, imageDefaults.filesPerMegabyteMachineLearning);
}

const cases: readonly Case[] = [
  {
    id: 'L1',
    image: 'busybox (2 MB)',
    layers: usual([2_200_000]),
    reads: readsOf('command-line'),
    warmSeconds: 0.01,
    measured: {
      'whole pull': [0.57, 0.84, 1.46],
      'lazy pull': [0.65, 0.87, 1.48],
      'lazy run': [0.04, 0.06, 0.09],
    },
    guesses: ['one layer, below the minimum of an index'],
  },
  {
    id: 'L2',
    image: 'redis (50 MB)',
    layers: usual(REDIS),
    reads: readsOf('database'),
    warmSeconds: 0.02,
    measured: {
      'whole pull': [2.27, 3.44, 4.85],
      'lazy pull': [0.77, 1.05, 1.76],
      'lazy run': [1.21, 2.35, 4.35],
    },
    guesses: ['layers of redis 7.2.14 (43 MB), of the same series as of that year'],
  },
  {
    id: 'L4',
    image: 'ffmpeg (600 MB)',
    layers: usual(byRank(600e6, 5).toReversed()),
    reads: readsOf('command-line'),
    warmSeconds: 0.01,
    measured: {
      'whole pull': [16, 27.34, 44.24],
      'lazy pull': [1.13, 1.65, 2.27],
      'lazy run': [0.26, 0.34, 0.92],
    },
    guesses: [
      '600 MB is what is compressed, as its whole pull takes the longest; five layers as 1 ÷ rank, the largest on top',
    ],
  },
  {
    id: 'L5',
    image: 'tensorflow (600 MB)',
    layers: tensorflow(byRank(600e6, 5).toReversed()),
    reads: readsOf('machine-learning'),
    warmSeconds: 2.28,
    measured: {
      'whole pull': [17.44, 22.1, 40.06],
      'lazy pull': [1.31, 1.95, 3.02],
      'lazy run': [15.77, 27.62, 42.55],
    },
    guesses: [
      '600 MB compressed in five layers as 1 ÷ rank, the largest on top (with 85 % in one layer, which was the first guess, a whole pull is the slower way); 2.07 GB unpacked (tensorflow pull request 59682); 5 files per MB',
    ],
  },
  {
    id: 'L7',
    image: 'node (1 GB)',
    layers: usual(NODE),
    reads: readsOf('node', { share: 0.056 }),
    warmSeconds: 0.45,
    measured: {
      'whole pull': [9.45, 18.45, 54.91],
      'lazy pull': [1.28, 1.68, 2.65],
      'lazy run': [2.6, 4.38, 7.85],
    },
    guesses: ['1 GB is what it is unpacked: layers of node 19.5.0 (371 MB)'],
    runGuesses: ['the bare runtime reads 5.6 %, as the note of the profile node has it'],
  },
];

/** containerd's client sets no limit of downloads. */
const soci: RuntimeSpec = { ...preset('soci'), downloadSlotsPerPull: Infinity };

function startOf({ layers, reads, warmSeconds }: Case, isLazy: boolean): FirstStart {
  return {
    layers,
    machine: runner,
    runtime: soci,
    registryType: 'ecr-public',
    model: runnerModel,
    index: isLazy ? sociIndex() : null,
    reads,
    readySeconds: warmSeconds,
  };
}

/** The middle of several runs, of each the 90th percentile of five starts: between the largest and the next. */
function seconds(start: FirstStart, part: Part): number {
  const all = firstStarts(start, CI_RUNS * STARTS).map(part);
  const runs = Array.from({ length: CI_RUNS }, (_, index) => {
    const five = all.slice(index * STARTS, (index + 1) * STARTS).toSorted((a, b) => b - a);
    return (five[0]! + five[1]!) / 2;
  });
  return median(runs);
}

interface Starts {
  readonly whole: FirstStart;
  readonly lazy: FirstStart;
}

function startsOf(one: Case): Starts {
  return { whole: startOf(one, false), lazy: startOf(one, true) };
}

function predict({ whole, lazy }: Starts, quantity: Quantity): number {
  return seconds(quantity === 'whole pull' ? whole : lazy, quantity === 'lazy run' ? run : pulled);
}

/** The share that a profile reads, or a cost of mounts, was taken from these. */
const INPUTS = ['L1 lazy pull', 'L7 lazy pull', 'L4 lazy run', 'L5 lazy run', 'L7 lazy run'];

const MANY_SMALL =
  'small layers, which have no index, are pulled whole one after another: 0.13 s each in the model, of which 0.1 s are two answers of ECR Public. All that redis has more than busybox costs 0.2 s in this benchmark, each year from 2023 to 2026, so its answers must take a few hundredths of a second, and something at the begin of each pull (a token is none of the model’s requests) what busybox takes beside them.';

const GAPS: Readonly<Record<string, string>> = {
  'L2 lazy pull': MANY_SMALL,
  'L7 lazy pull': MANY_SMALL,
  'L1 lazy run':
    'nothing is loaded lazily, and still a first run takes 0.05 s longer than a second one: what the page cache does not have yet, which the model leaves out where an image was pulled whole.',
  'L4 lazy run':
    'the share of the profile is from this row, as so many spans at the pace of node (L7): 3.4 of 0.1 s. Two runs that begin within spans come to four in this image, and each takes 0.13 s.',
};

const OTHER_LAYERS: Readonly<
  Record<string, { readonly guess: string; readonly layers: readonly LayerSpec[] }>
> = {
  'L2 lazy pull': {
    guess: 'layers of redis 7.0.8, of which one is just below the minimum of an index',
    layers: usual(OLDER_REDIS),
  },
  'L5 whole pull': {
    guess: '85 % of the bytes in one layer',
    layers: tensorflow(ONE_LARGE),
  },
};

function row(one: Case, starts: Starts, quantity: Quantity): MeasuredRow {
  const id = `${one.id} ${quantity}`;
  const [low, measured, high] = one.measured[quantity];
  const gap = GAPS[id];
  const other = OTHER_LAYERS[id];
  return {
    id,
    what: `${one.image} on a GitHub runner, soci-snapshotter: ${quantity} (${low} to ${high} s)`,
    unit: 's',
    measured,
    source: SOURCE,
    predict: () => predict(starts, quantity),
    guesses: [...one.guesses, ...(quantity === 'lazy run' ? (one.runGuesses ?? []) : []), ...RUNNER_GUESSES],
    isRough: true,
    ...(INPUTS.includes(id) ? { isInput: true as const } : {}),
    ...(gap === undefined ? {} : { gap }),
    ...(other === undefined
      ? {}
      : {
          otherwise: [
            {
              guess: other.guess,
              predict: () => predict(startsOf({ ...one, layers: other.layers }), quantity),
            },
          ],
        }),
  };
}

export const sociBenchmarkRows: readonly MeasuredRow[] = cases.flatMap((one) => {
  const starts = startsOf(one);
  return QUANTITIES.map((quantity) => row(one, starts, quantity));
});
