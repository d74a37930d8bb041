/**
 * C1, C3, F1: one image of 918 MiB in 34 layers, pulled by the ECS agent on m7i.large and by Fargate with one vCPU, in
 * ap-northeast-1 on 2026-08-15. C7: the disk of that host. github.com/k-k1/agent-fleet, docs/62 and docs/64.
 */
import { fargateDefaults, imageDefaults } from '../../../src/catalog/costs.js';
import { findFargateSize } from '../../../src/catalog/fargate.js';
import { findMachine } from '../../../src/catalog/machines.js';
import { DISK, Machine } from '../../../src/model/host/machine.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import type { WorldSpec } from '../../../src/model/spec.js';
import { Bench } from '../host/bench.js';
import { fargate, fargateRates, rows, runTask, taskDefinition, type Row } from '../tiny-world.js';
import type { MeasuredRow } from './measured-row.js';
import { GIB, byRank, layersOf, median, preset, worldOf } from './one-pull.js';

const EC2 = 'github.com/k-k1/agent-fleet, docs/64-ec2-persistent-workspace.md (0005dd3), 2026-08-15';
const FARGATE = 'github.com/k-k1/agent-fleet, docs/62-ecs-start-latency.md (7027c1c), 2026-08-15';
const REGION = 'ap-northeast-1';
const TOTAL = 962_872_701;
const LARGEST = 318 * 2 ** 20;
const RUNS = 25;

const sizes = byRank(TOTAL - LARGEST, 33).toSpliced(16, 0, LARGEST);
const common = {
  layers: layersOf(sizes, imageDefaults.uncompressedRatio, imageDefaults.filesPerMegabyte),
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
const whole = (row: Row): number => row.startedAt - row.createdAt;

function onEc2(): WorldSpec {
  return {
    ...worldOf(common),
    taskDefinitions: [taskDefinition({ networkMode: 'awsvpc' })],
    timeline: [runTask(0), runTask(600)],
  };
}

function onFargate(): WorldSpec {
  const { nicBytesPerSecond, diskBytesPerSecond } = findFargateSize(1024, 2048)!;
  const { provisionSeconds, createSeconds } = fargateDefaults;
  return {
    ...worldOf(common),
    capacities: [
      fargate({
        region: REGION,
        runtime: preset('fargate-1.4'),
        rates: [fargateRates({ nicBytesPerSecond, diskBytesPerSecond })],
        provisionSeconds,
        createSeconds,
      }),
    ],
    taskDefinitions: [taskDefinition({ cpuUnits: 1024, memoryMiB: 2048, networkMode: 'awsvpc' })],
    timeline: [runTask(0, { capacity: 'fargate' })],
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
  machine.markFromSnapshot('image');
  bench.finish(machine.readFromSnapshot('image', GIB));
  return GIB / 1e6 / bench.now;
}

const guesses = [
  'the other 33 layers as 1 ÷ rank, the largest in the middle',
  'unpacked size and number of files as for other images',
];

export const probeRows: readonly MeasuredRow[] = [
  {
    id: 'C1',
    what: '918 MiB in 34 layers from ECR, m7i.large with gp3, Docker 25',
    unit: 's',
    measured: 31.8,
    source: EC2,
    predict: () => medianOf(onEc2(), 0, pull),
    guesses,
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
    id: 'F1 pull',
    what: 'the same image on Fargate, 1 vCPU',
    unit: 's',
    measured: 27.5,
    source: FARGATE,
    predict: () => medianOf(onFargate(), 0, pull),
    guesses,
  },
  {
    id: 'F1 start',
    what: 'the same, task created → started',
    unit: 's',
    measured: 42.6,
    source: FARGATE,
    predict: () => medianOf(onFargate(), 0, whole),
    guesses: ['what comes before and after the pull is drawn from these very runs'],
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
