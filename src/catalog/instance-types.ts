/**
 * EC2 instance types: cores, memory, network and EBS rates with their bursts, instance store, price. Rates are of the
 * whole instance, each direction. How long a burst lasts is published only as 5 to 60 minutes for the network (credits
 * are full at launch) and at least 30 minutes a day for EBS. Left out: bare metal, prices outside us-east-1.
 */
import { instanceTypes, source } from './data/instance-types.js';
import type { InstanceTypeRow } from './instance-type-row.js';

export interface InstanceType {
  readonly name: string;
  /** Hardware threads. */
  readonly vcpu: number;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly architecture: 'X86_64' | 'ARM64';
  readonly clockHertz: number;
  readonly networkBytesPerSecond: number;
  /** With credits; equals the baseline where there is no burst. */
  readonly networkBurstBytesPerSecond: number;
  readonly networkCards: number;
  readonly ebsBytesPerSecond: number;
  readonly ebsMaxBytesPerSecond: number;
  /** Of 16 KiB. */
  readonly ebsIops: number;
  readonly ebsMaxIops: number;
  readonly instanceStore: { readonly disks: number; readonly bytesEach: number } | null;
  /** Linux on demand in us-east-1, or null where it is not sold there. */
  readonly usdPerHour: number | null;
  /** One of the usual families at a usual size. */
  readonly common: boolean;
  readonly note: string | null;
  readonly source: string;
  readonly asOf: string;
  readonly priceSource: string;
  readonly priceAsOf: string;
}

const MEBIBYTE = 1024 * 1024;

const rowByName: ReadonlyMap<string, InstanceTypeRow> = new Map(instanceTypes.map((row) => [row[0], row]));

/** The instance type of this name, or undefined. */
export function findInstanceType(name: string): InstanceType | undefined {
  const row = rowByName.get(name);
  return row && describe(row);
}

/** Names of all types, by family. */
export function instanceTypeNames(): readonly string[] {
  return [...rowByName.keys()];
}

function describe(row: InstanceTypeRow): InstanceType {
  const [name, vcpu, cores, memoryMiB, architecture, clockGhz, networkGbps, networkBurstGbps, networkCards] =
    row;
  const [, , , , , , , , , ebsMBps, ebsMaxMBps, ebsIops, ebsMaxIops, store, usdPerHour, common, note] = row;
  return {
    name,
    vcpu,
    cores,
    memoryBytes: memoryMiB * MEBIBYTE,
    architecture: architecture === 'arm64' ? 'ARM64' : 'X86_64',
    clockHertz: clockGhz * 1e9,
    networkBytesPerSecond: fromGigabits(networkGbps),
    networkBurstBytesPerSecond: fromGigabits(networkBurstGbps),
    networkCards,
    ebsBytesPerSecond: ebsMBps * 1e6,
    ebsMaxBytesPerSecond: ebsMaxMBps * 1e6,
    ebsIops,
    ebsMaxIops,
    instanceStore: store && { disks: store[0], bytesEach: store[1] * 1e9 },
    usdPerHour,
    common,
    note: note ?? null,
    source: source.specifications,
    asOf: source.specificationsAsOf,
    priceSource: source.price,
    priceAsOf: source.priceAsOf,
  };
}

/** Gbit/s to bytes per second. */
function fromGigabits(gigabitsPerSecond: number): number {
  return Math.round((gigabitsPerSecond * 1e9) / 8);
}
