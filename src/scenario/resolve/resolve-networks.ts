/**
 * `network:`: subnets with their way to the internet and their VPC endpoints. Rates and counts are AWS's quotas; how fast
 * gateways grow is not published.
 */
import { networkDefaults } from '../../catalog/costs.js';
import { findQuota } from '../../catalog/quotas.js';
import type { EndpointSpec, GrowingRate, InternetRoute, NetworkSpec } from '../../model/spec.js';
import { formatByteRate } from '../../units/byte-rate.js';
import { writeDuration } from '../../units/duration.js';
import { formatEventRate } from '../../units/event-rate.js';
import type { Path } from '../path.js';
import type { NetworkInput } from '../schema/network.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import { catalogueCost } from './catalogue-cost.js';
import { namedInstanceType } from './named-instance-type.js';
import { onlyKey } from './placements.js';
import type { Fallback, Resolution } from './resolution.js';
import { sourceOf } from './resolve-limits.js';
import { writeSize } from './write-values.js';

const NAT_INSTANCE_TYPE = 't3.medium';
const NONE = 'none';

/** All networks, in the order of the file. */
export function resolveNetworks(input: ScenarioInput, resolution: Resolution): readonly NetworkSpec[] {
  return Object.entries(input.network ?? {}).map(([name, given]) => resolveNetwork(name, given, resolution));
}

/** The network that `subnets` of the capacity at `path` names, or null for public addresses. */
export function networkOfCapacity(
  path: Path,
  given: string | undefined,
  input: ScenarioInput,
  resolution: Resolution,
): string | null {
  const at = [...path, 'subnets'];
  const networks = input.network ?? {};
  if (given !== undefined && given !== NONE && !Object.hasOwn(networks, given)) {
    resolution.unknown(at, 'network', given, Object.keys(networks));
    return null;
  }
  const only = onlyKey(networks);
  if (given === undefined && only === undefined && Object.keys(networks).length > 1)
    resolution.problems.warn({
      path,
      at: 'key',
      message: 'there are several networks, and no "subnets" says which: hosts have public addresses',
      remedy: `add "subnets:"; known: ${Object.keys(networks).join(', ')}, ${NONE}`,
    });
  const picked = resolution.pick(at, given, {
    value: only ?? NONE,
    origin: only === undefined ? 'default' : 'derived',
    source: only === undefined ? 'public addresses, and nothing on the way that binds' : 'the only network',
  });
  return picked === NONE ? null : picked;
}

function resolveNetwork(name: string, given: NetworkInput, resolution: Resolution): NetworkSpec {
  const path: Path = ['network', name];
  const zones = resolution.pick([...path, 'zones'], given.zones, { value: 1, source: 'one zone' });
  const endpoints = resolution.pick([...path, 'endpoints'], given.endpoints, {
    value: [],
    source: 'a VPC has none by itself',
  });
  checkEndpoints(path, endpoints, given, resolution);
  return {
    name,
    zones,
    internet: internetOf(path, given, zones, resolution),
    ecrEndpoint: endpoints.includes('ecr'),
    s3Endpoint: s3Of(path, endpoints, given, resolution),
  };
}

function s3Of(
  path: Path,
  endpoints: readonly string[],
  given: NetworkInput,
  resolution: Resolution,
): NetworkSpec['s3Endpoint'] {
  if (endpoints.includes('s3')) return { kind: 'gateway' };
  if (!endpoints.includes('s3-interface')) return null;
  return { kind: 'interface', ...endpointRate(path, given, resolution) };
}

function checkEndpoints(
  path: Path,
  endpoints: readonly string[],
  given: NetworkInput,
  { problems }: Resolution,
): void {
  const at = [...path, 'endpoints'];
  if (endpoints.includes('s3') && endpoints.includes('s3-interface'))
    problems.error({
      path: at,
      message: 'layers take one way, and here are two endpoints for them',
      remedy: 'keep "s3" or "s3-interface"',
    });
  if (endpoints.includes('ecr') && !endpoints.some((each) => each.startsWith('s3')))
    problems.warn({
      path: at,
      message:
        given.internet === 'none'
          ? 'layers of ECR are in Amazon S3, and there is no way to it: every pull will fail'
          : 'layers of ECR are in Amazon S3, to which they go by the internet route',
      remedy: 'add "s3", a gateway endpoint, which costs nothing',
    });
  if (given.interfaceEndpoint !== undefined && !endpoints.includes('s3-interface'))
    problems.warn({
      path: [...path, 'interfaceEndpoint'],
      at: 'key',
      message: 'no layers go through an interface endpoint, and requests are too small to fill one',
      remedy: 'write "s3-interface" in "endpoints", or delete this section',
    });
}

function endpointRate(
  path: Path,
  { interfaceEndpoint = {} }: NetworkInput,
  resolution: Resolution,
): EndpointSpec {
  return growing([...path, 'interfaceEndpoint'], interfaceEndpoint, 'endpoint.interface.bandwidth', {
    cost: 'network.endpointDoublingSeconds',
    seconds: networkDefaults.endpointDoublingSeconds,
    resolution,
  });
}

interface Growth {
  readonly cost: string;
  readonly seconds: number;
  readonly resolution: Resolution;
}

interface GrowthInput {
  readonly bandwidth?: number | undefined;
  readonly maxBandwidth?: number | undefined;
  readonly doublingTime?: number | undefined;
}

