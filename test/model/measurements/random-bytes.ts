/**
 * P1, P3, P5: images of random bytes on `pause`, pulled from ghcr.io by 50 nodes of AKS 1.29 in West Europe
 * (Standard_D4ds_v5: 4 vCPU, ephemeral disk), one node after the other (v2) and all at once (v1).
 * github.com/spegel-org/benchmark, results at 71992ff; medians of pod events.
 */
import { hostDefaults } from '../../../src/catalog/costs.js';
import type { MeasuredRow } from './measured-row.js';
import { GIB, layersOf, otherMachine, preset, pullSeconds, type OnePull } from './one-pull.js';

const SOURCE = 'github.com/spegel-org/benchmark (71992ff), 2024-04-23';
const NODES = 50;
/** Of v2's first node, to which the content network had to fetch the image: 100 MB in 4.1 s, 1 GB in 28.5 s. */
const COLD_BYTES_PER_SECOND = 45e6;

const node = otherMachine({
  cores: 4,
  coreCapacity: 2 * hostDefaults.hyperthreadYield,
  memoryBytes: 16 * GIB,
  nicBytesPerSecond: 12.5e9 / 8,
  diskBytesPerSecond: 250e6,
  diskBytes: 128e9,
});

function pullOf(bytes: number, isCold: boolean, machine = node): OnePull {
  return {
    layers: layersOf([300e3, bytes], 1, 1e6 / bytes, 'none'),
    machine,
    runtime: preset('containerd-1.7'),
    registryType: 'generic',
    registry: { perStreamBytesPerSecond: isCold ? COLD_BYTES_PER_SECOND : node.nicBytesPerSecond },
    hosts: isCold ? NODES : 1,
  };
}

const guesses = [
  'stored as they are: gzip packs random bytes into stored blocks, which cost next to nothing to decode',
  'one file and the one layer of pause:3.7 (0.3 MB)',
  '4 threads on 2 cores, 12.5 Gbit/s (size sheet of Ddsv5), the 250 MB/s of the source as disk',
  'round trip and latencies of a generic registry',
];
const warm = [
  ...guesses,
  'no limit of a stream: 90 MB more take 0.41 s with everything that is done to them, so the network gave several 100 MB/s',
];
const cold = [
  ...guesses,
  'a stream gets 45 MB/s: what the first node of the other series got, before the content network had the image',
];

function row(
  id: string,
  bytes: number,
  isCold: boolean,
  measured: number,
  rest: Partial<MeasuredRow> = {},
): MeasuredRow {
  return {
    id: `${id} ${isCold ? 'all at once' : 'one by one'}`,
    what: `${bytes / 1e6} MB of random bytes in one layer, ${isCold ? '50 nodes at once' : 'one node after the other'}`,
    unit: 's',
    measured,
    source: SOURCE,
    predict: () => pullSeconds(pullOf(bytes, isCold), isCold ? 1 : 15),
    guesses: isCold ? cold : warm,
    ...rest,
  };
}

export const randomBytesRows: readonly MeasuredRow[] = [
  row('P1', 10e6, false, 1.2, { isInput: true }),
  row('P3', 100e6, false, 1.61),
  row('P5', 1e9, false, 7.69, {
    otherwise: [
      {
        guess: 'a disk of 400 MB/s',
        predict: () => pullSeconds(pullOf(1e9, false, { ...node, diskBytesPerSecond: 400e6 })),
      },
    ],
  }),
  row('P1', 10e6, true, 1.43),
  row('P3', 100e6, true, 4.61),
  row('P5', 1e9, true, 27.74),
];
