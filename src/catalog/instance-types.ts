/**
 * EC2 instance types: cores, memory, network and EBS rates with their bursts, instance store, price. Rates are of the
 * whole instance, each direction. How long a burst lasts is published only as 5 to 60 minutes for the network (credits
 * are full at launch) and at least 30 minutes a day for EBS. Common types load with this module, the others when
 * `loadInstanceTypes` is called. Left out: bare metal, prices outside us-east-1.
 */
import { commonTypes, source } from './data/instance-types.js';
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
  readonly note: string | null;
  readonly source: string;
  readonly asOf: string;
  readonly priceSource: string;
  readonly priceAsOf: string;
}

const MEBIBYTE = 1024 * 1024;

const rowByName: Map<string, InstanceTypeRow> = new Map(commonTypes.map((row) => [row[0], row]));
let allAreLoaded = false;
let rest: Promise<void> | undefined;

/** Loads the types that are not common; `findInstanceType` and `instanceTypeNames` see them once the promise is settled. */
export function loadInstanceTypes(): Promise<void> {
  rest ??= import('./data/instance-types-uncommon.js').then(({ uncommonTypes }) => {
    for (const row of uncommonTypes) rowByName.set(row[0], row);
    allAreLoaded = true;
  });
  return rest;
}

/** Whether an unknown name is known not to be one of AWS's, as far as the catalogue goes. */
export function hasAllInstanceTypes(): boolean {
  return allAreLoaded;
}

/** The instance type of this name, or undefined where there is none or it is not loaded. */
export function findInstanceType(name: string): InstanceType | undefined {
  const row = rowByName.get(name);
  return row && describe(row);
}

/** Names of all types that are loaded: the common ones by family, then the others by family. */
export function instanceTypeNames(): readonly string[] {
  return [...rowByName.keys()];
}

function describe(row: InstanceTypeRow): InstanceType {
  const [name, vcpu, cores, memoryMiB, architecture, clockGhz, networkGbps, networkBurstGbps, networkCards] =
    row;
  const [, , , , , , , , , ebsMBps, ebsMaxMBps, ebsIops, ebsMaxIops, store, usdPerHour, note] = row;
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
