/**
 * The volume that holds the images of an EC2 capacity: the root volume, a data volume instead of it, or the disks of
 * the instance. What the instance's EBS bandwidth makes of its rate is the part of resolve-machine.ts.
 */
import { findCost, hostDefaults } from '../../catalog/costs.js';
import type { InstanceType } from '../../catalog/instance-types.js';
import { instanceStoreOf } from '../../catalog/machines.js';
import {
  type Volume,
  type VolumeType,
  type VolumeTypeName,
  findVolumeType,
  volumeRate,
} from '../../catalog/volume-types.js';
import type { Path } from '../path.js';
import type { Ec2Input, MachineInput } from '../schema/ec2.js';
import { catalogueCost } from './catalogue-cost.js';
import type { Resolution } from './resolution.js';
import { writeRate, writeSize } from './write-values.js';

export interface ImageVolume {
  readonly path: Path;
  /** The EBS volume, or null for the instance store. */
  readonly ebs: Volume | null;
  readonly sizeBytes: number;
  /** Of the volume alone. */
  readonly bytesPerSecond: number;
  readonly snapshotBytesPerSecond: number | null;
  readonly outlivesHost: boolean;
  /** Whether the system lies on it too. */
  readonly isRoot: boolean;
}

type VolumeInput = NonNullable<Ec2Input['dataVolume']>;

/** The volume with the images of the capacity at `path`; `type` is null for a machine of one's own. */
export function resolveVolume(
  path: Path,
  given: MachineInput,
  type: InstanceType | null,
  resolution: Resolution,
): ImageVolume {
  const isRoot = given.dataVolume === undefined;
  const at: Path = [...path, isRoot ? 'volume' : 'dataVolume'];
  if (!isRoot && given.volume !== undefined)
    for (const key of Object.keys(given.volume)) resolution.given([...path, 'volume', key]);
  const input: VolumeInput = given.dataVolume ?? given.volume ?? {};
  const outlivesHost = isRoot
    ? false
    : resolution.pick([...at, 'outlivesHost'], input.outlivesHost, {
        value: false,
        source: 'each host has a volume of its own',
      });
  if (input.type === 'instance-store')
    return instanceStore(at, input, { type, outlivesHost, isRoot }, resolution);
  const ebs = ebsVolume(at, input, resolution);
  return {
    path: at,
    ebs,
    sizeBytes: ebs.sizeBytes,
    bytesPerSecond: volumeRate(ebs).bytesPerSecond,
    snapshotBytesPerSecond: snapshotRate(at, input, isRoot, resolution),
    outlivesHost,
    isRoot,
  };
}

function ebsVolume(at: Path, input: VolumeInput, resolution: Resolution): Volume {
  const name = input.type === 'instance-store' ? undefined : input.type;
  const type = resolution.pick<VolumeTypeName>([...at, 'type'], name, {
    value: 'gp3',
    origin: 'catalogue',
    source: findCost('hosts.volumeBytes')?.source ?? '',
  });
  const sizeBytes = resolution.pick(
    [...at, 'size'],
    input.size,
    catalogueCost('hosts.volumeBytes', hostDefaults.volumeBytes),
    writeSize,
  );
  const volume = { type, sizeBytes, iops: input.iops ?? null, bytesPerSecond: input.throughput ?? null };
  const found = findVolumeType(type);
  if (found !== undefined) checkProvisioned(at, input, found, resolution);
  if (input.iops !== undefined) resolution.given([...at, 'iops']);
  resolution.pick(
    [...at, 'throughput'],
    input.throughput,
    {
      value: volumeRate(volume).bytesPerSecond,
      origin: 'catalogue',
      source: found ? `${found.source} (${found.asOf})` : type,
    },
    writeRate,
  );
  return volume;
}

