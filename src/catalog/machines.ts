/**
 * A host as the model sees it, out of an instance type and the volume that holds its images. Left out: the CPU credits
 * of the T families, a second network card, and traffic other than pulls, which spends the same credits.
 */
import { hostDefaults } from './costs.js';
import { type InstanceType, findInstanceType } from './instance-types.js';
import { findQuota } from './quotas.js';
import { type Volume, volumeRate } from './volume-types.js';

/** Structurally the model's `Credits`. */
export interface Credits {
  readonly baselineBytesPerSecond: number;
  readonly capacityBytes: number;
  readonly initialShare: number;
}

/** Structurally the model's `PageCache`. */
export interface PageCache {
  readonly dirtyBytes: number;
  readonly bytesPerSecond: number;
  readonly background: { readonly bytes: number; readonly afterSeconds: number };
}

/** Structurally the model's `MachineSpec`. */
export interface Machine {
  readonly instanceType: string;
  readonly cores: number;
  readonly coreCapacity: number;
  readonly memoryBytes: number;
  readonly nicBytesPerSecond: number;
  readonly nicCredits: Credits | null;
  readonly flowBytesPerSecond: number;
  readonly diskBytesPerSecond: number;
  readonly diskCredits: readonly Credits[];
  readonly pageCache: PageCache | null;
  readonly snapshotBytesPerSecond: number | null;
  readonly diskOutlivesHost: boolean;
  readonly diskBytes: number;
  readonly diskUsedBytes: number;
  readonly architecture: 'X86_64' | 'ARM64';
}

export type NetworkRate = 'credits' | 'burst' | 'baseline';

/** The root volume of the ECS-optimized AMI: 30 GiB of gp3 (amazon-ecs-ami, al2023.pkr.hcl, 2026-08-21). */
export const defaultRootVolume: Volume = {
  type: 'gp3',
  sizeBytes: hostDefaults.volumeBytes,
  bytesPerSecond: null,
  iops: null,
};

/** The machine of an instance type with a root volume, as it is launched, or undefined for an unknown type. */
export function findMachine(instanceType: string, volume: Volume = defaultRootVolume): Machine | undefined {
  const type = findInstanceType(instanceType);
  if (type === undefined) return undefined;
  return {
    instanceType,
    ...computeOf(type),
    ...networkOf(type, 'credits', 1),
    ...ebsOf(type, volume, 1),
    pageCache: pageCacheOf(type.memoryBytes),
    snapshotBytesPerSecond: hostDefaults.snapshotBytesPerSecond,
    diskOutlivesHost: false,
    diskBytes: volume.sizeBytes,
    diskUsedBytes: hostDefaults.diskUsedBytes,
  };
}

/** Threads, what they do together, memory. Two threads of a core do less than two cores. */
export function computeOf(
  type: InstanceType,
): Pick<Machine, 'cores' | 'coreCapacity' | 'memoryBytes' | 'architecture'> {
  const { vcpu: cores, memoryBytes, architecture } = type;
  const coreCapacity = cores > type.cores ? type.cores * hostDefaults.hyperthreadYield : cores;
  return { cores, coreCapacity, memoryBytes, architecture };
}

/** The network of an instance: both rates by credits, or one of them; and the limit of one TCP connection. */
export function networkOf(
  type: InstanceType,
  network: NetworkRate,
  creditShare: number,
): Pick<Machine, 'nicBytesPerSecond' | 'nicCredits' | 'flowBytesPerSecond'> {
  const { networkBytesPerSecond: baseline, networkBurstBytesPerSecond: burst } = type;
  return {
    nicBytesPerSecond: network === 'baseline' ? baseline : burst,
    nicCredits: network === 'credits' ? networkCredits(baseline, burst, creditShare) : null,
    flowBytesPerSecond: singleFlowBytesPerSecond(),
  };
}

/** The credits of a network interface with a burst rate above its baseline, else null. */
export function networkCredits(baseline: number, burst: number, initialShare: number): Credits | null {
  return creditsOf(baseline, burst, hostDefaults.networkBurstSeconds, initialShare);
}

/** The most that one TCP connection of an instance carries, outside a placement group. */
export function singleFlowBytesPerSecond(): number {
  const quota = findQuota('flow.single');
  if (quota === undefined || quota.value === null)
    throw new Error('the catalogue lacks the limit of a single flow');
  return (quota.value * 1e9) / 8;
}

/** An EBS volume behind the EBS bandwidth of an instance: the slower of the two, and what either may spend. */
export function ebsOf(
  type: InstanceType,
  volume: Volume,
  initialShare: number,
): Pick<Machine, 'diskBytesPerSecond' | 'diskCredits'> {
  const rate = volumeRate(volume);
  const diskBytesPerSecond = Math.min(rate.bytesPerSecond, type.ebsMaxBytesPerSecond);
  const { ebsBytesPerSecond: baseline, ebsMaxBytesPerSecond: burst } = type;
  const ofInstance = creditsOf(baseline, burst, hostDefaults.ebsBurstSeconds, initialShare);
  const ofVolume = rate.credits && { ...rate.credits, initialShare };
  // Credits that the disk cannot spend do not matter.
  const diskCredits = [ofVolume, ofInstance].filter((credits) => credits !== null);
  return {
    diskBytesPerSecond,
    diskCredits: diskCredits.filter(
      ({ baselineBytesPerSecond }) => baselineBytesPerSecond < diskBytesPerSecond,
    ),
  };
}

/** The instance store as one striped disk, or undefined where the type has none. */
export function instanceStoreOf(
  type: InstanceType,
): { readonly sizeBytes: number; readonly bytesPerSecond: number } | undefined {
  if (type.instanceStore === null) return undefined;
  const { disks, bytesEach } = type.instanceStore;
  const sizeBytes = disks * bytesEach;
  return { sizeBytes, bytesPerSecond: sizeBytes * hostDefaults.instanceStoreBytesPerSecondPerByte };
}

/** What memory takes of writes before the volume does: shares of the available memory. */
export function pageCacheOf(memoryBytes: number): PageCache {
  return pageCacheWith(memoryBytes * hostDefaults.availableMemoryShare * hostDefaults.dirtyShare);
}

/** A page cache that takes so many bytes; writing begins at the usual share of them. */
export function pageCacheWith(dirtyBytes: number): PageCache {
  const { dirtyBackgroundShare, dirtyShare, dirtyExpireSeconds, pageCacheBytesPerSecond } = hostDefaults;
  const bytes = (dirtyBytes * dirtyBackgroundShare) / dirtyShare;
  const background = { bytes, afterSeconds: dirtyExpireSeconds };
  return { dirtyBytes, bytesPerSecond: pageCacheBytesPerSecond, background };
}

function creditsOf(baseline: number, burst: number, seconds: number, initialShare: number): Credits | null {
  if (burst <= baseline) return null;
  return { baselineBytesPerSecond: baseline, capacityBytes: (burst - baseline) * seconds, initialShare };
}
