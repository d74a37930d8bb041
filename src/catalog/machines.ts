/**
 * A host as the model sees it, out of an instance type and a root volume. Cores are vCPUs: one decoder runs on one
 * hardware thread. Network and EBS count at their burst rates, because credits are full at launch and pulls are
 * short; a host that is busy for an hour would fall to the baseline, which is left out here.
 */
import { hostDefaults } from './costs.js';
import { findInstanceType } from './instance-types.js';
import type { VolumeTypeName } from './volume-types.js';
import { volumeBytesPerSecond } from './volume-types.js';

/** Structurally the model's `MachineSpec`. */
export interface Machine {
  readonly instanceType: string;
  readonly cores: number;
  readonly coreCapacity: number;
  readonly memoryBytes: number;
  readonly nicBytesPerSecond: number;
  readonly nicCredits: null;
  readonly flowBytesPerSecond: number;
  readonly diskBytesPerSecond: number;
  readonly diskCredits: readonly never[];
  readonly pageCache: null;
  readonly snapshotBytesPerSecond: null;
  readonly diskOutlivesHost: boolean;
  readonly diskBytes: number;
  readonly diskUsedBytes: number;
  readonly architecture: 'X86_64' | 'ARM64';
}

export interface RootVolume {
  readonly type: VolumeTypeName;
  readonly sizeBytes: number;
  /** Provisioned throughput, or null for what the type gives. */
  readonly bytesPerSecond: number | null;
}

/** The root volume of the ECS-optimized AMI: 30 GiB of gp3 (amazon-ecs-ami, al2023.pkr.hcl, 2026-08-21). */
export const defaultRootVolume: RootVolume = {
  type: 'gp3',
  sizeBytes: hostDefaults.volumeBytes,
  bytesPerSecond: null,
};

/** The machine of an instance type with a root volume, or undefined for an unknown type. */
export function findMachine(
  instanceType: string,
  volume: RootVolume = defaultRootVolume,
): Machine | undefined {
  const type = findInstanceType(instanceType);
  if (type === undefined) return undefined;
  const volumeRate = volume.bytesPerSecond ?? volumeBytesPerSecond(volume.type, volume.sizeBytes);
  return {
    instanceType,
    cores: type.vcpu,
    coreCapacity: type.vcpu,
    memoryBytes: type.memoryBytes,
    nicBytesPerSecond: type.networkBurstBytesPerSecond,
    nicCredits: null,
    flowBytesPerSecond: Infinity,
    diskBytesPerSecond: Math.min(volumeRate, type.ebsMaxBytesPerSecond),
    diskCredits: [],
    pageCache: null,
    snapshotBytesPerSecond: null,
    diskOutlivesHost: false,
    diskBytes: volume.sizeBytes,
    diskUsedBytes: hostDefaults.diskUsedBytes,
    architecture: type.architecture,
  };
}
