/**
 * Capacity: EC2 instances out of the catalogue (or a `machine:` of one's own) with volume, agent and runtime, and
 * Fargate, whose rates follow the size of the tasks that run on it and are steady.
 */
import { fargateDefaults, hostDefaults } from '../../catalog/costs.js';
import { findFargateSize } from '../../catalog/fargate.js';
import { DEFAULT_REGION, findRegion, regionCodes } from '../../catalog/regions.js';
import type {
  CapacitySpec,
  Ec2CapacitySpec,
  FargateCapacitySpec,
  FargateRates,
  InitialImage,
} from '../../model/spec.js';
import { constant } from '../../units/distribution.js';
import { formatDistribution } from '../../units/parse-distribution.js';
import type { Path } from '../path.js';
import type { Ec2Input, FargateInput } from '../schema/capacity.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import { readAgentSettings } from './agent-settings.js';
import { catalogueCost } from './catalogue-cost.js';
import type { References } from './references.js';
import type { Fallback, Resolution } from './resolution.js';
import { resolveMachine } from './resolve-machine.js';
import { networkOfCapacity } from './resolve-networks.js';
import { resolvePeers } from './resolve-peers.js';
import { resolvePolicy } from './resolve-policy.js';
import { resolveRuntime } from './resolve-runtime.js';
import type { TaskSize } from './resolve-task-definitions.js';
import { writeRate } from './write-values.js';

/** What else capacity depends on. */
export interface CapacityContext {
  readonly references: References;
  /** Sizes of the tasks that the timeline puts on a capacity. */
  readonly sizesOn: (capacity: string) => readonly TaskSize[];
}

/** All capacities, in the order of the file. */
export function resolveCapacities(
  input: ScenarioInput,
  context: CapacityContext,
  resolution: Resolution,
): readonly CapacitySpec[] {
  checkInitial(input, resolution);
  return Object.entries(input.capacity).map(([name, given]) =>
    given.launchType === 'EC2'
      ? resolveEc2(name, given, input, context, resolution)
      : resolveFargate(name, given, input, context, resolution),
  );
}

function checkInitial(input: ScenarioInput, resolution: Resolution): void {
  for (const name of Object.keys(input.initial?.capacity ?? {})) {
    const path: Path = ['initial', 'capacity', name];
    const capacity = resolution.find(path, 'capacity', name, new Map(Object.entries(input.capacity)));
    if (capacity?.launchType === 'FARGATE')
      resolution.problems.error({
        path,
        at: 'key',
        message: 'Fargate holds nothing at time zero',
        remedy: 'delete this entry',
      });
  }
}

function resolveEc2(
  name: string,
  given: Ec2Input,
  input: ScenarioInput,
  { references }: CapacityContext,
  resolution: Resolution,
): Ec2CapacitySpec {
  const path: Path = ['capacity', name];
  resolution.given([...path, 'launchType']);
  const runtime = resolveRuntime(path, given.runtime, 'docker-25', resolution);
  const { machine, volume } = resolveMachine(path, name, given, input, resolution);
  return {
    launchType: 'EC2',
    name,
    region: regionOf(path, given.region, resolution),
    machine,
    count: resolution.pick([...path, 'count'], given.count, { value: 1, source: 'one instance' }),
    launchSeconds: resolution.pick(
      [...path, 'launchTime'],
      given.launchTime,
      catalogueCost('hosts.launchSeconds', hostDefaults.launchSeconds),
      formatDistribution,
    ),
    agent: readAgentSettings([...path, 'agent'], given.agent ?? {}, resolution),
    policy: resolvePolicy([...path, 'policy'], given.policy, input.model?.semantics, resolution),
    runtime,
    initialImages: initialImages(name, input, references, resolution),
    network: networkOfCapacity(path, given.subnets, input, resolution),
    peers: resolvePeers(path, given.peerToPeer, runtime, resolution),
    volume,
    operatingSystem: 'LINUX',
    lazyRules: null,
    hostBases: null,
    managed: null,
  };
}

function regionOf(path: Path, given: string | undefined, resolution: Resolution): string {
  const at = [...path, 'region'];
  if (given !== undefined && findRegion(given) === undefined)
    resolution.unknown(at, 'Region', given, regionCodes());
  return resolution.pick(at, given, { value: DEFAULT_REGION, source: 'the oldest Region' });
}

function initialImages(
  capacity: string,
  input: ScenarioInput,
  references: References,
  resolution: Resolution,
): readonly InitialImage[] {
  return (input.initial?.capacity[capacity]?.images ?? []).flatMap((given, index) => {
    const path: Path = ['initial', 'capacity', capacity, 'images', index];
    const image = references.atTimeZero([...path, 'image'], given.image);
    const pulledByAgent = resolution.pick([...path, 'pulledByAgent'], given.pulledByAgent, {
      value: false,
      source: 'baked into the AMI',
    });
    const ageSeconds = resolution.pick([...path, 'age'], given.age, {
      value: 0,
      source: 'recorded at time zero',
    });
    return image === undefined ? [] : [{ image, pulledByAgent, ageSeconds }];
  });
}

