/**
 * C1, C3: one image of 918 MiB in 34 layers, pulled by the ECS agent on m7i.large in ap-northeast-1 on 2026-08-15 (on
 * Fargate: fargate-starts.ts). C7: the disk of that host. github.com/k-k1/agent-fleet, docs/64.
 */
import { imageDefaults } from '../../../src/catalog/costs.js';
import { findMachine } from '../../../src/catalog/machines.js';
import { DISK, Machine } from '../../../src/model/host/machine.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import type { WorldSpec } from '../../../src/model/spec.js';
import { Bench } from '../host/bench.js';
import { rows, runTask, taskDefinition, type Row } from '../tiny-world.js';
import type { MeasuredRow } from './measured-row.js';
import { GIB, byRank, layersOf, median, preset, worldOf } from './one-pull.js';

const EC2 = 'github.com/k-k1/agent-fleet, docs/64-ec2-persistent-workspace.md (0005dd3), 2026-08-15';
const REGION = 'ap-northeast-1';
const TOTAL = 962_872_701;
const LARGEST = 318 * 2 ** 20;
const RUNS = 25;

const sizes = byRank(TOTAL - LARGEST, 33).toSpliced(16, 0, LARGEST);

/** The image of the probe. */
export const probeLayers = layersOf(sizes, imageDefaults.uncompressedRatio, imageDefaults.filesPerMegabyte);
export const PROBE_GUESSES = [
  'the other 33 layers as 1 ÷ rank, the largest in the middle',
  'unpacked size and number of files as for other images',
] as const;

const common = {
  layers: probeLayers,
  machine: findMachine('m7i.large')!,
  runtime: preset('docker-25'),
  registryType: 'ecr',
  region: REGION,
} as const;

/** The median over some runs of what `read` finds in the start with this ordinal. */
function medianOf(spec: WorldSpec, ordinal: number, read: (row: Row) => number): number {
  return median(
    Array.from({ length: RUNS }, (_, run) => read(rows(simulateRun(spec, 'measurements', run))[ordinal]!)),
  );
}

const pull = (row: Row): number => row.pullStoppedAt - row.pullStartedAt;

function onEc2(): WorldSpec {
  return {
    ...worldOf(common),
    taskDefinitions: [taskDefinition({ networkMode: 'awsvpc' })],
    timeline: [runTask(0), runTask(600)],
  };
}

/** Seconds to write so many bytes to the disk of m7i.large, through the page cache and an fsync or without either. */
function writeSeconds(bytes: number, isSynced: boolean): number {
  const bench = new Bench();
  const { pageCache, ...direct } = findMachine('m7i.large')!;
  const machine = new Machine(bench.fluid, 'host', isSynced ? { ...direct, pageCache } : direct);
  const type = bench.fluid.flowType({ local: [{ index: DISK, use: 1 }] });
  bench.finish(bench.fluid.transfer(machine.site, type, bytes));
  bench.finish(machine.sync());
  return bench.now;
}

function firstReadMegabytesPerSecond(): number {
  const bench = new Bench();
  const machine = new Machine(bench.fluid, 'host', findMachine('m7i.large')!);
  machine.markFromSnapshot([1]);
  bench.finish(machine.readFromSnapshot({ chains: [1], layers: [{ uncompressedBytes: GIB }] }, 1));
  return GIB / 1e6 / bench.now;
}

export const probeRows: readonly MeasuredRow[] = [
  {
    id: 'C1',
    what: '918 MiB in 34 layers from ECR, m7i.large with gp3, Docker 25',
    unit: 's',
    measured: 31.8,
    source: EC2,
    predict: () => medianOf(onEc2(), 0, pull),
    guesses: PROBE_GUESSES,
  },
  {
    id: 'C3',
    what: 'the same, checked on a host that has it and has run it (0.09 s after a stop of the host)',
    unit: 's',
    measured: 0.045,
    source: EC2,
    predict: () => medianOf(onEc2(), 1, pull),
    guesses: [],
    isInput: true,
  },
  {
    id: 'C7 write',
    what: '1 GiB and an fsync, m7i.large with gp3',
    unit: 's',
    measured: 7.4,
    source: EC2,
    predict: () => writeSeconds(GIB, true),
    guesses: [],
  },
  {
    id: 'C7 read',
    what: '4 GiB without the page cache',
    unit: 's',
    measured: 31.8,
    source: EC2,
    predict: () => writeSeconds(4 * GIB, false),
    guesses: ['read at the rate of writes'],
  },
  {
    id: 'C7 first',
    what: 'a volume restored from a snapshot, read for the first time',
    unit: 'MB/s',
    measured: 57.4,
    source: EC2,
    predict: firstReadMegabytesPerSecond,
    guesses: [],
    isInput: true,
  },
  {
    id: 'C7 second',
    what: 'the same volume, read again',
    unit: 'MB/s',
    measured: 131,
    source: EC2,
    predict: () => (4 * GIB) / 1e6 / writeSeconds(4 * GIB, false),
    guesses: [],
  },
];
