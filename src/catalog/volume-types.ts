/**
 * EBS volume types that can hold images: what throughput one gives, and for how long. Operations count as 256 KiB, as
 * the write-back of layers is mostly sequential, so IOPS are a limit of bytes too. Left out: latency, and volumes that
 * fall short of their rate for a while.
 */
import { hostCosts } from './capacity-costs.js';
import { sources, volumeTypes } from './data/volume-types.js';
import type { VolumeTypeRow } from './volume-type-row.js';

export type VolumeTypeName = VolumeTypeRow['type'];

export interface VolumeType {
  readonly type: VolumeTypeName;
  readonly maxBytesPerSecond: number;
  readonly maxIops: number;
  /** Whether IOPS are provisioned, or follow from the size. */
  readonly takesIops: boolean;
  /** Without provisioning; null where some must be provisioned, or they follow from the size. */
  readonly baseIops: number | null;
  readonly source: string;
  readonly asOf: string;
}

export interface Volume {
  readonly type: VolumeTypeName;
  readonly sizeBytes: number;
  /** Provisioned throughput, or null for what the type gives. */
  readonly bytesPerSecond: number | null;
  /** Provisioned IOPS, or null for what the type gives; where it gives none, they do not bind. */
  readonly iops: number | null;
}

export interface VolumeRate {
  readonly bytesPerSecond: number;
  /** What it falls back to, and what it may spend before that, in bytes; null: it is steady. */
  readonly credits: { readonly baselineBytesPerSecond: number; readonly capacityBytes: number } | null;
}

const MEBIBYTE = 1024 * 1024;
const GIBIBYTE = 1024 * MEBIBYTE;
const IO_BYTES = hostCosts.volumeIoBytes.value;
const SMALL_IO_BYTES = 16 * 1024;

/** The volume type of this name as it stood on a day (`YYYY-MM-DD`, default: the newest), or undefined. */
export function findVolumeType(name: string, date?: string): VolumeType | undefined {
  const row = findRow(name, date);
  return (
    row && {
      type: row.type,
      maxBytesPerSecond: row.maxMiBps * MEBIBYTE,
      maxIops: row.maxIops,
      takesIops: row.iopsPerGiB === undefined,
      baseIops: row.iopsPerGiB === undefined ? (row.baseIops ?? null) : null,
      source: sources[row.source].what,
      asOf: sources[row.source].date,
    }
  );
}

/** Names of the volume types. */
export function volumeTypeNames(): readonly VolumeTypeName[] {
  return [...new Set(volumeTypes.map(({ type }) => type))];
}

/**
 * Throughput of a volume as it stood on a day. gp3: what is provisioned, 125 MiB/s and 3000 IOPS otherwise; gp2: by
 * size, with credits for operations below 1000 GiB; io1 and io2: by their IOPS. Throws a RangeError for an unknown
 * type. Source: EC2 user guide, ebs-volume-types.md.
 */
export function volumeRate(volume: Volume, date?: string): VolumeRate {
  const row = findRow(volume.type, date);
  if (row === undefined) throw new RangeError(`unknown volume type: ${volume.type}`);
  if (row.iopsPerGiB !== undefined) return sizedRate(row, row.iopsPerGiB, volume.sizeBytes / GIBIBYTE);
  const throughput = volume.bytesPerSecond ?? (row.baseMiBps ?? row.maxMiBps) * MEBIBYTE;
  const iops = volume.iops ?? row.baseIops ?? Infinity;
  return { bytesPerSecond: Math.min(throughput, throughputOfIos(row, iops)), credits: null };
}

/** Bytes per second of so many operations: large ones, or where those reach their own limit, more small ones. */
function throughputOfIos({ maxMiBps, maxMiBpsOfLargeIos = maxMiBps }: VolumeTypeRow, iops: number): number {
  const large = Math.min(iops * IO_BYTES, maxMiBpsOfLargeIos * MEBIBYTE);
  return Math.max(large, Math.min(iops * SMALL_IO_BYTES, maxMiBps * MEBIBYTE));
}

/** A volume whose operations follow from its size, with credits for more. */
function sizedRate(row: VolumeTypeRow, iopsPerGiB: number, sizeGiB: number): VolumeRate {
  const isLarge = row.burstThroughputFromGiB !== undefined && sizeGiB > row.burstThroughputFromGiB;
  const most = (isLarge ? row.maxMiBps : (row.baseMiBps ?? row.maxMiBps)) * MEBIBYTE;
  const iops = Math.min(row.maxIops, Math.max(row.baseIops ?? 0, iopsPerGiB * sizeGiB));
  const bytesPerSecond = Math.min(most, Math.max(iops, row.burstIops ?? 0) * IO_BYTES);
  const baselineBytesPerSecond = Math.min(most, iops * IO_BYTES);
  if (row.creditIos === undefined || baselineBytesPerSecond >= bytesPerSecond)
    return { bytesPerSecond, credits: null };
  return { bytesPerSecond, credits: { baselineBytesPerSecond, capacityBytes: row.creditIos * IO_BYTES } };
}

function findRow(name: string, date = '9999'): VolumeTypeRow | undefined {
  return volumeTypes.find(
    ({ type, from, to }) => type === name && (from ?? '') <= date && date < (to ?? '99999'),
  );
}