function resolveFargate(
  name: string,
  given: FargateInput,
  input: ScenarioInput,
  { sizesOn }: CapacityContext,
  resolution: Resolution,
): FargateCapacitySpec {
  const path: Path = ['capacity', name];
  const sizes = sizesOn(name);
  resolution.given([...path, 'launchType']);
  resolution.pick([...path, 'platformVersion'], given.platformVersion, {
    value: '1.4.0',
    source: 'what LATEST is',
  });
  const architecture = resolution.pick<'X86_64' | 'ARM64'>([...path, 'architecture'], given.architecture, {
    value: sizes.find((size) => size.architecture !== null)?.architecture ?? 'X86_64',
    origin: 'derived',
    source: 'the task definitions that run here',
  });
  return {
    launchType: 'FARGATE',
    name,
    region: regionOf(path, given.region, resolution),
    architecture,
    runtime: resolveRuntime(path, given.runtime, 'fargate-1.4', resolution),
    network: networkOfCapacity(path, given.subnets, input, resolution),
    operatingSystem: 'LINUX',
    operatingSystemFamily: 'LINUX',
    platformVersion: '1.4.0',
    spot: false,
    rates: ratesBySize(sizes, fargateRates(path, given, sizes, resolution)),
    launchRate: null,
    extras: {
      efsProvisionSeconds: constant(0),
      efsCreateSeconds: constant(0),
      serviceConnectProvisionSeconds: constant(0),
      serviceConnectCreateSeconds: constant(0),
      secretsProvisionSeconds: constant(0),
      sidecarCreateSeconds: constant(0),
    },
    layerStorageBytes: null,
    minimumBilledSeconds: 60,
    imageCache: null,
    lazyRules: null,
    hostBases: null,
    provisionSeconds: resolution.pick(
      [...path, 'provisionTime'],
      given.provisionTime,
      catalogueCost('fargate.provisionSeconds', fargateDefaults.provisionSeconds),
      formatDistribution,
    ),
    createSeconds: resolution.pick(
      [...path, 'createTime'],
      given.createTime,
      catalogueCost('fargate.createSeconds', fargateDefaults.createSeconds),
      formatDistribution,
    ),
  };
}

function ratesBySize(
  sizes: readonly TaskSize[],
  rates: Pick<FargateRates, 'nicBytesPerSecond' | 'diskBytesPerSecond'>,
): readonly FargateRates[] {
  const known = sizes.length > 0 ? sizes : [{ cpuUnits: 256, memoryMiB: 512 }];
  return known.map(({ cpuUnits, memoryMiB }) => ({
    cpuUnits,
    memoryMiB,
    ...rates,
    nicCredits: null,
    flowBytesPerSecond: Infinity,
  }));
}

/** A capacity has one rate, a task's size gives it: with several sizes the slowest counts, and a warning says so. */
function fargateRates(
  path: Path,
  given: FargateInput,
  sizes: readonly TaskSize[],
  resolution: Resolution,
): { nicBytesPerSecond: number; diskBytesPerSecond: number } {
  const found = sizes.flatMap(({ cpuUnits, memoryMiB }) => findFargateSize(cpuUnits, memoryMiB) ?? []);
  const smallest = findFargateSize(256, 512);
  const rates = found.length > 0 || smallest === undefined ? found : [smallest];
  const nic = Math.min(...rates.map((size) => size.nicBytesPerSecond));
  const disk = Math.min(...rates.map((size) => size.diskBytesPerSecond));
  const differ = rates.some((size) => size.nicBytesPerSecond !== nic || size.diskBytesPerSecond !== disk);
  if (differ && (given.nic === undefined || given.disk === undefined)) {
    const message = 'tasks of several sizes run here, and all get the rates of the slowest';
    resolution.problems.warn({
      path,
      at: 'key',
      message,
      remedy: 'use a capacity for each size, or give "nic" and "disk"',
    });
  }
  const derived = (value: number, source = ''): Fallback<number> => ({ value, origin: 'catalogue', source });
  return {
    nicBytesPerSecond: resolution.pick(
      [...path, 'nic'],
      given.nic,
      derived(nic, rates[0]?.networkSource),
      writeRate,
    ),
    diskBytesPerSecond: resolution.pick(
      [...path, 'disk'],
      given.disk,
      derived(disk, rates[0]?.diskSource),
      writeRate,
    ),
  };
}
