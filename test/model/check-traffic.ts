/**
 * What must hold of requests and bytes in every world: limits are kept, bytes take ways that there are, sums agree.
 * Requests are watched where they are made, so that the limits are checked by counting and not by their own books.
 */
import { PATHS, type PathKind } from '../../src/model/network-spec.js';
import type { RunTotals } from '../../src/model/record.js';
import type { Registry } from '../../src/model/registry/registry.js';
import type {
  NetworkSpec,
  RegistryFault,
  RequestKind,
  RequestLimit,
  WorldSpec,
} from '../../src/model/spec.js';
import { totalsOf } from '../../src/model/totals.js';
import type { World } from '../../src/model/world.js';
import { equal, insist } from './insist.js';
import { type Row, sum } from './tiny-world.js';

/** A request that was answered, and not refused by a limit. */
interface Served {
  readonly kind: RequestKind;
  readonly address: string;
  readonly at: number;
}

/** What was asked of the registries of a world. */
export class Watch {
  /** By the registry whose limits count. */
  readonly #served = new Map<string, Served[]>();
  readonly #lookUps = new Map<string, number>();
  readonly #world: World;

  /** Call before anything is played. */
  constructor(world: World) {
    this.#world = world;
    for (const registry of world.registries.all) this.#watch(registry);
  }

  get spec(): WorldSpec {
    return this.#world.spec;
  }

  served(registry: string): readonly Served[] {
    return this.#served.get(registry) ?? [];
  }

  lookUps(registry: string): number {
    return this.#lookUps.get(registry) ?? 0;
  }

  #watch(registry: Registry): void {
    const { name, cache } = registry.spec;
    const asked = cache?.registry ?? name;
    const list = this.#served.get(asked) ?? [];
    this.#served.set(asked, list);
    const { simulation } = this.#world.environment;
    const request = registry.request.bind(registry);
    registry.request = function* (...parameters) {
      const [kind, route, , , options] = parameters;
      const at = simulation.now;
      const fault: RegistryFault | null = yield* request(...parameters);
      // Who has an account of its own has limits of its own.
      if (fault === null && options?.limits === undefined)
        list.push({ kind, address: route.api.address, at });
      return fault;
    };
    const lookUp = registry.lookUp.bind(registry);
    registry.lookUp = (...parameters) => {
      this.#lookUps.set(name, this.lookUps(name) + 1);
      return lookUp(...parameters);
    };
  }
}

/** The most that a rule allows in a time that begins with a request and has lasted so long. */
function allowed(rule: RequestLimit['rule'], seconds: number): number {
  switch (rule.kind) {
    case 'bucket':
      return Math.max(1, rule.burst) + rule.perSecond * seconds;
    case 'window':
      // Two fixed windows may meet within one window's time.
      if (rule.window === 'fixed') return rule.count * (Math.floor(seconds / rule.windowSeconds) + 2);
      return rule.count * (Math.floor(seconds / rule.windowSeconds) + 1);
  }
}

/** No time, from any request to any later one, holds more requests than its limit allows. */
function checkLimit(registry: string, limit: RequestLimit, served: readonly Served[]): void {
  const counted = served.filter(({ kind }) => limit.counts.includes(kind));
  const groups = new Map<string, number[]>();
  for (const { address, at } of counted) {
    const who = limit.scope === 'address' ? address : '';
    const times = groups.get(who);
    if (times === undefined) groups.set(who, [at]);
    else times.push(at);
  }
  for (const [address, group] of groups) {
    const times = group.sort((a, b) => a - b);
    times.forEach((from, first) => {
      for (let last = first; last < times.length; last++) {
        // A window that is over to the last digit is over.
        const most = allowed(limit.rule, times[last]! - from + 1e-9);
        const count = last - first + 1;
        insist(
          count <= most + 1e-6,
          `${registry} keeps its limit of ${limit.name} ${address}: ${count} requests in ${times[last]! - from} s, not ${most}`,
        );
      }
    });
  }
}

function checkRegistries(watch: Watch, totals: RunTotals): void {
  for (const spec of watch.spec.registries) {
    const { name, limits, cache } = spec;
    for (const limit of limits) if (limit.unit === 'request') checkLimit(name, limit, watch.served(name));
    const own = totals.registries.find((each) => each.name === name);
    insist(own !== undefined, `${name} has totals`);
    insist(own!.throttledRequests <= own!.requests, `${name} refuses no more than it is asked`);
    const figures = [own!.copiedBytes, own!.replicatedBytes, own!.storedBytes, own!.storedByteSeconds];
    for (const figure of figures)
      insist(figure >= 0 && Number.isFinite(figure), `${name} has sums: ${figure}`);
    const { upstreamPulls, upstreamRefusals } = own!;
    insist(cache !== null || upstreamPulls + upstreamRefusals === 0, `${name} is no cache and pulls nothing`);
    if (cache === null || cache.syncSeconds !== null) continue;
    insist(
      upstreamPulls + upstreamRefusals <= watch.lookUps(name),
      `${name} pulls no more than it is asked: ${upstreamPulls} + ${upstreamRefusals}, ${watch.lookUps(name)}`,
    );
  }
}

