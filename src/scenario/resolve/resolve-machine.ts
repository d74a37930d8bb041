/**
 * The machine of an EC2 capacity: an instance type of the catalogue, or a `machine:` of one's own, with the volume that
 * holds its images. An EBS volume is as fast as the slower of its own rate and the instance's EBS bandwidth; network
 * and disk burst while they have credits, which are full at launch.
 */
import { hostDefaults } from '../../catalog/costs.js';
import { type InstanceType, findInstanceType } from '../../catalog/instance-types.js';
import {
  type NetworkRate,
  computeOf,
  ebsOf,
  networkCredits,
  networkOf,
  pageCacheOf,
  pageCacheWith,
  singleFlowBytesPerSecond,
} from '../../catalog/machines.js';
import { findQuota } from '../../catalog/quotas.js';
import { volumeRate } from '../../catalog/volume-types.js';
import type { MachineSpec, VolumeBill } from '../../model/spec.js';
import type { Path } from '../path.js';
import type { MachineInput } from '../schema/ec2.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import { catalogueCost } from './catalogue-cost.js';
import { namedInstanceType } from './named-instance-type.js';
import type { Resolution } from './resolution.js';
import { type ImageVolume, resolveVolume } from './resolve-volume.js';
import { writeRate, writeSize } from './write-values.js';

const DEFAULT_INSTANCE_TYPE = 'm6i.large';

type OwnMachine = NonNullable<MachineInput['machine']>;
type Disk = Pick<MachineSpec, 'diskBytes' | 'diskUsedBytes' | 'snapshotBytesPerSecond' | 'diskOutlivesHost'>;

/** The machine of the EC2 capacity at `path`, and what its volume costs; that of a machine of one's own only where it is given. */
export function resolveMachine(
  path: Path,
  name: string,
  given: MachineInput,
  input: ScenarioInput,
  resolution: Resolution,
): { readonly machine: MachineSpec; readonly volume: VolumeBill | null } {
  const { machine } = given;
  if (machine !== undefined && given.instanceType !== undefined) {
    const message = '"machine" and "instanceType" are both there';
    resolution.problems.error({ path: [...path, 'machine'], at: 'key', message, remedy: 'keep one of them' });
  }
  const type = machine === undefined ? instanceTypeOf(path, given, resolution) : null;
  const volume = resolveVolume(path, given, type, resolution);
  const initial = input.initial?.capacity[name];
  const disk = diskOf(volume, ['initial', 'capacity', name, 'diskUsed'], initial?.diskUsed, resolution);
  const creditShare = resolution.pick(
    ['initial', 'capacity', name, 'credits'],
    initial?.credits,
    { value: 1, source: 'credits are full at launch' },
    (share) => `${share * 100} %`,
  );
  if (machine !== undefined) {
    const isKnown = given.volume !== undefined || given.dataVolume !== undefined;
    return {
      machine: { ...disk, ...ownMachine(path, given, machine, volume, creditShare, resolution) },
      volume: isKnown ? billOf(volume) : null,
    };
  }
  const typed = typedMachine(path, given, type ?? ordinaryInstance(), volume, creditShare, resolution);
  return { machine: { ...disk, ...typed }, volume: billOf(volume) };
}

function billOf({ ebs, sizeBytes }: ImageVolume): VolumeBill {
  if (ebs === null) return { type: 'instance-store', sizeBytes, iops: null, throughputBytesPerSecond: null };
  return { type: ebs.type, sizeBytes, iops: ebs.iops, throughputBytesPerSecond: ebs.bytesPerSecond };
}

function diskOf(volume: ImageVolume, usedPath: Path, used: number | undefined, resolution: Resolution): Disk {
  const diskUsedBytes = resolution.pick(
    usedPath,
    used,
    volume.isRoot
      ? catalogueCost('hosts.diskUsedBytes', hostDefaults.diskUsedBytes)
      : { value: 0, source: 'nothing but images is on a data volume' },
    writeSize,
  );
  if (diskUsedBytes > volume.sizeBytes) {
    const message = `${writeSize(diskUsedBytes)} are used of a disk of ${writeSize(volume.sizeBytes)}`;
    const remedy = `use a larger ${volume.isRoot ? 'volume' : 'dataVolume'}.size`;
    resolution.problems.error({ path: volume.path, at: 'key', message, remedy });
  }
  return {
    diskBytes: volume.sizeBytes,
    diskUsedBytes,
    snapshotBytesPerSecond: volume.snapshotBytesPerSecond,
    diskOutlivesHost: volume.outlivesHost,
  };
}

function instanceTypeOf(path: Path, given: MachineInput, resolution: Resolution): InstanceType {
  const at = [...path, 'instanceType'];
  const wanted = resolution.pick(at, given.instanceType, {
    value: DEFAULT_INSTANCE_TYPE,
    source: 'an ordinary instance',
  });
  return namedInstanceType(at, wanted, resolution) ?? ordinaryInstance();
}

