/**
 * AWS Fargate task sizes: which combinations of CPU and memory exist, and what network and disk rates to expect.
 * AWS publishes neither rate. Network: burst, baseline and what the burst can spend, as iperf3 saw them out of a fresh
 * task of that size (2024), the lower of two Regions for each; traffic into a task, which a pull is, was not measured;
 * sizes above 4 vCPU were not either and take the rates of 4. Disk: the EBS limit of the size, but not less than what
 * pulls show (`fargate.diskFloorBytesPerSecond`).
 */
import { fargateCosts } from './capacity-costs.js';
import { ebsLimits, ephemeralStorage, fargateSizes, networkRuns, source } from './data/fargate-sizes.js';
import { type Credits, singleFlowBytesPerSecond } from './machines.js';

export interface FargateSize {
  readonly cpuUnits: number;
  readonly vcpu: number;
  readonly memoryMiB: number;
  readonly operatingSystems: readonly ('LINUX' | 'WINDOWS')[];
  /** Least Linux platform version, or null for any. */
  readonly minPlatform: string | null;
  /** While a fresh task's burst lasts. */
  readonly nicBytesPerSecond: number;
  readonly nicBaselineBytesPerSecond: number;
  /** Full in a fresh task. */
  readonly nicCredits: Credits;
  /** One TCP connection, as of EC2. */
  readonly flowBytesPerSecond: number;
  readonly diskBytesPerSecond: number;
  readonly source: string;
  readonly asOf: string;
  readonly networkSource: string;
  readonly networkNote: string;
  readonly diskSource: string;
}

const MEBIBYTE = 1024 * 1024;
const LARGEST_MEASURED_CPU = 4096;
const NETWORK_NOTE =
  'measured out of the task with ten connections; traffic into it was not measured and is taken to be the same. ' +
  'Credits: what the run sent above its baseline until the burst ended';

/** Bytes of ephemeral storage a Linux task has without asking. Source: ECS developer guide, fargate-task-storage.html. */
export const defaultEphemeralStorageBytes = ephemeralStorage.defaultGiB * 1024 * MEBIBYTE;

/** The permitted size with these CPU units and MiB of memory, or undefined. */
export function findFargateSize(cpuUnits: number, memoryMiB: number): FargateSize | undefined {
  const row = fargateSizes.find((size) => size.cpuUnits === cpuUnits && size.memoryMiB.includes(memoryMiB));
  if (row === undefined) return undefined;
  const network = networkOf(cpuUnits, memoryMiB);
  const { baselineBytesPerSecond } = network;
  return {
    cpuUnits,
    vcpu: cpuUnits / 1024,
    memoryMiB,
    operatingSystems: row.os,
    minPlatform: row.minPlatform,
    nicBytesPerSecond: network.burstBytesPerSecond,
    nicBaselineBytesPerSecond: baselineBytesPerSecond,
    nicCredits: { baselineBytesPerSecond, capacityBytes: network.creditBytes, initialShare: 1 },
    flowBytesPerSecond: singleFlowBytesPerSecond(),
    source: source.sizes,
    asOf: row.asOf,
    networkSource: source.network,
    networkNote: NETWORK_NOTE,
    ...diskOf(cpuUnits),
  };
}

/** The permitted CPU values, ascending. */
export function fargateCpuUnits(): readonly number[] {
  return fargateSizes.map(({ cpuUnits }) => cpuUnits);
}

/** The memory values in MiB that go with a CPU value, ascending; empty if it is not permitted. */
export function fargateMemoryMiB(cpuUnits: number): readonly number[] {
  return fargateSizes.find((size) => size.cpuUnits === cpuUnits)?.memoryMiB ?? [];
}

/** The lower of the Regions' rates for the measured size next below (or the smallest of that CPU value). */
function networkOf(
  cpuUnits: number,
  memoryMiB: number,
): { baselineBytesPerSecond: number; burstBytesPerSecond: number; creditBytes: number } {
  const ofCpu = networkRuns.filter(([, cpu]) => cpu === Math.min(cpuUnits, LARGEST_MEASURED_CPU));
  const measured = ofCpu.map(([, , memory]) => memory);
  const below = measured.filter((memory) => memory <= memoryMiB);
  const nearest = below.length > 0 ? Math.max(...below) : Math.min(...measured);
  const runs = ofCpu.filter(([, , memory]) => memory === nearest);
  return {
    baselineBytesPerSecond: bytesPerSecond(Math.min(...runs.map(([, , , base]) => base))),
    burstBytesPerSecond: bytesPerSecond(Math.min(...runs.map(([, , , , burst]) => burst))),
    creditBytes: Math.min(
      ...runs.map(([, , , base, burst, seconds]) => bytesPerSecond(burst - base) * seconds),
    ),
  };
}

/** The EBS limit of the size, or the floor where that is higher; the source is that of the one that counts. */
function diskOf(cpuUnits: number): Pick<FargateSize, 'diskBytesPerSecond' | 'diskSource'> {
  const atMost = ebsLimits.filter(([cpu]) => cpu <= cpuUnits).map(([, , mebibytes]) => mebibytes * MEBIBYTE);
  const limit = Math.max(0, ...atMost);
  const { value: floor, source: inferred, evidence } = fargateCosts.diskFloorBytesPerSecond;
  if (limit > floor) return { diskBytesPerSecond: limit, diskSource: source.ebs };
  return { diskBytesPerSecond: floor, diskSource: `${inferred}, ${evidence}` };
}

function bytesPerSecond(gigabitsPerSecond: number): number {
  return Math.round((gigabitsPerSecond * 1e9) / 8);
}