/** The ways that bytes of a world's hosts can take. */
function waysOf({ networks, capacities, registries }: WorldSpec): ReadonlySet<PathKind> {
  const ways = new Set<PathKind>();
  if (registries.some(({ type }) => type === 'mirror')) ways.add('vpc');
  for (const { network, launchType, ...capacity } of capacities) {
    const own = networks.find(({ name }) => name === network);
    for (const way of own === undefined ? (['public-address'] as const) : waysThrough(own)) ways.add(way);
    if (launchType === 'EC2' && 'peers' in capacity && capacity.peers !== null) ways.add('peer');
  }
  return ways;
}

function waysThrough({ internet, s3Endpoint }: NetworkSpec): readonly PathKind[] {
  const ways: PathKind[] = internet.kind === 'none' ? [] : [internet.kind];
  if (s3Endpoint !== null)
    ways.push(s3Endpoint.kind === 'gateway' ? 'gateway-endpoint' : 'interface-endpoint');
  return ways;
}

/**
 * Whether each byte that comes is one that a start has asked for by itself: no pulls that share a download, of which the
 * one that began it may have gone, no parts that are fetched unasked or are on their way to a reader, and no seeds.
 */
function booksAll({ capacities }: WorldSpec): boolean {
  return capacities.every((capacity) => {
    const { lazy, duplicates } = capacity.runtime;
    const alone = !('peers' in capacity) || capacity.peers === null;
    return lazy === null && duplicates !== 'shared' && alone;
  });
}

function checkBytes(spec: WorldSpec, totals: RunTotals, all: readonly Row[]): void {
  const { bytesByPath, downloadedBytes } = totals;
  insist(
    equal(sum(bytesByPath, PATHS), downloadedBytes),
    `bytes by way add up: ${JSON.stringify(bytesByPath)}, ${downloadedBytes}`,
  );
  const ways = waysOf(spec);
  for (const path of PATHS) {
    insist(bytesByPath[path] >= 0, `bytes by ${path} are not negative`);
    insist(bytesByPath[path] === 0 || ways.has(path), `no bytes by ${path}, which there is not`);
  }
  for (const row of all) {
    const apart = row.natBytes + row.endpointBytes + row.peerBytes;
    insist(
      apart <= row.bytes * (1 + 1e-9),
      `bytes by way are part of those of ${row.task}: ${apart}, ${row.bytes}`,
    );
    insist(row.throttled <= row.requests, `${row.task} is refused no more than it asks`);
  }
  const ofRows = (column: 'bytes' | 'natBytes' | 'endpointBytes' | 'peerBytes'): number =>
    all.reduce((total, row) => total + row[column], 0);
  insist(
    !booksAll(spec) || equal(ofRows('bytes'), downloadedBytes),
    `all bytes are those of a start: ${ofRows('bytes')}, ${downloadedBytes}`,
  );
  const most: readonly (readonly [number, number, string])[] = [
    [ofRows('bytes'), downloadedBytes, 'any way'],
    [ofRows('natBytes'), bytesByPath['nat-gateway'] + bytesByPath['nat-instance'], 'NAT'],
    [ofRows('endpointBytes'), bytesByPath['interface-endpoint'], 'endpoints'],
    [ofRows('peerBytes'), bytesByPath.peer, 'peers'],
  ];
  for (const [rows, total, what] of most)
    insist(
      rows <= total * (1 + 1e-9),
      `rows have no more bytes by ${what} than there were: ${rows}, ${total}`,
    );
}

/** At any instant: no gateway has carried more than its rate, at its highest, allows. */
export function checkGateways(world: World): void {
  const { networks } = world.spec;
  const { bytesByPath } = totalsOf(world);
  const most = networks
    .map(({ internet }) => internet)
    .reduce((total, each) => total + ('count' in each ? each.count * each.maxBytesPerSecond : 0), 0);
  const carried = bytesByPath['nat-gateway'] + bytesByPath['nat-instance'];
  const { now } = world.environment;
  insist(carried <= most * now + 1, `gateways carry what they can by ${now} s: ${carried}, ${most * now}`);
}

/** When a world has been played. */
export function checkTraffic(watch: Watch, totals: RunTotals, all: readonly Row[]): void {
  insist(totals.throttledRequests <= totals.failedRequests, 'what is refused has failed');
  insist(totals.failedRequests <= totals.registryRequests, 'no more requests fail than are made');
  const throttled = all.reduce((total, row) => total + row.throttled, 0);
  insist(
    throttled <= totals.throttledRequests,
    `rows are refused no more than registries refuse: ${throttled}, ${totals.throttledRequests}`,
  );
  checkRegistries(watch, totals);
  checkBytes(watch.spec, totals, all);
}