function typedMachine(
  path: Path,
  given: MachineInput,
  type: InstanceType,
  volume: ImageVolume,
  creditShare: number,
  resolution: Resolution,
): Omit<MachineSpec, keyof Disk> {
  const at = [...path, 'instanceType'];
  const choice = resolution.pick<NetworkRate>([...path, 'network'], given.network, {
    value: 'credits',
    source: 'burst while credits last, baseline after',
  });
  const compute = computeOf(type);
  const network = networkOf(type, choice, creditShare);
  const source = `${type.source} (${type.asOf})`;
  const words = `${type.vcpu} vCPU, ${writeSize(type.memoryBytes)}, ${writeRate(network.nicBytesPerSecond)} network, ${type.architecture}`;
  resolution.note([...at, 'machine'], words, 'catalogue', source);
  if (compute.coreCapacity < compute.cores) {
    const yielded = catalogueCost('hosts.hyperthreadYield', hostDefaults.hyperthreadYield);
    resolution.note([...at, 'coreCapacity'], `${compute.coreCapacity}`, 'catalogue', yielded.source);
  }
  const flow = findQuota('flow.single');
  resolution.note([...at, 'flow'], writeRate(network.flowBytesPerSecond), 'catalogue', flow?.source ?? '');
  noteCredits([...at, 'networkCredits'], network.nicCredits, 'hosts.networkBurstSeconds', resolution);
  return {
    instanceType: type.name,
    ...compute,
    ...network,
    ...typedDisk(at, type, volume, creditShare, resolution),
    pageCache: pageCacheFor([...path, 'pageCache'], given.pageCache, type.memoryBytes, resolution),
  };
}

function typedDisk(
  at: Path,
  type: InstanceType,
  { ebs, bytesPerSecond }: ImageVolume,
  creditShare: number,
  resolution: Resolution,
): Pick<MachineSpec, 'diskBytesPerSecond' | 'diskCredits'> {
  const disk =
    ebs === null ? { diskBytesPerSecond: bytesPerSecond, diskCredits: [] } : ebsOf(type, ebs, creditShare);
  const bound =
    bytesPerSecond <= disk.diskBytesPerSecond
      ? 'the volume'
      : `the EBS limit of ${type.name} (its maximum), ${type.source} (${type.asOf})`;
  resolution.note([...at, 'disk'], writeRate(disk.diskBytesPerSecond), 'derived', bound);
  disk.diskCredits.forEach((credits, index) => {
    const cost =
      ebs !== null && index === 0 && volumeRate(ebs).credits !== null ? null : 'hosts.ebsBurstSeconds';
    noteCredits([...at, 'diskCredits', index], credits, cost, resolution);
  });
  return disk;
}

/** `cost` is the name of what the size of the bucket follows from; null: the volume type itself. */
function noteCredits(
  path: Path,
  credits: MachineSpec['nicCredits'],
  cost: string | null,
  resolution: Resolution,
): void {
  if (credits === null) return;
  const { baselineBytesPerSecond, capacityBytes } = credits;
  const words = `${writeSize(capacityBytes)} above ${writeRate(baselineBytesPerSecond)}`;
  const source = cost === null ? 'burst credits of the volume type' : catalogueCost(cost, 0).source;
  resolution.note(path, words, 'catalogue', source);
}

function pageCacheFor(
  path: Path,
  given: number | null | undefined,
  memoryBytes: number,
  resolution: Resolution,
): MachineSpec['pageCache'] {
  if (given === undefined) {
    const pageCache = pageCacheOf(memoryBytes);
    const { source } = catalogueCost('hosts.dirtyShare', 0);
    resolution.note(path, writeSize(pageCache.dirtyBytes), 'catalogue', source);
    return pageCache;
  }
  resolution.given(path);
  return given === null || given === 0 ? null : pageCacheWith(given);
}

function ownMachine(
  capacity: Path,
  given: MachineInput,
  machine: OwnMachine,
  volume: ImageVolume,
  creditShare: number,
  resolution: Resolution,
): Omit<MachineSpec, keyof Disk> {
  const path = [...capacity, 'machine'];
  for (const key of ['cores', 'memory', 'nic'] as const) resolution.given([...path, key]);
  const { cores, memory: memoryBytes, nic: nicBytesPerSecond, nicBaseline } = machine;
  if (nicBaseline !== undefined) resolution.given([...path, 'nicBaseline']);
  if (nicBaseline !== undefined && nicBaseline > nicBytesPerSecond) {
    const message = `the baseline is above ${writeRate(nicBytesPerSecond)}, the rate with credits`;
    const remedy = 'write less, or a higher "nic"';
    resolution.problems.error({ path: [...path, 'nicBaseline'], message, remedy });
  }
  const ofVolume = volume.ebs && volumeRate(volume.ebs).credits;
  const isOfVolume = machine.disk === undefined && ofVolume !== null;
  return {
    instanceType: null,
    cores,
    memoryBytes,
    nicBytesPerSecond,
    coreCapacity: resolution.pick([...path, 'coreCapacity'], machine.coreCapacity, {
      value: cores,
      source: 'each thread is a core',
    }),
    architecture: resolution.pick<'X86_64' | 'ARM64'>([...path, 'architecture'], machine.architecture, {
      value: 'X86_64',
      source: 'the commoner one',
    }),
    nicCredits: networkCredits(nicBaseline ?? nicBytesPerSecond, nicBytesPerSecond, creditShare),
    flowBytesPerSecond: resolution.pick(
      [...path, 'flow'],
      machine.flow,
      { value: singleFlowBytesPerSecond(), source: 'as on EC2' },
      writeRate,
    ),
    diskBytesPerSecond: resolution.pick(
      [...path, 'disk'],
      machine.disk,
      { value: volume.bytesPerSecond, origin: 'derived', source: 'the volume' },
      writeRate,
    ),
    diskCredits: isOfVolume ? [{ ...ofVolume, initialShare: creditShare }] : [],
    pageCache: pageCacheFor([...capacity, 'pageCache'], given.pageCache, memoryBytes, resolution),
  };
}

/** Stands in after an error, so that the rest can still be checked. */
function ordinaryInstance(): InstanceType {
  const type = findInstanceType(DEFAULT_INSTANCE_TYPE);
  if (type === undefined) throw new Error(`the catalogue lacks ${DEFAULT_INSTANCE_TYPE}`);
  return type;
}
