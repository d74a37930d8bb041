/**
 * What hosts cost: instances by the hour they are registered, on demand; the licence of Windows by the vCPU and the fee
 * of Managed Instances, both on top; their volumes by the gigabyte and month, with operations and throughput above what
 * is free; and the snapshot of images that are baked into an AMI. Volumes are billed while their hosts run: a data
 * volume that waits for its next host is left out, as are Spot and savings plans.
 */
import { findInstanceType, type InstanceType } from '../../catalog/instance-types.js';
import { findPrice } from '../../catalog/prices.js';
import { layersAtStart } from '../../model/image/layers-at-start.js';
import { parseReference } from '../../model/image/reference.js';
import type { Ec2CapacitySpec, VolumeBill, WorldSpec } from '../../model/spec.js';
import { HOURS_A_MONTH, type BillPen, unitPrice, type UnitPrice } from './bill-line.js';
import type { BillRun } from './bill-run.js';

/** A GB of a volume or a snapshot is 2^30 bytes, as volumes are made in GiB. */
const BYTES_A_GIB = 2 ** 30;
const BYTES_A_MIB = 2 ** 20;
/** The only Region whose instance prices the catalogue has. */
const PRICED_REGION = 'us-east-1';

/** Writes the hosts of a run. */
export function writeHosts(pen: BillPen, bill: BillRun): void {
  for (const capacity of bill.world.capacities) {
    if (capacity.launchType !== 'EC2') continue;
    const hours = bill.hostHours(capacity);
    writeInstances(pen, capacity, hours);
    if (capacity.operatingSystem === 'WINDOWS') writeLicence(pen, capacity, hours);
    if (capacity.managed) writeFee(pen, capacity, hours);
    if (capacity.volume) writeVolume(pen, capacity.volume, capacity.region, hours / HOURS_A_MONTH);
    else
      pen.write({
        part: 'capacity',
        what: `volumes of ${capacity.name}`,
        quantity: hours,
        unit: 'h',
        price: undefined,
      });
    const baked = bakedBytes(capacity, bill.world) / BYTES_A_GIB;
    writeMonths(
      pen,
      'snapshot of baked images',
      'ebs.snapshot',
      capacity.region,
      (baked * bill.hours) / HOURS_A_MONTH,
    );
  }
}

/** USD an hour of an instance type in a Region, or undefined. */
export function instancePrice(type: InstanceType | undefined, region: string): UnitPrice | undefined {
  if (!type || type.usdPerHour === null || region !== PRICED_REGION) return undefined;
  return { usd: type.usdPerHour, source: type.priceSource, asOf: type.priceAsOf };
}

function writeInstances(pen: BillPen, { name, region, machine }: Ec2CapacitySpec, hours: number): void {
  const { instanceType } = machine;
  const price = instanceType === null ? undefined : instancePrice(findInstanceType(instanceType), region);
  const what = `instances ${instanceType ?? `of ${name}`}, ${region}`;
  pen.write({ part: 'capacity', what, quantity: hours, unit: 'h', price });
}

/** Of these the licence costs less, how much is not in the catalogue. Source: the row `ec2.windowsLicence`. */
const BURSTABLE = /^t\d/;

function writeLicence(pen: BillPen, { region, machine }: Ec2CapacitySpec, hours: number): void {
  const { instanceType } = machine;
  const type = instanceType === null ? undefined : findInstanceType(instanceType);
  const price =
    type === undefined || BURSTABLE.test(type.name)
      ? undefined
      : unitPrice(findPrice('ec2.windowsLicence', region));
  const what = `Windows licence of ${instanceType ?? 'instances'}, ${region}`;
  const vcpuHours = { quantity: (type?.vcpu ?? 0) * hours, unit: 'vCPU-h' };
  pen.write({ part: 'capacity', what, ...(type ? vcpuHours : { quantity: hours, unit: 'h' }), price });
}

/** A share of what the instance costs on demand. */
function writeFee(pen: BillPen, { region, machine }: Ec2CapacitySpec, hours: number): void {
  const { instanceType } = machine;
  const type = instanceType === null ? undefined : findInstanceType(instanceType);
  const onDemand = instancePrice(type, region);
  const share = unitPrice(findPrice('ecs.managedInstances.fee', region));
  const price = onDemand && share && { ...share, usd: onDemand.usd * share.usd };
  const what = `management of instances ${instanceType ?? 'of no known type'}, ${region}`;
  pen.write({ part: 'capacity', what, quantity: hours, unit: 'h', price });
}

const INSTANCE_STORE = 'instance-store';

function writeVolume(pen: BillPen, volume: VolumeBill, region: string, months: number): void {
  const { type, sizeBytes, iops, throughputBytesPerSecond } = volume;
  if (type === INSTANCE_STORE) return;
  const id = `ebs.${type}`;
  writeMonths(pen, `${type} volumes`, `${id}.storage`, region, (sizeBytes / BYTES_A_GIB) * months);
  const above = (rate: 'iops' | 'throughput', given: number | null): number =>
    Math.max(0, (given ?? 0) - (findPrice(`${id}.${rate}`, region)?.above ?? 0)) * months;
  writeMonths(pen, `${type} operations`, `${id}.iops`, region, above('iops', iops), 'IOPS-month');
  const mebibytes = throughputBytesPerSecond === null ? null : throughputBytesPerSecond / BYTES_A_MIB;
  writeMonths(
    pen,
    `${type} throughput`,
    `${id}.throughput`,
    region,
    above('throughput', mebibytes),
    'MiB/s-month',
  );
}

function writeMonths(
  pen: BillPen,
  what: string,
  id: string,
  region: string,
  quantity: number,
  unit = 'GB-month',
): void {
  const price = unitPrice(findPrice(id, region));
  pen.write({ part: 'capacity', what: `${what}, ${region}`, quantity, unit, price });
}

/** Bytes of the layers that the hosts of a capacity have from their AMI, unpacked, each once. */
function bakedBytes({ initialImages }: Ec2CapacitySpec, { images }: WorldSpec): number {
  const layers = new Map<string, number>();
  for (const { image, pulledByAgent } of initialImages) {
    if (pulledByAgent) continue;
    const { name } = parseReference(image);
    const spec = images.find((each) => each.name === name || each.names.some((other) => other.name === name));
    if (spec === undefined) continue;
    for (const { digest, uncompressedBytes } of layersAtStart(spec)) layers.set(digest, uncompressedBytes);
  }
  return [...layers.values()].reduce((sum, bytes) => sum + bytes, 0);
}
