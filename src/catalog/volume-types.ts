/**
 * EBS volume types that can hold a root volume: what throughput one of a size gives. Left out: IOPS as a resource of
 * its own, gp2's burst credits (from 170 GiB on they are taken to last), loading of blocks from a snapshot.
 */
import { sources, volumeTypes } from './data/volume-types.js';
import type { VolumeTypeRow } from './volume-type-row.js';

export type VolumeTypeName = VolumeTypeRow['type'];

export interface VolumeType {
  readonly type: VolumeTypeName;
  readonly maxBytesPerSecond: number;
  readonly maxIops: number;
  readonly source: string;
  readonly asOf: string;
}

const MEBIBYTE = 1024 * 1024;
const GIBIBYTE = 1024 * MEBIBYTE;

/** The volume type of this name as it stood on a day (`YYYY-MM-DD`, default: the newest), or undefined. */
export function findVolumeType(name: string, date?: string): VolumeType | undefined {
  const row = findRow(name, date);
  return (
    row && {
      type: row.type,
      maxBytesPerSecond: row.maxMiBps * MEBIBYTE,
      maxIops: row.maxIops,
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
 * Throughput in bytes per second of a volume of this type and size when none is provisioned: gp3's baseline, gp2's
 * by size, the maximum of io1 and io2 (which rises with their IOPS). Source: EC2 user guide, ebs-volume-types.md.
 */
export function volumeBytesPerSecond(type: VolumeTypeName, sizeBytes: number, date?: string): number {
  const row = findRow(type, date);
  if (row === undefined) throw new RangeError(`unknown volume type: ${type}`);
  const isLarge =
    row.burstThroughputFromGiB !== undefined && sizeBytes > row.burstThroughputFromGiB * GIBIBYTE;
  return (isLarge ? row.maxMiBps : (row.baseMiBps ?? row.maxMiBps)) * MEBIBYTE;
}

function findRow(name: string, date = '9999'): VolumeTypeRow | undefined {
  return volumeTypes.find(
    ({ type, from, to }) => type === name && (from ?? '') <= date && date < (to ?? '99999'),
  );
}
