/** Bills of worlds that are small enough to add up by hand: ten hours in us-east-1. */
import type { RunTotals } from '../../../src/model/record.js';
import type {
  FargateCapacitySpec,
  InternetRoute,
  NetworkSpec,
  RegistrySpec,
  WorldSpec,
} from '../../../src/model/spec.js';
import { type BillLine } from '../../../src/report/cost/bill-line.js';
import { billOf } from '../../../src/report/cost/bill.js';
import { constant } from '../../../src/units/distribution.js';
import { fargate } from '../../model/tiny-world.js';
import { type Row, run, webCapacity, worldSpec } from '../fixture.js';

export const HOURS = 10;
export const SECONDS = HOURS * 3600;

const RATE = { initialBytesPerSecond: 6.25e8, maxBytesPerSecond: 1.25e10, doublingSeconds: 600 };

const NAT = {
  packetsPerSecond: 1e6,
  bytesPerPacket: 1500,
  connectionsPerDestination: 55_000,
  ...RATE,
};

export const NAT_GATEWAY: InternetRoute = { kind: 'nat-gateway', count: 2, instanceType: null, ...NAT };

/** One NAT instance of this type. */
export function natInstance(instanceType: string): InternetRoute {
  return { kind: 'nat-instance', count: 1, instanceType, ...NAT };
}

export const ENDPOINT = RATE;

/** Two zones behind two NAT gateways, without endpoints. */
export function network(more: Partial<NetworkSpec> = {}): NetworkSpec {
  return {
    name: 'private',
    zones: 2,
    internet: NAT_GATEWAY,
    ecrEndpoint: false,
    s3Endpoint: null,
    ...more,
  };
}

const ecr = worldSpec().registries[0]!;

export function registry(more: Partial<RegistrySpec> = {}): RegistrySpec {
  return { ...ecr, ...more };
}

/** A mirror of one's own that copies from another registry. */
export function mirror(upstream: string, region: string | null): RegistrySpec {
  return registry({
    name: 'cache',
    type: 'mirror',
    region,
    cache: {
      upstream,
      registry: null,
      prefix: '',
      validitySeconds: 86_400,
      validityFrom: 'lastCheck',
      syncSeconds: null,
      servesStale: true,
      coalesces: true,
      copiesAllPlatforms: false,
      immutableTags: false,
      holdsAtStart: false,
      createRepositorySeconds: constant(0),
      copyStreams: 3,
      copyBytesPerSecond: 1e8,
      missNeedsInternet: false,
      upstreamAccount: null,
      upstreamLimits: null,
    },
  });
}

export const FARGATE: FargateCapacitySpec = fargate({
  name: 'far',
  runtime: webCapacity().runtime,
  provisionSeconds: constant(1),
  createSeconds: constant(1),
});

/** Hosts of the only capacity in a network. */
export function privateWorld(spec: NetworkSpec, more: Partial<WorldSpec> = {}): WorldSpec {
  return worldSpec({
    durationSeconds: SECONDS,
    networks: [spec],
    capacities: [{ ...webCapacity(), network: spec.name }],
    ...more,
  });
}

/** The lines of a run in which every start counts, or those whose places are given. */
export function bill(
  world: WorldSpec,
  rows: readonly Row[],
  totals: Partial<RunTotals> = {},
  counted: readonly number[] = [...rows.keys()],
  fromSeconds = 0,
): readonly BillLine[] {
  return billOf(world, run(rows, totals), Uint32Array.from(counted), { fromSeconds });
}

/** Quantity and USD of each line of a part. */
export function amounts(
  lines: readonly BillLine[],
  part: BillLine['part'] = 'pull',
): Readonly<Record<string, readonly [quantity: number, usd: number]>> {
  return Object.fromEntries(
    lines
      .filter((line) => line.part === part)
      .map(({ what, quantity, usd }) => [what, [round(quantity), round(usd)] as const]),
  );
}

function round(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
