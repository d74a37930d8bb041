/**
 * What users report of starts on Fargate, mostly round figures of whole starts. F7, F10, F11, F14 do not tell the size of
 * the task, and one more report compares sizes but does not tell the image. Z7: gzip and zstd with 4 vCPU.
 */
import { findAccessProfile } from '../../../src/catalog/access-profiles.js';
import { imageDefaults, lazyIndexDefaults } from '../../../src/catalog/costs.js';
import type { GzipDecoder } from '../../../src/catalog/runtimes.js';
import type { Compression } from '../../../src/model/spec.js';
import { lazyIndex } from '../tiny-lazy.js';
import type { Row } from '../tiny-world.js';
import { LAYERS, LAYERS_GUESS, ordinaryLayers as layers, startRows } from './fargate-rows.js';
import {
  launch,
  medianStart,
  pull,
  SIZE_GUESS,
  start,
  type FargateImage,
  type FargateStart,
} from './fargate-task.js';
import type { MeasuredRow, Otherwise } from './measured-row.js';
import { byRank } from './one-pull.js';

/** What the presets of Fargate leave open: they have unpigz, a process beside the thread that hashes and writes. */
const BY_GO = 'decompression by Go, in the thread that hashes and writes';
const sizes = { 'a quarter': [256, 512], half: [512, 1024], four: [4096, 8192] } as const;

/** A task of 4 vCPU: what is packed in half as many bytes. */
function halved(compressedBytes: number, compression: Compression): FargateStart {
  const ratio = (2.4e9 * imageDefaults.uncompressedRatio) / compressedBytes;
  return {
    day: '2022-11-25',
    region: 'us-east-1',
    size: sizes.four,
    images: [{ layers: layers(byRank(compressedBytes, LAYERS), ratio, compression) }],
  };
}

const halvedRows: readonly MeasuredRow[] = (
  [
    ['gzip', 2.4e9, 90],
    ['zstd', 1.16e9, 60],
  ] as const
).map(([compression, bytes, measured]) => ({
  id: `Z7 ${compression}`,
  what: `${bytes / 1e9} GB of ${compression} on Fargate, 4 vCPU, “startup time” of about ${measured} s`,
  unit: 's',
  measured,
  source: 'github.com/aws/containers-roadmap/issues/696, 2022-11-25',
  predict: () => medianStart(halved(bytes, compression), launch),
  guesses: [
    LAYERS_GUESS,
    'the same content in both, unpacked as large as for other images; from the call until it runs. Half the bytes are more than others gain by zstd (2 to 28 %), so the two sizes may not be of one kind',
  ],
  otherwise: [
    { guess: BY_GO, predict: () => medianStart({ ...halved(bytes, compression), decoder: 'go' }, launch) },
  ],
  isRough: true,
}));

// ── sizes not told ────────────────────────────────────────────────────────────────────────────

/** The same start with other sizes of the task. */
function inOtherSizes(play: FargateStart, part: (row: Row) => number): readonly Otherwise[] {
  return Object.entries(sizes).map(([name, size]) => ({
    guess: name === 'four' ? '4 vCPU' : `${name} of a vCPU`,
    predict: () => medianStart({ ...play, size }, part),
  }));
}

const unsized = { guesses: [SIZE_GUESS, LAYERS_GUESS], isRough: true } as const;
const php: FargateStart = {
  day: '2024-04-10',
  region: 'us-east-1',
  count: 10,
  images: [{ layers: layers(byRank(413e6, LAYERS)) }],
};
const gigabyte: FargateImage = { layers: layers(byRank(1e9, LAYERS)) };
const blog: FargateStart = { day: '2024-04-14', region: 'us-east-1', images: [gigabyte] };
const { minLayerBytes, spanBytes } = lazyIndexDefaults;
/** The only version in 2024. */
const index = lazyIndex({ version: 'v1', minLayerBytes, spanBytes });
const blogLazy: FargateStart = {
  ...blog,
  images: [{ ...gigabyte, index, reads: findAccessProfile('typical')!.reads }],
};
const before14: FargateStart = {
  day: '2020-02-21',
  region: 'us-east-1',
  platformVersion: '1.3.0',
  images: [{ layers: layers(byRank(900e6, LAYERS)) }],
};
const oneOff: FargateStart = {
  day: '2022-01-05',
  region: 'us-east-1',
  images: [{ layers: layers(byRank(250e6, LAYERS)) }],
};

