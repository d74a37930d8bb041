/**
 * EC2 container instances: out of the catalogue (or a `machine:` of one's own) with volume, agent and runtime. Those of
 * Windows have their own agent defaults and runtime, and base images that came with the AMI.
 */
import { hostDefaults, windowsDefaults } from '../../catalog/costs.js';
import type { Ec2CapacitySpec } from '../../model/spec.js';
import type { Distribution } from '../../units/distribution.js';
import { formatDistribution } from '../../units/parse-distribution.js';
import type { Path } from '../path.js';
import type { Ec2Input } from '../schema/ec2.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import { readAgentSettings } from './agent-settings.js';
import type { CapacityContext } from './capacity-context.js';
import { catalogueCost } from './catalogue-cost.js';
import { checkRuntimeSystem } from './check-runtime-system.js';
import { initialImages } from './initial-images.js';
import type { Fallback, Resolution } from './resolution.js';
import { resolveHostBases } from './resolve-host-bases.js';
import { resolveLazyRules } from './resolve-lazy-rules.js';
import { resolveMachine } from './resolve-machine.js';
import { networkOfCapacity } from './resolve-networks.js';
import { resolveOperatingSystem } from './resolve-operating-system.js';
import { resolvePeers } from './resolve-peers.js';
import { resolvePolicy } from './resolve-policy.js';
import { resolveRegion } from './resolve-region.js';
import { resolveRuntime } from './resolve-runtime.js';
import { dateOf } from './simulated-time.js';

/** The EC2 capacity of this name. */
export function resolveEc2(
  name: string,
  given: Ec2Input,
  input: ScenarioInput,
  context: CapacityContext,
  resolution: Resolution,
): Ec2CapacitySpec {
  const path: Path = ['capacity', name];
  resolution.given([...path, 'launchType']);
  const family = resolveOperatingSystem(path, given, context.needsOn(name), resolution);
  const { operatingSystem } = family;
  const usual = operatingSystem === 'WINDOWS' ? 'docker-windows' : 'docker-25';
  const runtime = resolveRuntime(path, given.runtime, usual, resolution);
  checkRuntimeSystem(path, given.runtime, runtime, operatingSystem, resolution);
  const { machine, volume } = resolveMachine(path, name, given, input, resolution);
  if (operatingSystem === 'WINDOWS' && machine.architecture === 'ARM64') refuseArm(path, given, resolution);
  return {
    launchType: 'EC2',
    name,
    region: resolveRegion(path, given.region, resolution),
    machine,
    count: resolution.pick([...path, 'count'], given.count, { value: 1, source: 'one instance' }),
    launchSeconds: resolution.pick(
      [...path, 'launchTime'],
      given.launchTime,
      launchTimeOf(operatingSystem),
      formatDistribution,
    ),
    agent: readAgentSettings([...path, 'agent'], given.agent ?? {}, resolution, operatingSystem),
    policy: resolvePolicy([...path, 'policy'], given.policy, input.model?.semantics, resolution),
    ...resolveLazyRules(
      path,
      given.soci,
      { runtime, operatingSystem, platform: null, date: dateOf(context.time) },
      resolution,
    ),
    initialImages: initialImages(name, input, context.references, resolution),
    network: networkOfCapacity(path, given.subnets, input, resolution),
    peers: resolvePeers(path, given.peerToPeer, runtime, resolution),
    volume,
    operatingSystem,
    hostBases: resolveHostBases(path, given.hostBases, family, 'EC2', context, resolution),
    managed: null,
  };
}

function launchTimeOf(operatingSystem: 'LINUX' | 'WINDOWS'): Fallback<Distribution> {
  return operatingSystem === 'WINDOWS'
    ? catalogueCost('windows.launchSeconds', windowsDefaults.launchSeconds)
    : catalogueCost('hosts.launchSeconds', hostDefaults.launchSeconds);
}

function refuseArm(path: Path, given: Ec2Input, { problems }: Resolution): void {
  const key = given.machine === undefined ? 'instanceType' : 'machine';
  problems.error({
    path: [...path, key],
    message: 'is ARM64, for which there is no Windows Server',
    remedy: 'use x86 instances, or "operatingSystemFamily: LINUX"',
  });
}
