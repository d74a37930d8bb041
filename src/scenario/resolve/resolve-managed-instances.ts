/**
 * Amazon ECS Managed Instances: EC2 instances that ECS launches where a task has no room, cleans of images and ends when
 * they are idle. All are of one type, as an average of what ECS would choose; their agent has its defaults, which nobody
 * can change. Runtime: AWS runs Bottlerocket there, and publishes neither version nor settings.
 */
import { hostDefaults, managedDefaults } from '../../catalog/costs.js';
import type { Ec2CapacitySpec, ManagedInstancesSpec } from '../../model/spec.js';
import { writeDuration } from '../../units/duration.js';
import { formatDistribution } from '../../units/parse-distribution.js';
import type { Path } from '../path.js';
import type { ManagedInstancesInput } from '../schema/managed-instances.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import { defaultAgentSettings } from './agent-settings.js';
import type { CapacityContext } from './capacity-context.js';
import { catalogueCost } from './catalogue-cost.js';
import { initialImages } from './initial-images.js';
import type { Resolution } from './resolution.js';
import { resolveLazyRules } from './resolve-lazy-rules.js';
import { resolveMachine } from './resolve-machine.js';
import { networkOfCapacity } from './resolve-networks.js';
import { resolvePolicy } from './resolve-policy.js';
import { resolveRegion } from './resolve-region.js';
import { resolveRuntime } from './resolve-runtime.js';
import { dateOf } from './simulated-time.js';

const RUNTIME = 'containerd-2.1';
const MAXIMUM_COUNT = 100;

/** The managed capacity of this name. */
export function resolveManagedInstances(
  name: string,
  given: ManagedInstancesInput,
  input: ScenarioInput,
  { references, time }: CapacityContext,
  resolution: Resolution,
): Ec2CapacitySpec {
  const path: Path = ['capacity', name];
  resolution.given([...path, 'launchType']);
  const { machine, volume } = resolveMachine(path, name, given, input, resolution);
  const runtime = resolveRuntime(path, given.runtime, RUNTIME, resolution);
  const count = resolution.pick([...path, 'count'], given.count, {
    value: 0,
    source: 'ECS launches what it needs',
  });
  return {
    launchType: 'EC2',
    name,
    region: resolveRegion(path, given.region, resolution),
    machine,
    count,
    launchSeconds: resolution.pick(
      [...path, 'launchTime'],
      given.launchTime,
      catalogueCost('hosts.launchSeconds', hostDefaults.launchSeconds),
      formatDistribution,
    ),
    agent: defaultAgentSettings([...path, 'agent'], resolution),
    policy: resolvePolicy([...path, 'policy'], undefined, input.model?.semantics, resolution),
    ...resolveLazyRules(
      path,
      given.soci,
      { runtime, operatingSystem: 'LINUX', platform: null, date: dateOf(time) },
      resolution,
    ),
    initialImages: initialImages(name, input, references, resolution),
    network: networkOfCapacity(path, given.subnets, input, resolution),
    peers: null,
    volume,
    operatingSystem: 'LINUX',
    hostBases: null,
    managed: rulesOf(path, given, count, resolution),
  };
}

function rulesOf(
  path: Path,
  given: ManagedInstancesInput,
  count: number,
  resolution: Resolution,
): ManagedInstancesSpec {
  const maximumCount = resolution.pick([...path, 'maximumCount'], given.maximumCount, {
    value: Math.max(MAXIMUM_COUNT, count),
    source: 'more than most clusters need',
  });
  if (count > maximumCount)
    resolution.problems.error({
      path: [...path, 'maximumCount'],
      message: `is less than the ${count} instances of time zero`,
      remedy: 'raise it, or lower "count"',
    });
  const idle = given.idleInstanceTime === 'never' ? Infinity : given.idleInstanceTime;
  return {
    unusedImageSeconds: resolution.pick(
      [...path, 'unusedImageTime'],
      given.unusedImageTime,
      catalogueCost<number>('managedInstances.unusedImageSeconds', managedDefaults.unusedImageSeconds),
      writeDuration,
    ),
    usesCachedImages: resolution.pick(
      [...path, 'usesCachedImages'],
      given.usesCachedImages,
      catalogueCost<boolean>('managedInstances.usesCachedImages', managedDefaults.usesCachedImages),
    ),
    firstTaskAlone: resolution.pick(
      [...path, 'firstTaskAlone'],
      given.firstTaskAlone,
      catalogueCost<boolean>('managedInstances.firstTaskAlone', managedDefaults.firstTaskAlone),
    ),
    maximumCount,
    idleInstanceSeconds: resolution.pick(
      [...path, 'idleInstanceTime'],
      idle,
      catalogueCost<number>('managedInstances.idleInstanceSeconds', managedDefaults.idleInstanceSeconds),
      writeDuration,
    ),
  };
}