const unsizedRows: readonly MeasuredRow[] = [
  ...startRows(
    php,
    {
      ...unsized,
      source: 'elasticscale.com/reduce-aws-fargate-pull-times-with-soci, 2024-04-10',
      guesses: [
        ...unsized.guesses,
        'nothing on the way that binds: the author saw no gain from endpoints over the NAT instance',
      ],
    },
    [
      {
        id: 'F7',
        what: 'a PHP image of 413 MB, 10 tasks at once, created → started',
        measured: 57,
        part: start,
        otherwise: inOtherSizes(php, start),
        gap: 'the author took nothing from the way by endpoints, so what bound was in the task: 44 s for 413 MB are a quarter of what F1 shows with a whole vCPU, and a quarter of a vCPU gives the measured value. It is not taken, as the size must not follow from the result.',
      },
    ],
  ),
  ...startRows(
    blog,
    {
      ...unsized,
      source: '“How SOCI Index Reduced my Image Load Times by 70%”, a personal blog, 2024-04-14',
    },
    [
      {
        id: 'F10 whole',
        what: 'an image of about 1 GB on Fargate, created → started',
        measured: 60,
        part: start,
        otherwise: inOtherSizes(blog, start),
      },
    ],
  ),
  ...startRows(
    blogLazy,
    {
      ...unsized,
      source: '“How SOCI Index Reduced my Image Load Times by 70%”, a personal blog, 2024-04-14',
      guesses: [...unsized.guesses, 'until it runs, not until it has read what it needs'],
    },
    [
      {
        id: 'F10 SOCI',
        what: 'the same with an index of SOCI',
        measured: 15,
        part: start,
        otherwise: [
          {
            guess: 'until what start-up reads has come, of a typical image',
            predict: () => medianStart(blogLazy, (row) => row.readyAt - row.createdAt),
          },
        ],
      },
    ],
  ),
  ...startRows(
    before14,
    {
      ...unsized,
      source: 'github.com/aws/containers-roadmap/issues/696, 2020-02-21',
      guesses: [...unsized.guesses, 'platform version 1.3.0, as 1.4.0 came in 2020-04; created → started'],
    },
    [
      {
        id: 'F11',
        what: 'an image of just under 900 MB on Fargate in 2020, PENDING → RUNNING',
        measured: 70,
        part: start,
        otherwise: inOtherSizes(before14, start),
      },
    ],
  ),
  ...startRows(
    oneOff,
    {
      ...unsized,
      source: 'github.com/aws/containers-roadmap/issues/696, 2022-01-05; the same in issues/358, 2020-01-24',
      guesses: [...unsized.guesses, 'from the call on'],
    },
    [
      {
        id: 'F14',
        what: 'an image of around 250 MB on Fargate, one-off tasks, “around 60 seconds”',
        measured: 60,
        part: launch,
        otherwise: inOtherSizes(oneOff, launch),
        gap: 'one minute for 250 MB here, and for 900 MB in F11: a round figure which the size of the image hardly touches, so the fixed part or the size of the task is not that of F1. A quarter of a vCPU explains two thirds of it.',
      },
    ],
  ),
];

// ── vCPU ──────────────────────────────────────────────────────────────────────────────────────

/** What the 10 GB of layer storage of 2018 hold, packed and unpacked. */
const LARGEST_OF_2018 = 10e9 / (1 + imageDefaults.uncompressedRatio);

function gainOfFourVcpu(platformVersion: '1.3.0' | '1.4.0', count = LAYERS, decoder?: GzipDecoder): number {
  const play: FargateStart = {
    day: '2018-07-31',
    region: 'us-east-1',
    platformVersion,
    ...(decoder === undefined ? {} : { decoder }),
    images: [{ layers: layers(byRank(0.95 * LARGEST_OF_2018, count)) }],
  };
  return medianStart({ ...play, size: sizes.four }, pull, 5) / medianStart(play, pull, 5);
}

const vcpuRow: MeasuredRow = {
  id: 'vCPU',
  what: 'the same image on Fargate with 4 vCPU, as a multiple of 1 vCPU (8 min, then under 4)',
  unit: 'times',
  measured: 0.5,
  source: 'stackoverflow.com/questions/51618252, 2018',
  predict: () => gainOfFourVcpu('1.3.0'),
  guesses: [
    LAYERS_GUESS,
    'image not told: nearly the most that the 10 GB of layer storage then held, 2.8 GB; platform version 1.3.0',
  ],
  isAtMost: true,
  otherwise: [
    { guess: 'platform version 1.4.0', predict: () => gainOfFourVcpu('1.4.0') },
    { guess: BY_GO, predict: () => gainOfFourVcpu('1.3.0', LAYERS, 'go') },
    { guess: 'one layer, platform version 1.4.0', predict: () => gainOfFourVcpu('1.4.0', 1) },
  ],
  gap: 'not fitted. One core is bound by all work together (28 ns a byte), four by the thread that hashes and writes (16 ns; unpigz, beside it, takes 10), as layers unpack one after another; and no core speeds up the download of the first layer. The disk binds at neither size. More than twice takes what the model does not have: memory (2 GB do not hold the blobs until they are unpacked, 8 GB do), a disk that grows with the task, or vCPUs that are half a core each; the last two do not go with F1, which needs a whole core and 130 MB/s of disk. And 8 min for 2.8 GB are 6 MB/s, a sixth of F1 with 1 vCPU: that was another machine.',
};

export const fargateReportRows: readonly MeasuredRow[] = [...unsizedRows, vcpuRow, ...halvedRows];
