/**
 * Fargate: platform version, provider and operating system decide what a task gets, each checked as AWS would refuse
 * it; rates follow the size of the tasks that run here. What comes before and after a pull is measured, and can be
 * written out instead.
 */
import { fargateDefaults, windowsDefaults } from '../../catalog/costs.js';
import {
  type FargatePlatform,
  findFargatePlatform,
  fargateSpotSince,
} from '../../catalog/fargate-platforms.js';
import type { OperatingSystemFamily } from '../../catalog/operating-systems.js';
import type { FargateCapacitySpec, FargateExtras } from '../../model/spec.js';
import type { Distribution } from '../../units/distribution.js';
import { formatDistribution } from '../../units/parse-distribution.js';
import type { Path } from '../path.js';
import type { FargateInput } from '../schema/fargate.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import type { CapacityContext } from './capacity-context.js';
import { catalogueCost } from './catalogue-cost.js';
import { checkRuntimeSystem } from './check-runtime-system.js';
import type { Resolution } from './resolution.js';
import { resolveFargateRates } from './resolve-fargate-rates.js';
import { resolveHostBases } from './resolve-host-bases.js';
import { resolveImageCache } from './resolve-image-cache.js';
import { resolveLaunchRate } from './resolve-launch-rate.js';
import { resolveLazyRules } from './resolve-lazy-rules.js';
import { networkOfCapacity } from './resolve-networks.js';
import { resolveOperatingSystem } from './resolve-operating-system.js';
import { resolveRegion } from './resolve-region.js';
import { resolveRuntime } from './resolve-runtime.js';
import { dateOf } from './simulated-time.js';

type Architecture = 'X86_64' | 'ARM64';

/** The Fargate capacity of this name. */
export function resolveFargate(
  name: string,
  given: FargateInput,
  input: ScenarioInput,
  context: CapacityContext,
  resolution: Resolution,
): FargateCapacitySpec {
  const path: Path = ['capacity', name];
  const needs = context.needsOn(name);
  resolution.given([...path, 'launchType']);
  const family = resolveOperatingSystem(path, given, needs, resolution);
  const platform = platformOf(path, given, family, resolution);
  const architecture = resolution.pick<Architecture>([...path, 'architecture'], given.architecture, {
    value: needs.find((each) => each.architecture !== null)?.architecture ?? 'X86_64',
    origin: 'derived',
    source: 'the task definitions that run here',
  });
  const spot =
    resolution.pick<'FARGATE' | 'FARGATE_SPOT'>([...path, 'capacityProvider'], given.capacityProvider, {
      value: 'FARGATE',
      source: 'on-demand',
    }) === 'FARGATE_SPOT';
  checkArchitecture(path, architecture, platform, resolution);
  if (spot) checkSpot(path, architecture, family, context, resolution);
  const region = resolveRegion(path, given.region, resolution);
  const { operatingSystem } = family;
  const runtime = resolveRuntime(path, given.runtime, platform.runtime, resolution);
  checkRuntimeSystem(path, given.runtime, runtime, operatingSystem, resolution);
  return {
    launchType: 'FARGATE',
    name,
    region,
    operatingSystem,
    operatingSystemFamily: family.name,
    platformVersion: platform.version,
    architecture,
    spot,
    network: networkOfCapacity(path, given.subnets, input, resolution),
    rates: resolveFargateRates(path, given, needs, resolution),
    launchRate: resolveLaunchRate(path, given.launchRate, region, resolution),
    ...timesOf(path, given, operatingSystem, resolution),
    layerStorageBytes: platform.layerStorageBytes,
    minimumBilledSeconds: platform.minimumBilledSeconds,
    imageCache: resolveImageCache([...path, 'imageCache'], given.imageCache, resolution),
    ...resolveLazyRules(
      path,
      given.soci,
      { runtime, operatingSystem, platform, date: dateOf(context.time) },
      resolution,
    ),
    hostBases: resolveHostBases(path, given.hostBases, family, 'FARGATE', context, resolution),
  };
}