function checkProvisioned(at: Path, input: VolumeInput, type: VolumeType, resolution: Resolution): void {
  const { problems } = resolution;
  if (input.throughput !== undefined && input.throughput > type.maxBytesPerSecond) {
    const message = `${writeRate(input.throughput)} is more than ${type.type} volumes can have`;
    const remedy = `write at most "${writeRate(type.maxBytesPerSecond)}"`;
    problems.error({ path: [...at, 'throughput'], message, remedy });
  }
  const needed = Math.ceil((input.throughput ?? 0) / hostDefaults.volumeIoBytes);
  const iops = input.iops ?? type.baseIops;
  if (type.takesIops && iops !== null && needed > iops) {
    const message = `${writeRate(input.throughput ?? 0)} takes ${needed} IOPS, and the volume has ${iops}`;
    const path = [...at, 'throughput'];
    problems.warn({ path, message, remedy: `add "iops: ${needed}", or write less` });
  }
  if (input.iops === undefined) return;
  const path = [...at, 'iops'];
  if (!type.takesIops) {
    const message = `the IOPS of ${type.type} volumes follow from their size`;
    problems.error({ path, at: 'key', message, remedy: 'delete this line, or use "type: gp3"' });
  } else if (input.iops > type.maxIops) {
    const message = `${input.iops} is more than ${type.type} volumes can have`;
    problems.error({ path, message, remedy: `write at most ${type.maxIops}` });
  }
}

/** The rate of first reads of what came with a snapshot, or null. */
function snapshotRate(at: Path, input: VolumeInput, isRoot: boolean, resolution: Resolution): number | null {
  const state = resolution.pick<'fresh' | 'initialised'>(
    [...at, 'fromSnapshot'],
    input.fromSnapshot,
    isRoot
      ? {
          value: 'fresh',
          source: 'a root volume is made from the snapshot of its AMI; matters for baked images',
        }
      : { value: 'initialised', source: 'a data volume begins empty' },
  );
  if (state === 'initialised') return null;
  const { value, source } = catalogueCost(
    'hosts.snapshotBytesPerSecond',
    hostDefaults.snapshotBytesPerSecond,
  );
  resolution.note([...at, 'snapshot'], writeRate(value), 'catalogue', source);
  return value;
}

function instanceStore(
  at: Path,
  input: VolumeInput,
  { type, outlivesHost, isRoot }: { type: InstanceType | null; outlivesHost: boolean; isRoot: boolean },
  resolution: Resolution,
): ImageVolume {
  resolution.given([...at, 'type']);
  for (const key of ['size', 'iops', 'throughput', 'fromSnapshot'] as const) {
    if (input[key] === undefined) continue;
    const message = `"${key}" is not for an instance store, which is what the instance type has`;
    resolution.problems.error({ path: [...at, key], at: 'key', message, remedy: 'delete this line' });
  }
  if (outlivesHost) {
    const message = 'an instance store goes with its instance';
    resolution.problems.error({
      path: [...at, 'outlivesHost'],
      message,
      remedy: 'delete this line, or use an EBS volume',
    });
  }
  const store = type === null ? undefined : instanceStoreOf(type);
  if (store === undefined) {
    const message =
      type === null ? 'a machine of your own has no instance store' : `${type.name} has no instance store`;
    const remedy =
      type === null
        ? 'give "machine.disk" and "volume.size"'
        : 'use a type that has one, such as "m6id.large"';
    resolution.problems.error({ path: [...at, 'type'], message, remedy });
  }
  const { sizeBytes, bytesPerSecond } = store ?? {
    sizeBytes: hostDefaults.volumeBytes,
    bytesPerSecond: Infinity,
  };
  const disks = type === null ? '' : `${type.source} (${type.asOf})`;
  resolution.note([...at, 'size'], writeSize(sizeBytes), 'catalogue', disks);
  const cost = catalogueCost('hosts.instanceStoreBytesPerSecondPerByte', bytesPerSecond);
  resolution.note([...at, 'throughput'], writeRate(bytesPerSecond), 'catalogue', cost.source);
  return {
    path: at,
    ebs: null,
    sizeBytes,
    bytesPerSecond,
    snapshotBytesPerSecond: null,
    outlivesHost: false,
    isRoot,
  };
}
