/**
 * E14: k8s.gcr.io/kube-cross:v1.10.3-1 (728 MB compressed, 2.08 GB unpacked, 14 layers, the largest 184 MB) on
 * n1-standard-1 of GCE with a disk of 50 GB, by containerd 1.2 and Docker 18 with and without pigz.
 * github.com/containerd/containerd/issues/2886, 2018-12-18.
 */
import { defaultModelParameters, hostDefaults } from '../../../src/catalog/costs.js';
import type { MachineSpec, RuntimeSpec } from '../../../src/model/spec.js';
import type { MeasuredRow } from './measured-row.js';
import { GIB, byRank, decodedBy, layersOf, otherMachine, pullSeconds } from './one-pull.js';

const SOURCE = 'github.com/containerd/containerd/issues/2886, 2018-12-18';
const TOTAL = 728e6;
const LARGEST = 184e6;
/** The log: base layers of Debian (45, 11 and 4 MB) first. */
const BASE = [45_319_224, 10_774_053, 4_336_270];
const FILES_PER_MEGABYTE = 30;
/** containerd forces 728 MB to it and is 13 s slower than Docker: at least this. */
const DISK_BYTES_PER_SECOND = TOTAL / 13;

/** The processors of that time have no SHA extensions, and Go 1.10 would not have used them. */
const SHA256_BYTES_PER_SECOND = 400e6;

const shared = otherMachine({
  cores: 1,
  coreCapacity: hostDefaults.hyperthreadYield / 2,
  memoryBytes: 3.75 * GIB,
  nicBytesPerSecond: 2e9 / 8,
  diskBytesPerSecond: DISK_BYTES_PER_SECOND,
  diskBytes: 50e9,
});

const rest = TOTAL - LARGEST - BASE.reduce((sum, bytes) => sum + bytes, 0);
const layers = layersOf([...BASE, ...byRank(rest, 10), LARGEST], 2080 / 728, FILES_PER_MEGABYTE);

function seconds(runtime: RuntimeSpec, machine: MachineSpec, sha256BytesPerSecond: number): number {
  return pullSeconds({ layers, machine, runtime, registryType: 'generic', model: { sha256BytesPerSecond } });
}

const GAP =
  'just outside: the order is right (containerd 1.2 unpacks when all is fetched), all four rows come out 17 to 26 % short, and the core, the disk and the files of this machine are guesses.';

function row(name: string, decoder: 'unpigz' | 'go', measured: number): MeasuredRow {
  const runtime = decodedBy(name, decoder);
  const program = name.startsWith('docker') ? 'Docker' : 'containerd';
  return {
    id: `E14 ${program}, ${decoder === 'go' ? 'no pigz' : 'pigz'}`,
    what: `kube-cross, 728 MB in 14 layers, n1-standard-1, ${program} ${decoder === 'go' ? 'without' : 'with'} pigz`,
    unit: 's',
    measured,
    source: SOURCE,
    predict: () => seconds(runtime, shared, SHA256_BYTES_PER_SECOND),
    otherwise: [
      {
        guess: 'a core of its own, SHA-256 with extensions',
        predict: () =>
          seconds(runtime, { ...shared, coreCapacity: 1 }, defaultModelParameters().sha256BytesPerSecond),
      },
    ],
    guesses: [
      'ten layers as 1 ÷ rank between the base and the largest, on top',
      '30 files per MB',
      'one vCPU is a thread of a core whose other thread belongs to somebody else; 2 Gbit/s',
      'SHA-256 at 400 MB/s: no SHA extensions in these processors',
      'a disk of 56 MB/s: containerd, which forces 728 MB to it, takes 13 s longer than Docker (taken before the model knew that it also unpacks later, which is part of those 13 s, so the disk may be faster). Its kind is not told; 50 GB of either kind are sold with less',
    ],
    ...(program === 'containerd' && decoder === 'go' ? { gap: GAP } : {}),
  };
}

export const kubeCrossRows: readonly MeasuredRow[] = [
  row('containerd-1.2', 'unpigz', 70),
  row('docker-25', 'unpigz', 57),
  row('containerd-1.2', 'go', 75),
  row('docker-25', 'go', 65),
];
