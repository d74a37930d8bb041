/** The totals of a run, summed over registries, hosts and tasks when it has ended. */
import { Ec2Pool } from './fleet/ec2-pool.js';
import { FargatePool } from './fleet/fargate-pool.js';
import type { Host } from './fleet/host.js';
import { type PathKind, PATHS } from './network-spec.js';
import type { RegistryTotals, RunTotals, Traffic } from './record.js';
import type { Registry } from './registry/registry.js';
import type { World } from './world.js';

export function totalsOf(world: World): RunTotals {
  const { simulation } = world.environment;
  const hosts = world.pools.flatMap((pool) => (pool instanceof Ec2Pool ? pool.hosts : []));
  const fargate = world.pools.filter((pool) => pool instanceof FargatePool);
  const disks = hosts.map(({ instance }) => instance.store.disk);
  const registries = world.registries.all;
  const traffic = registries.flatMap((registry) => registry.traffic.rows());
  const peers = world.pools.map((pool) => (pool instanceof Ec2Pool ? pool.peers : null));
  const peerBytes = peers.reduce((sum, each) => sum + (each?.sentBytes ?? 0), 0);
  const peerCrossings = peers.reduce((sum, each) => sum + (each?.interZoneBytes ?? 0), 0);
  return {
    downloadedBytes: registries.reduce((sum, registry) => sum + registry.downloadedBytes, peerBytes),
    crossRegionBytes: registries.reduce((sum, registry) => sum + registry.crossRegionBytes, 0),
    registryRequests: registries.reduce((sum, registry) => sum + registry.totalRequests, 0),
    failedRequests: registries.reduce((sum, registry) => sum + registry.failedRequests, 0),
    throttledRequests: registries.reduce((sum, registry) => sum + registry.throttledRequests, 0),
    bytesByPath: { ...bytesByPath(traffic), peer: peerBytes },
    traffic,
    interZoneBytes: registries.reduce((sum, { traffic: of }) => sum + of.interZoneBytes, peerCrossings),
    registries: registries.map((registry) => totalsOfRegistry(registry, simulation.now)),
    imagesRemoved: hosts.reduce((sum, { agent }) => sum + agent.imagesRemoved, 0),
    cleanupCycles: hosts.reduce((sum, { agent }) => sum + agent.cleanupCycles, 0),
    rejectedPushes: world.rejectedPushes,
    diskPeakShare: disks.reduce((most, disk) => Math.max(most, disk.peakBytes / disk.sizeBytes), 0),
    diskPeakBytes: disks.reduce((most, disk) => Math.max(most, disk.peakBytes), 0),
    hostSeconds: hosts.reduce((sum, host) => sum + secondsOf(host, simulation.now), 0),
    hostSecondsByCapacity: Object.fromEntries(
      world.pools.flatMap((pool) =>
        pool instanceof Ec2Pool
          ? [[pool.name, pool.hosts.reduce((sum, host) => sum + secondsOf(host, simulation.now), 0)]]
          : [],
      ),
    ),
    fargateVcpuSeconds: fargate.reduce((sum, pool) => sum + pool.vcpuSeconds, 0),
    fargateGibSeconds: fargate.reduce((sum, pool) => sum + pool.gibSeconds, 0),
    versionSkewSeconds: world.versions.skewSeconds,
    staleSeconds: world.versions.staleSeconds,
    eventsProcessed: simulation.eventsProcessed,
  };
}

function totalsOfRegistry(registry: Registry, now: number): RegistryTotals {
  const { spec, cache, stored } = registry;
  return {
    name: spec.name,
    requests: registry.totalRequests,
    throttledRequests: registry.throttledRequests,
    upstreamPulls: cache?.upstream.pulls ?? 0,
    upstreamRefusals: cache?.upstream.refusals ?? 0,
    copiedBytes: cache?.upstream.copiedBytes ?? 0,
    replicatedBytes: registry.replicatedBytes,
    storedByteSeconds: stored.byteSeconds(now),
    storedBytes: stored.bytes,
    expiredImages: registry.expiredImages,
  };
}

function bytesByPath(traffic: readonly Traffic[]): Record<PathKind, number> {
  const sums = Object.fromEntries(PATHS.map((path) => [path, 0])) as Record<PathKind, number>;
  for (const { path, bytes } of traffic) sums[path] += bytes;
  return sums;
}

function secondsOf({ stoppedAt, instance }: Host, now: number): number {
  return (stoppedAt ?? now) - instance.registeredAt;
}