function growing(
  path: Path,
  given: GrowthInput,
  quotaId: string,
  { cost, seconds, resolution }: Growth,
): GrowingRate {
  const quota = findQuota(quotaId);
  const gigabits = (value: number | null | undefined): number => ((value ?? 0) * 1e9) / 8;
  const source = quota ? sourceOf(quota) : quotaId;
  const initialBytesPerSecond = resolution.pick(
    [...path, 'bandwidth'],
    given.bandwidth,
    { value: Math.min(gigabits(quota?.value), given.maxBandwidth ?? Infinity), origin: 'catalogue', source },
    writeBits,
  );
  const maxBytesPerSecond = resolution.pick(
    [...path, 'maxBandwidth'],
    given.maxBandwidth,
    { value: Math.max(gigabits(quota?.max), initialBytesPerSecond), origin: 'catalogue', source },
    writeBits,
  );
  if (maxBytesPerSecond < initialBytesPerSecond)
    resolution.problems.error({
      path: [...path, 'maxBandwidth'],
      message: `it begins with ${writeBits(initialBytesPerSecond)}, which is more`,
      remedy: 'write more, or a smaller "bandwidth"',
    });
  const doublingSeconds = resolution.pick(
    [...path, 'doublingTime'],
    given.doublingTime,
    catalogueCost(cost, seconds),
    writeDuration,
  );
  if (doublingSeconds === 0)
    resolution.problems.error({
      path: [...path, 'doublingTime'],
      message: 'a bandwidth that doubles in no time is its largest',
      remedy: 'give "bandwidth" and "maxBandwidth" the same value',
    });
  return { initialBytesPerSecond, maxBytesPerSecond, doublingSeconds };
}

function internetOf(path: Path, given: NetworkInput, zones: number, resolution: Resolution): InternetRoute {
  const kind = resolution.pick<InternetRoute['kind']>([...path, 'internet'], given.internet, {
    value: 'nat-gateway',
    source: 'what private subnets usually have',
  });
  for (const [key, of] of [
    ['natGateway', 'nat-gateway'],
    ['natInstance', 'nat-instance'],
  ] as const)
    if (given[key] !== undefined && kind !== of)
      resolution.problems.warn({
        path: [...path, key],
        at: 'key',
        message: `this says nothing, as the way to the internet is ${kind}`,
        remedy: `delete this section, or write "internet: ${of}"`,
      });
  if (kind === 'nat-gateway') return natGateway([...path, 'natGateway'], given, zones, resolution);
  if (kind === 'nat-instance') return natInstance([...path, 'natInstance'], given, zones, resolution);
  return { kind };
}

function countOf(path: Path, given: number | undefined, zones: number, resolution: Resolution): number {
  const at = [...path, 'count'];
  const count = resolution.pick(at, given, { value: zones, source: 'one a zone' });
  if (count > zones)
    resolution.problems.warn({
      path: at,
      message: `a zone uses one of them, and there are ${zones}`,
      remedy: `write at most ${zones}, or more "zones"`,
    });
  return count;
}

function natGateway(
  path: Path,
  { natGateway: given = {} }: NetworkInput,
  zones: number,
  resolution: Resolution,
): InternetRoute {
  const quota = findQuota('nat.connections');
  const connections: Fallback<number> = {
    value: quota?.value ?? Infinity,
    origin: 'catalogue',
    source: quota ? sourceOf(quota) : '',
  };
  return {
    kind: 'nat-gateway',
    count: countOf(path, given.count, zones, resolution),
    ...growing(path, given, 'nat.bandwidth', {
      cost: 'network.natDoublingSeconds',
      seconds: networkDefaults.natDoublingSeconds,
      resolution,
    }),
    packetsPerSecond: resolution.pick(
      [...path, 'packets'],
      given.packets,
      catalogueCost('network.natPacketsPerSecond', networkDefaults.natPacketsPerSecond),
      formatEventRate,
    ),
    bytesPerPacket: resolution.pick(
      [...path, 'packetSize'],
      given.packetSize,
      catalogueCost('network.natBytesPerPacket', networkDefaults.natBytesPerPacket),
      writeSize,
    ),
    connectionsPerDestination: resolution.pick([...path, 'connections'], given.connections, connections),
    instanceType: null,
  };
}

function natInstance(
  path: Path,
  { natInstance: given = {} }: NetworkInput,
  zones: number,
  resolution: Resolution,
): InternetRoute {
  const at = [...path, 'instanceType'];
  const wanted = resolution.pick(at, given.instanceType, {
    value: NAT_INSTANCE_TYPE,
    source: 'a small instance',
  });
  const type = namedInstanceType(at, wanted, resolution);
  const bytesPerSecond = resolution.pick(
    [...path, 'bandwidth'],
    given.bandwidth,
    {
      value: type?.networkBytesPerSecond ?? 1,
      origin: 'catalogue',
      source: type ? `network baseline, ${type.source} (${type.asOf})` : '',
    },
    writeBits,
  );
  const connections = catalogueCost('network.natInstanceConnections', networkDefaults.natInstanceConnections);
  resolution.note([...path, 'connections'], String(connections.value), 'catalogue', connections.source);
  return {
    kind: 'nat-instance',
    count: countOf(path, given.count, zones, resolution),
    initialBytesPerSecond: bytesPerSecond,
    maxBytesPerSecond: bytesPerSecond,
    doublingSeconds: Infinity,
    packetsPerSecond: Infinity,
    bytesPerPacket: networkDefaults.natBytesPerPacket,
    connectionsPerDestination: connections.value,
    instanceType: wanted,
  };
}

function writeBits(bytesPerSecond: number): string {
  return bytesPerSecond === Infinity ? 'unlimited' : formatByteRate(bytesPerSecond, 'bits');
}
