/**
 * What lazy loading costs beside the settings of a snapshotter (lazy-runtimes.ts): the size of an index by spans and
 * files, and how long its requests wait. Model parameters, as they are the same wherever an image is loaded lazily.
 */
import type { CostEntry, ModelCostEntry } from './cost.js';

const SOCI = { asOf: '2026-08-11', evidence: 'source code' } as const;

export const lazyCosts = {
  ztocBytesPerSpan: {
    ...SOCI,
    what: 'What a zTOC holds of each span',
    value: 32_785,
    unit: 'B per span',
    source:
      'soci-snapshotter (77fb4266), ztoc/compression/gzip_zinfo.h: a checkpoint with its window of 32 KiB',
    note: 'two offsets, bits and the window; it is not compressed on its way. Layers that are not compressed need no window, which is left out',
  },
  ztocBytesPerFile: {
    what: 'What a zTOC holds of each file',
    value: 190,
    unit: 'B per file',
    source: 'soci-snapshotter, docs/ztoc.md: 1 086 672 bytes for 9 spans and 4 102 files',
    asOf: '2026-08-11',
    evidence: 'documentation',
    note: '(1 086 672 − 9 × 32 785) ÷ 4 102 = 193; the digests of spans are in it',
  },
  tocBytesPerFile: {
    what: 'What the table of contents of an eStargz layer takes for each file, compressed',
    value: 120,
    unit: 'B per file',
    source:
      'estimate from stargz-snapshotter, docs/estargz.md: a JSON entry with two SHA-256 digests in hexadecimal',
    asOf: '2026-08-21',
    evidence: 'inferred',
    note: 'two digests are 64 bytes that no compression removes; names, times and modes compress well',
  },
  smallestChunkBytes: {
    what: 'Compressed bytes that the snapshotter of eStargz asks for at least',
    value: 50_000,
    unit: 'B',
    source: 'stargz-snapshotter, fs/config/config.go: chunk_size',
    asOf: '2026-08-21',
    evidence: 'source code',
    note: 'smaller files come with what lies beside them',
  },
  readFileRatio: {
    what: 'Files that are read are so many times as large as the mean of an eStargz layer',
    value: 30,
    unit: 'times',
    source:
      'containerd/stargz-snapshotter, chart of README.md (ecdb227): gcc, glassfish and rethinkdb wait 4, 21 and 4 s for what they read',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'requests of some 90 ms each, so 1 MB comes with one where the mean file has 33 kB. Programs and libraries are large; most files are small and nobody reads them at start-up. A byte lies in a file 30 times the mean where sizes are lognormal with a spread of 1.84',
  },
  lazyMountTimeoutSeconds: {
    ...SOCI,
    what: 'A layer that cannot be mounted by then is pulled whole',
    value: 30,
    unit: 's',
    source: 'soci-snapshotter (77fb4266), config/defaults.go, mount_timeout; stargz-snapshotter, fs/fs.go',
    note: 'from the mount of a layer until its table of contents is entered and its blob is found',
  },
  spanTimeoutSeconds: {
    ...SOCI,
    what: 'A request of a snapshotter that is not answered fails after this, and is made again',
    value: 3,
    unit: 's',
    source: 'soci-snapshotter (77fb4266), config/defaults.go: dial timeout 3 s, response header timeout 3 s',
    note: 'the same is taken for eStargz',
  },
} satisfies Record<string, ModelCostEntry>;

/** What is not a setting of a snapshotter, but is the same for those there are. */
export const snapshotterCosts = {
  lazyMountSeconds: {
    value: 0.03,
    unit: 's per layer',
    source:
      'soci-snapshotter benchmarks (gh-pages, 2024): pulls of 2 to 9 layers take 1.1 to 2.1 s, requests included; pull request 2028 names the parts',
    asOf: '2026-07-09',
    evidence: 'inferred',
    note: 'snapshot, FUSE server and mount; nobody publishes a part of its own, so as much as an unpacked layer takes beside its bytes',
  },
  indexedFileSeconds: {
    value: 20e-6,
    unit: 's per file, one writer',
    source:
      'estimate; soci-snapshotter metadata/db: insertions in bbolt, 5 000 nodes a transaction, each of which is forced to disk (pull request 2039)',
    asOf: '2026-07-14',
    evidence: 'inferred',
    note: 'ten microseconds an insertion and 50 ms a transaction; an image of 30 000 files waits 0.6 s, which is what lies between small and large images in the benchmarks of 2024',
  },
  fuseBytesPerSecond: {
    value: 1e9,
    unit: 'B/s of one reader',
    source: 'github.com/jacobsa/fuse/issues/78: 1.7 GB/s with requests of 128 KiB from memory, go-fuse more',
    asOf: '2020-03',
    evidence: 'inferred',
    note: 'less one more copy from the file that the span is in; FUSE passthrough (Linux 6.9) would leave nothing of it',
  },
} satisfies Record<string, CostEntry>;