function platformOf(
  path: Path,
  { platformVersion }: FargateInput,
  { operatingSystem }: OperatingSystemFamily,
  resolution: Resolution,
): FargatePlatform {
  const at = [...path, 'platformVersion'];
  const latest = findFargatePlatform(operatingSystem, 'LATEST');
  if (latest === undefined) throw new Error(`the catalogue has no platform for ${operatingSystem}`);
  const named = platformVersion === 'LATEST' ? undefined : platformVersion;
  const platform = named === undefined ? latest : findFargatePlatform(operatingSystem, named);
  const system = operatingSystem === 'LINUX' ? 'Linux' : 'Windows';
  if (platform === undefined)
    resolution.problems.error({
      path: at,
      message: `Fargate has no platform version ${platformVersion ?? ''} for ${system}`,
      remedy: `write "${latest.version}" or "LATEST"`,
    });
  resolution.pick(at, named, {
    value: latest.version,
    origin: 'catalogue',
    source: `what LATEST is for ${system}: ${latest.source}`,
  });
  return platform ?? latest;
}

function checkArchitecture(
  path: Path,
  architecture: Architecture,
  { operatingSystem, version, architectures }: FargatePlatform,
  { problems }: Resolution,
): void {
  if (architectures.includes(architecture)) return;
  const message =
    operatingSystem === 'WINDOWS'
      ? 'its tasks are ARM64, for which Fargate has no Windows'
      : `its tasks are ARM64, which platform version ${version} does not run`;
  const remedy =
    operatingSystem === 'WINDOWS'
      ? 'use X86_64, or "operatingSystemFamily: LINUX"'
      : 'use X86_64, or "platformVersion: 1.4.0"';
  problems.error({ path, at: 'key', message, remedy });
}

function checkSpot(
  path: Path,
  architecture: Architecture,
  { operatingSystem }: OperatingSystemFamily,
  { time }: CapacityContext,
  { problems }: Resolution,
): void {
  const at = [...path, 'capacityProvider'];
  if (operatingSystem === 'WINDOWS') {
    const remedy = 'write "capacityProvider: FARGATE"';
    problems.error({ path: at, message: 'AWS does not sell Fargate Spot for Windows', remedy });
    return;
  }
  const since = fargateSpotSince(architecture);
  if (dateOf(time) >= since) return;
  problems.error({
    path: at,
    message: `Fargate Spot for ${architecture} is sold since ${since}, and the scenario begins before`,
    remedy: 'write "capacityProvider: FARGATE", or a later "epoch"',
  });
}

function timesOf(
  path: Path,
  given: FargateInput,
  operatingSystem: 'LINUX' | 'WINDOWS',
  resolution: Resolution,
): Pick<FargateCapacitySpec, 'provisionSeconds' | 'createSeconds' | 'extras'> {
  const time = (key: keyof FargateExtras, value: Distribution | undefined): Distribution =>
    resolution.pick(
      [...path, key.replace(/Seconds$/, 'Time')],
      value,
      catalogueCost(`fargate.${key}`, fargateDefaults[key]),
      formatDistribution,
    );
  return {
    ...bareTimes(path, given, operatingSystem, resolution),
    extras: {
      efsProvisionSeconds: time('efsProvisionSeconds', given.efsProvisionTime),
      efsCreateSeconds: time('efsCreateSeconds', given.efsCreateTime),
      serviceConnectProvisionSeconds: time(
        'serviceConnectProvisionSeconds',
        given.serviceConnectProvisionTime,
      ),
      serviceConnectCreateSeconds: time('serviceConnectCreateSeconds', given.serviceConnectCreateTime),
      secretsProvisionSeconds: time('secretsProvisionSeconds', given.secretsProvisionTime),
      sidecarCreateSeconds: time('sidecarCreateSeconds', given.sidecarCreateTime),
    },
  };
}

/** What a task takes that has nothing but one container. */
function bareTimes(
  path: Path,
  { provisionTime, createTime }: FargateInput,
  operatingSystem: 'LINUX' | 'WINDOWS',
  resolution: Resolution,
): Pick<FargateCapacitySpec, 'provisionSeconds' | 'createSeconds'> {
  const { provisionSeconds, createSeconds } = fargateDefaults;
  const { fargateProvisionSeconds, fargateCreateSeconds } = windowsDefaults;
  const isWindows = operatingSystem === 'WINDOWS';
  const provision = isWindows
    ? catalogueCost('windows.fargateProvisionSeconds', fargateProvisionSeconds)
    : catalogueCost('fargate.provisionSeconds', provisionSeconds);
  const create = isWindows
    ? catalogueCost('windows.fargateCreateSeconds', fargateCreateSeconds)
    : catalogueCost('fargate.createSeconds', createSeconds);
  return {
    provisionSeconds: resolution.pick(
      [...path, 'provisionTime'],
      provisionTime,
      provision,
      formatDistribution,
    ),
    createSeconds: resolution.pick([...path, 'createTime'], createTime, create, formatDistribution),
  };
}
