/**
 * L9: an image of PyTorch, transformers and the weights of Qwen2-0.5B from ECR in its Region on m5.large, by nerdctl with
 * overlayfs and with stargz, not optimised; one run of each. Future tech blog 20250626a. L14, L16: images of PHP and of
 * Python by overlayfs, and by TurboOCI, which has an index apart from ordinary layers as SOCI has; machine and registry are
 * not told. containerd/accelerated-container-image, docs/TURBO_OCI.md.
 */
import { imageDefaults } from '../../../src/catalog/costs.js';
import { findMachine } from '../../../src/catalog/machines.js';
import type { LayerSpec, RuntimeSpec } from '../../../src/model/spec.js';
import {
  estargzIndex,
  firstStarts,
  pulled,
  readsOf,
  whole,
  sociIndex,
  type FirstStart,
  type Part,
} from './first-start.js';
import type { MeasuredRow } from './measured-row.js';
import { byRank, layersOf, median, preset } from './one-pull.js';

const LLM_SOURCE = 'future-architect.github.io/articles/20250626a, 2025-06-26';
const TURBO_SOURCE = 'github.com/containerd/accelerated-container-image, docs/TURBO_OCI.md (1077e50)';
const STARTS = 5;

/** nerdctl and ctr set no limit of downloads. */
const eager: RuntimeSpec = { ...preset('containerd-1.7'), downloadSlotsPerPull: Infinity };
const stargz: RuntimeSpec = { ...preset('stargz'), downloadSlotsPerPull: Infinity };
const soci: RuntimeSpec = { ...preset('soci'), downloadSlotsPerPull: Infinity };

// ── L9 ──────────────────────────────────────────────────────────────────────────────────────────

/** python:slim of 43 MB; 494 million parameters of two bytes, which gzip makes a fifth smaller. */
const SLIM = { compressed: 43e6, uncompressed: 43e6 * imageDefaults.uncompressedRatio };
const WEIGHTS = { compressed: 0.79e9, uncompressed: 0.988e9 };
const LLM = { compressed: 4.755e9, uncompressed: 7.929e9 };
const ALONE = 9.6;

function llmLayers(): readonly LayerSpec[] {
  const pip = {
    compressed: LLM.compressed - SLIM.compressed - WEIGHTS.compressed,
    uncompressed: LLM.uncompressed - SLIM.uncompressed - WEIGHTS.uncompressed,
  };
  const { filesPerMegabyte, filesPerMegabyteMachineLearning } = imageDefaults;
  return [
    ...layersOf([SLIM.compressed], imageDefaults.uncompressedRatio, filesPerMegabyte),
    ...layersOf([pip.compressed], pip.uncompressed / pip.compressed, filesPerMegabyteMachineLearning),
    ...layersOf([WEIGHTS.compressed], WEIGHTS.uncompressed / WEIGHTS.compressed, 0.01),
  ].map((layer, index) => ({ ...layer, digest: `layer ${index}` }));
}

const libraries = readsOf('machine-learning');
const llmShare =
  (libraries.share * (LLM.uncompressed - WEIGHTS.uncompressed) + WEIGHTS.uncompressed) / LLM.uncompressed;

function llm(runtime: RuntimeSpec, index: FirstStart['index']): FirstStart {
  return {
    layers: llmLayers(),
    machine: findMachine('m5.large')!,
    runtime,
    registryType: 'ecr',
    region: 'ap-northeast-1',
    index,
    reads: { ...libraries, share: llmShare },
    readySeconds: ALONE,
  };
}

function seconds(start: FirstStart, part: Part, starts = STARTS): number {
  return median(firstStarts(start, starts).map(part));
}

const llmGuesses = [
  'three layers: Python of 43 MB, its packages, the weights (0.99 GB, a fifth smaller compressed)',
  'gp3 as it comes',
  'containerd 1.7 as its preset has it, with unpigz',
];
const READ_GUESS = 'all of the weights are read, and of the rest what the profile machine-learning reads';

const started: Part = (row) => row.readyAt - row.pullStoppedAt;

