/**
 * L22, L23, L25: gcc, glassfish and rethinkdb pulled from ghcr.io and run on GitHub's runners, by overlayfs, eStargz and
 * eStargz whose start-up files lie before a landmark: pulled, also created, also run. containerd/stargz-snapshotter,
 * chart of its README (ecdb227) and script/benchmark/hello-bench. Told is the 95th percentile of five samples.
 */
import { imageDefaults } from '../../../src/catalog/costs.js';
import type { LayerSpec, LazyIndexSpec, ReadsSpec, RuntimeSpec } from '../../../src/model/spec.js';
import { quantiles } from '../../../src/stats/quantiles.js';
import {
  created,
  estargzIndex,
  firstStarts,
  pulled,
  readsOf,
  whole,
  type FirstStart,
  type Part,
} from './first-start.js';
import { runner, RUNNER_GUESSES, runnerModel } from './github-runner.js';
import type { MeasuredRow } from './measured-row.js';
import { decodedBy, layersOf, median, preset } from './one-pull.js';

const SOURCE =
  'github.com/containerd/stargz-snapshotter, docs/images/benchmarking-result-ecdb227.png and script/benchmark, read off to 0.4 s';
const SERIES = 5;
const SAMPLES = 5;

/** gcc:9.5.0 (411 MB), github.com/docker-library/repo-info 72e4be7. */
const GCC = [50_448_910, 7_859_410, 10_001_385, 51_869_329, 191_942_350, 16_136, 99_086_152, 11_566, 1924];
/** openjdk:8-jdk of 2018 (295 MB), and GlassFish 4.1, which is a zip of 104 MB. */
const GLASSFISH = [
  45_121_631, 11_107_352, 4_335_420, 50_022_829, 892_049, 246, 130, 182_901_918, 272_178, 104_000_000,
];
/** Debian 8 as in python:3.6 of 2018, and as much as makes 70 MB. */
const RETHINKDB = [52_599_697, 3000, 17_400_000, 200];

type Mode = 'overlayfs' | 'eStargz' | 'eStargz, optimised';

interface Case {
  readonly id: string;
  readonly image: string;
  readonly sizes: readonly number[];
  readonly reads: ReadsSpec;
  /** Pulled, also created, also run. */
  readonly measured: Readonly<Record<Mode, readonly [number, number, number]>>;
  readonly guesses: readonly string[];
}

const cases: readonly Case[] = [
  {
    id: 'L22',
    image: 'gcc 9.2.0',
    sizes: GCC,
    reads: readsOf('command-line'),
    measured: {
      overlayfs: [35.7, 43.5, 43.8],
      eStargz: [2.9, 3.2, 7.7],
      'eStargz, optimised': [3.1, 5, 5.4],
    },
    guesses: ['layers of gcc 9.5.0, the nearest release that is listed'],
  },
  {
    id: 'L23',
    image: 'glassfish 4.1-jdk8',
    sizes: GLASSFISH,
    reads: readsOf('java'),
    measured: {
      overlayfs: [26.7, 34.6, 37.9],
      eStargz: [2.5, 2.7, 27.5],
      'eStargz, optimised': [2.9, 10.8, 14.6],
    },
    guesses: ['layers of openjdk:8-jdk of 2018 and 104 MB of GlassFish: the image is listed nowhere'],
  },
  {
    id: 'L25',
    image: 'rethinkdb 2.3.6',
    sizes: RETHINKDB,
    reads: readsOf('database'),
    measured: {
      overlayfs: [7.1, 10.1, 10.5],
      eStargz: [1.8, 2, 6.4],
      'eStargz, optimised': [1.9, 4.3, 4.7],
    },
    guesses: ['70 MB: Debian 8 and two layers of its own; the release is listed nowhere'],
  },
];

/** `ctr image pull` sets no limit of downloads, and unpacks when all is there (containerd cmd/ctr/commands/images/pull.go). */
const eager: RuntimeSpec = {
  ...decodedBy('containerd-1.7', 'go'),
  downloadSlotsPerPull: Infinity,
  fetchesAllFirst: true,
};
const stargz: RuntimeSpec = { ...preset('stargz'), downloadSlotsPerPull: Infinity };

const modes: Readonly<Record<Mode, { readonly index: LazyIndexSpec | null; readonly runtime: RuntimeSpec }>> =
  {
    overlayfs: { index: null, runtime: eager },
    eStargz: { index: estargzIndex(false), runtime: stargz },
    'eStargz, optimised': { index: estargzIndex(true), runtime: stargz },
  };

function layers({ sizes }: Case): readonly LayerSpec[] {
  return layersOf(sizes, imageDefaults.uncompressedRatio, imageDefaults.filesPerMegabyte);
}

function startOf(one: Case, mode: Mode): FirstStart {
  const [, create, all] = one.measured.overlayfs;
  return {
    ...modes[mode],
    layers: layers(one),
    machine: runner,
    registryType: 'generic',
    model: runnerModel,
    reads: one.reads,
    readySeconds: all - create,
  };
}

/** The middle of several series, of each the 95th percentile of five. */
function seconds(start: FirstStart, part: Part): number {
  const all = firstStarts(start, SERIES * SAMPLES).map(part);
  const series = Array.from({ length: SERIES }, (_, index) =>
    quantiles(all.slice(index * SAMPLES, (index + 1) * SAMPLES), [0.95]),
  );
  return median(series.flat());
}

const CHART_GUESSES = [
  'ctr 1.7 for the 1.4 of its day, which unpacks when all is fetched, without pigz: the benchmark runs in a container of its own',
  'reads as the profiles command-line, java and database; an application takes by itself what it takes with overlayfs',
];

const PARTS = [
  ['pull', pulled],
  ['created', created],
  ['run', whole],
] as const;

/** What a file that is read is larger than the mean, and what two profiles read, was taken from these. */
const isInput = (mode: Mode, part: string): boolean => mode === 'eStargz' && part === 'run';

const GAPS: Readonly<Record<string, string>> = {
  'L23 eStargz, optimised, created':
    'what is fetched ahead comes at 12 MB/s in all three images of this chart, and so do their whole pulls; the model’s streams from ghcr.io have 100 MB/s, as they had four years later (P), and a core that decompresses 83 MB/s.',
};

function row(one: Case, mode: Mode, start: FirstStart, index: number): MeasuredRow {
  const [name, part] = PARTS[index]!;
  const id = `${one.id} ${mode}, ${name}`;
  const gap = GAPS[id];
  return {
    id,
    what: `${one.image} on a GitHub runner, ${mode}: ${name}`,
    unit: 's',
    measured: one.measured[mode][index]!,
    source: SOURCE,
    predict: () => seconds(start, part),
    guesses: [...one.guesses, ...CHART_GUESSES, ...RUNNER_GUESSES],
    isRough: true,
    ...(isInput(mode, name) ? { isInput: true as const } : {}),
    ...(gap === undefined ? {} : { gap }),
    ...(mode === 'overlayfs' && name === 'created'
      ? {
          otherwise: [
            {
              guess:
                'the disk takes all that is unwritten before a container is created (model.createFlushShare: 1)',
              predict: () => seconds({ ...start, model: { ...start.model, createFlushShare: 1 } }, part),
            },
          ],
        }
      : {}),
  };
}

const MODES = ['overlayfs', 'eStargz', 'eStargz, optimised'] as const;

export const stargzChartRows: readonly MeasuredRow[] = cases.flatMap((one) =>
  MODES.flatMap((mode) => {
    const start = startOf(one, mode);
    return PARTS.map((_, index) => row(one, mode, start, index));
  }),
);
