/**
 * The machine of an EC2 capacity: an instance type of the catalogue, or a `machine:` of one's own, with its root
 * volume. The image store reads and writes at the smaller of the volume's throughput and the instance's EBS limit;
 * of the latter the maximum is taken, as of the network the burst.
 */
import { findCost, hostDefaults } from '../../catalog/costs.js';
import { type InstanceType, findInstanceType, instanceTypeNames } from '../../catalog/instance-types.js';
import { type VolumeTypeName, findVolumeType, volumeBytesPerSecond } from '../../catalog/volume-types.js';
import type { MachineSpec } from '../../model/spec.js';
import type { Path } from '../path.js';
import type { Ec2Input } from '../schema/capacity.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import { catalogueCost } from './catalogue-cost.js';
import type { Resolution } from './resolution.js';
import { writeRate, writeSize } from './write-values.js';

const DEFAULT_INSTANCE_TYPE = 'm6i.large';

/** The machine of the EC2 capacity at `path`, with its root volume. */
export function resolveMachine(
  path: Path,
  name: string,
  given: Ec2Input,
  input: ScenarioInput,
  resolution: Resolution,
): MachineSpec {
  const { machine } = given;
  if (machine !== undefined && given.instanceType !== undefined) {
    const message = '"machine" and "instanceType" are both there';
    resolution.problems.error({ path: [...path, 'machine'], at: 'key', message, remedy: 'keep one of them' });
  }
  const usedPath: Path = ['initial', 'capacity', name, 'diskUsed'];
  const volume = volumeOf(path, given, resolution);
  const common = {
    diskBytes: volume.sizeBytes,
    diskUsedBytes: resolution.pick(
      usedPath,
      input.initial?.capacity[name]?.diskUsed,
      catalogueCost('hosts.diskUsedBytes', hostDefaults.diskUsedBytes),
      writeSize,
    ),
  };
  if (common.diskUsedBytes > common.diskBytes) {
    const message = `${writeSize(common.diskUsedBytes)} are used of a disk of ${writeSize(common.diskBytes)}`;
    resolution.problems.error({
      path: [...path, 'volume'],
      at: 'key',
      message,
      remedy: 'use a larger volume.size',
    });
  }
  if (machine === undefined)
    return { ...common, ...typedMachine(path, given, volume.bytesPerSecond, resolution) };
  for (const key of ['cores', 'memory', 'nic'] as const) resolution.given([...path, 'machine', key]);
  const architecture = resolution.pick<'X86_64' | 'ARM64'>(
    [...path, 'machine', 'architecture'],
    machine.architecture,
    {
      value: 'X86_64',
      source: 'the commoner one',
    },
  );
  const diskBytesPerSecond = resolution.pick(
    [...path, 'machine', 'disk'],
    machine.disk,
    { value: volume.bytesPerSecond, origin: 'derived', source: 'the volume' },
    writeRate,
  );
  const { cores, memory: memoryBytes, nic: nicBytesPerSecond } = machine;
  return {
    ...common,
    instanceType: null,
    cores,
    coreCapacity: cores,
    nicCredits: null,
    flowBytesPerSecond: Infinity,
    diskCredits: [],
    pageCache: null,
    snapshotBytesPerSecond: null,
    diskOutlivesHost: false,
    memoryBytes,
    nicBytesPerSecond,
    diskBytesPerSecond,
    architecture,
  };
}

function typedMachine(
  path: Path,
  given: Ec2Input,
  volumeRate: number,
  resolution: Resolution,
): Omit<MachineSpec, 'diskBytes' | 'diskUsedBytes'> {
  const at = [...path, 'instanceType'];
  const wanted = resolution.pick(at, given.instanceType, {
    value: DEFAULT_INSTANCE_TYPE,
    source: 'an ordinary instance',
  });
  if (findInstanceType(wanted) === undefined)
    resolution.unknown(at, 'instance type', wanted, instanceTypeNames());
  const type = findInstanceType(wanted) ?? ordinaryInstance();
  const network = resolution.pick<'burst' | 'baseline'>([...path, 'network'], given.network, {
    value: 'burst',
    source: 'credits are full at launch, and pulls are short',
  });
  const nicBytesPerSecond =
    network === 'burst' ? type.networkBurstBytesPerSecond : type.networkBytesPerSecond;
  const source = `${type.source} (${type.asOf})`;
  const words = `${type.vcpu} vCPU, ${writeSize(type.memoryBytes)}, ${writeRate(nicBytesPerSecond)} network, ${type.architecture}`;
  resolution.note([...at, 'machine'], words, 'catalogue', source);
  const diskBytesPerSecond = Math.min(volumeRate, type.ebsMaxBytesPerSecond);
  const bound =
    volumeRate <= type.ebsMaxBytesPerSecond
      ? 'the volume'
      : `the EBS limit of ${wanted} (its maximum), ${source}`;
  resolution.note([...at, 'disk'], writeRate(diskBytesPerSecond), 'derived', bound);
  return {
    instanceType: wanted,
    cores: type.vcpu,
    coreCapacity: type.vcpu,
    nicCredits: null,
    flowBytesPerSecond: Infinity,
    diskCredits: [],
    pageCache: null,
    snapshotBytesPerSecond: null,
    diskOutlivesHost: false,
    memoryBytes: type.memoryBytes,
    nicBytesPerSecond,
    diskBytesPerSecond,
    architecture: type.architecture,
  };
}

/** Stands in after an error, so that the rest can still be checked. */
function ordinaryInstance(): InstanceType {
  const type = findInstanceType(DEFAULT_INSTANCE_TYPE);
  if (type === undefined) throw new Error(`the catalogue lacks ${DEFAULT_INSTANCE_TYPE}`);
  return type;
}

function volumeOf(
  path: Path,
  given: Ec2Input,
  resolution: Resolution,
): { sizeBytes: number; bytesPerSecond: number } {
  const at = [...path, 'volume'];
  const { volume = {} } = given;
  const type = resolution.pick<VolumeTypeName>([...at, 'type'], volume.type, {
    value: 'gp3',
    origin: 'catalogue',
    source: findCost('hosts.volumeBytes')?.source ?? '',
  });
  const sizeBytes = resolution.pick(
    [...at, 'size'],
    volume.size,
    catalogueCost('hosts.volumeBytes', hostDefaults.volumeBytes),
    writeSize,
  );
  if (volume.iops !== undefined) resolution.given([...at, 'iops']);
  const found = findVolumeType(type);
  const bytesPerSecond = resolution.pick(
    [...at, 'throughput'],
    volume.throughput,
    {
      value: volumeBytesPerSecond(type, sizeBytes),
      origin: 'catalogue',
      source: found ? `${found.source} (${found.asOf})` : type,
    },
    writeRate,
  );
  if (found !== undefined && bytesPerSecond > found.maxBytesPerSecond) {
    const message = `${writeRate(bytesPerSecond)} is more than a ${type} volume can have`;
    resolution.problems.error({
      path: [...at, 'throughput'],
      message,
      remedy: `write at most "${writeRate(found.maxBytesPerSecond)}"`,
    });
  }
  return { sizeBytes, bytesPerSecond };
}