const llmWhole = llm(eager, null);
const llmLazy = llm(stargz, estargzIndex(false));
const llmAllRead: FirstStart = { ...llmLazy, reads: { ...libraries, share: 1 } };

const llmRows: readonly MeasuredRow[] = (
  [
    ['overlayfs, pull', 101.8, llmWhole, pulled],
    ['overlayfs, total', 111.4, llmWhole, whole],
    ['eStargz, pull', 1.4, llmLazy, pulled],
    ['eStargz, run', 195.1, llmLazy, started],
    ['eStargz, total', 196.5, llmLazy, whole],
  ] as const
).map(([name, measured, start, part]) => ({
  id: `L9 ${name}`,
  what: `4.76 GB with PyTorch and weights, m5.large, ${name}`,
  unit: 's',
  measured,
  source: LLM_SOURCE,
  predict: () => seconds(start, part),
  guesses: start === llmWhole || part === pulled ? llmGuesses : [...llmGuesses, READ_GUESS],
  // How much is read is half of the answer, and nobody tells.
  ...(start === llmWhole || part === pulled
    ? {}
    : {
        isRough: true as const,
        otherwise: [
          {
            guess: 'all of the image is read',
            predict: () => seconds(llmAllRead, part),
          },
        ],
      }),
}));

// ── L14, L16 ────────────────────────────────────────────────────────────────────────────────────

/** overlaybd gzindex, gzfile_index.h: checkpoints lie 1 MiB apart. All layers have them. */
const CHECKPOINTS = { spanBytes: 2 ** 20, minLayerBytes: 0 };

interface Turbo {
  readonly id: string;
  readonly image: string;
  readonly compressed: number;
  readonly uncompressed: number;
  readonly profile: string;
  readonly files: number;
  /** OCI, TurboOCI. */
  readonly measured: readonly [number, number];
  readonly gap?: string;
}

const turbos: readonly Turbo[] = [
  {
    id: 'L14',
    image: 'php-laravel-nginx',
    compressed: 193.3e6,
    uncompressed: 567e6,
    profile: 'web-server',
    files: imageDefaults.filesPerMegabyte,
    measured: [9.47, 4.15],
  },
  {
    id: 'L16',
    image: 'python-large-import',
    compressed: 728.1e6,
    uncompressed: 2.51e9,
    profile: 'python',
    files: imageDefaults.filesPerMegabyte,
    measured: [31.2, 9.09],
    gap: 'the share of the profile, 8 %, is an estimate for images of some hundred MB, of 2.5 GB it is 200 MB, in runs of 1 MiB one after another. An application with few imports in the same image answers after 4.6 s, which 1 % would come to.',
  },
];

function turbo(one: Turbo, isLazy: boolean): FirstStart {
  const { compressed, uncompressed, profile, files } = one;
  return {
    layers: layersOf(byRank(compressed, 8).toReversed(), uncompressed / compressed, files),
    machine: findMachine('m5.large')!,
    runtime: isLazy ? soci : eager,
    registryType: 'ecr',
    index: isLazy ? { ...sociIndex(), ...CHECKPOINTS } : null,
    reads: readsOf(profile),
    readySeconds: 0,
  };
}

const turboRows: readonly MeasuredRow[] = turbos.flatMap((one) =>
  ([false, true] as const).map((isLazy) => ({
    id: `${one.id} ${isLazy ? 'TurboOCI' : 'OCI'}`,
    what: `${one.image}, ${isLazy ? 'TurboOCI, played as SOCI' : 'overlayfs'}, until the service answers`,
    unit: 's' as const,
    measured: one.measured[isLazy ? 1 : 0],
    source: TURBO_SOURCE,
    predict: () => seconds(turbo(one, isLazy), whole),
    guesses: [
      'm5.large with gp3 and ECR in its Region: neither machine nor registry is told',
      'eight layers as 1 ÷ rank, the largest on top; the service answers as soon as it has read its files',
      ...(isLazy ? [`reads as the profile ${one.profile}`] : []),
    ],
    isRough: true as const,
    ...(isLazy && one.gap !== undefined ? { gap: one.gap } : {}),
  })),
);

export const lazyImageRows: readonly MeasuredRow[] = [...llmRows, ...turboRows];
