/**
 * Pull cost: what AWS bills because images are pulled. Known now: bytes that cross Regions, and the
 * vCPU and memory that Fargate bills from the start of the pull until the application is ready. Left
 * out: NAT gateways, endpoints, requests, and all capacity cost (hosts, volumes). Prices and their
 * dates are in the catalogue; one that it lacks is named and counts as nothing.
 */
import { findFargatePrice } from '../catalog/fargate-prices.js';
import { findInterRegionRate } from '../catalog/prices.js';
import type { StartTable } from '../model/record.js';
import type { FargateCapacitySpec, TaskDefinitionSpec, WorldSpec } from '../model/spec.js';
import { labelOf } from './measure.js';
import { imageName } from './profile.js';

const BYTES_PER_GB = 1e9;
/** Task memory is priced by the GB, and 2 GB of a task size are 2048 MiB. */
const MIB_PER_GB = 1024;
const SECONDS_PER_HOUR = 3600;

export interface PullCost {
  readonly usd: number;
  /** What the catalogue has no price for, in words. */
  readonly unknown: readonly string[];
}

/** The pull cost in USD of the counted rows of one run. */
export function pullCost(world: WorldSpec, table: StartTable, rows: Uint32Array): PullCost {
  const unknown = new Set<string>();
  const transfer = transferPrice(world, unknown);
  const paid = fargatePrice(world, unknown);
  const { crossRegionBytes, billedPullSeconds } = table.number;
  let usd = 0;
  for (const row of rows) {
    const bytes = crossRegionBytes[row]!;
    const vcpuSeconds = billedPullSeconds[row]!;
    if (bytes > 0)
      usd += bytes * transfer(imageName(labelOf(table, 'image', row)), labelOf(table, 'capacity', row));
    if (vcpuSeconds > 0)
      usd += vcpuSeconds * paid(labelOf(table, 'service', row), labelOf(table, 'capacity', row));
  }
  return { usd, unknown: [...unknown].sort() };
}

/** USD per byte, by image and capacity. */
function transferPrice(world: WorldSpec, unknown: Set<string>): (image: string, capacity: string) => number {
  const known = new Map<string, number>();
  return (image, capacity) => {
    const key = `${image}\n${capacity}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const to = world.capacities.find(({ name }) => name === capacity)?.region ?? '';
    const from = sourceRegion(world, image, to);
    const perGB = from === null ? undefined : findInterRegionRate(from, to)?.usdPerGB;
    if (perGB === undefined) unknown.add(`transfer from ${from ?? 'an unknown Region'} to ${to}`);
    const price = (perGB ?? 0) / BYTES_PER_GB;
    known.set(key, price);
    return price;
  };
}

/**
 * The Region that the bytes came from: that of the image, or, where that is the Region they went to (the
 * bytes are a sidecar's then), of the first registry elsewhere.
 */
function sourceRegion(world: WorldSpec, image: string, to: string): string | null {
  const registry = world.images.find(({ name }) => name === image)?.registry;
  const own = world.registries.find(({ name }) => name === registry)?.region ?? null;
  if (own !== null && own !== to) return own;
  return world.registries.find(({ region }) => region !== null && region !== to)?.region ?? null;
}

/** USD per vCPU-second, the memory that goes with a vCPU included, by service (or RunTask entry) and capacity. */
function fargatePrice(world: WorldSpec, unknown: Set<string>): (service: string, capacity: string) => number {
  const known = new Map<string, number>();
  return (service, capacity) => {
    const key = `${service}\n${capacity}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const price = vcpuSecondPrice(world, service, capacity, unknown);
    known.set(key, price);
    return price;
  };
}

function vcpuSecondPrice(world: WorldSpec, service: string, capacity: string, unknown: Set<string>): number {
  const fargate = world.capacities.find(
    (spec): spec is FargateCapacitySpec => spec.name === capacity && spec.launchType === 'FARGATE',
  );
  const task = definitionOf(world, service);
  const price =
    fargate &&
    findFargatePrice({
      region: fargate.region,
      operatingSystem: 'LINUX',
      architecture: fargate.architecture,
      spot: false,
    });
  if (!price || !task) {
    unknown.add(
      `Fargate ${fargate?.architecture ?? ''} in ${fargate?.region ?? capacity}`.replace('  ', ' '),
    );
    return 0;
  }
  const gbPerVcpu = task.memoryMiB / MIB_PER_GB / (task.cpuUnits / 1024);
  return (price.usdPerVcpuHour + price.usdPerGBHour * gbPerVcpu) / SECONDS_PER_HOUR;
}

/** The task definition of a service, or of a RunTask entry. */
export function definitionOf(world: WorldSpec, service: string): TaskDefinitionSpec | undefined {
  for (const { id, action } of world.timeline) {
    const named =
      (action.kind === 'createService' && action.name === service) ||
      (action.kind === 'runTask' && id === service);
    if (named && 'taskDefinition' in action)
      return world.taskDefinitions.find(({ family }) => family === action.taskDefinition);
  }
  return undefined;
}
