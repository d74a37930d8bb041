/** What must hold in every world, while it is played and when it has become quiet. Each check throws what does not. */
import type { EcsAgent } from '../../src/model/agent/ecs-agent.js';
import { Ec2Pool } from '../../src/model/fleet/ec2-pool.js';
import type { Host } from '../../src/model/fleet/host.js';
import { hostedLayers } from '../../src/model/host/host-bases.js';
import { BINDERS, PHASES } from '../../src/model/record.js';
import type { WorldSpec } from '../../src/model/spec.js';
import { playTimeline } from '../../src/model/timeline.js';
import { totalsOf } from '../../src/model/totals.js';
import { World } from '../../src/model/world.js';
import { checkGateways, checkTraffic, Watch } from './check-traffic.js';
import { equal, insist } from './insist.js';
import { DURATION_SECONDS, LAST_SECONDS } from './random-parts.js';
import { checkLazyStart, checkMountedLayer } from './check-lazy-start.js';
import { type Row, rows, sum } from './tiny-world.js';

export const SEED = 'properties';

function checkRow(row: Row): void {
  const end = {
    started: row.readyAt,
    failed: row.stoppedAt,
    stopped: row.stoppedAt,
    unfinished: DURATION_SECONDS,
  }[row.outcome];
  insist(
    end !== undefined && !Number.isNaN(end),
    `${row.task} has an outcome and an end: ${row.outcome} ${end}`,
  );
  const phases = sum(row, PHASES);
  // A start that is stopped while the scheduler or its provisioning goes on leaves its row only afterwards.
  const exact = row.outcome === 'started' || row.outcome === 'unfinished';
  const life = end! - row.requestedAt;
  if (exact) insist(equal(phases, life), `phases of ${row.task} add up: ${phases}, ${life}`);
  else insist(phases <= life + 1e-6, `phases of ${row.task} are within its life: ${phases}, ${life}`);
  const bound = sum(row.bound, BINDERS);
  insist(equal(bound, phases), `what bound ${row.task} adds up: ${bound}, ${phases}`);
  for (const phase of PHASES) insist(row[phase] >= 0, `${phase} of ${row.task} is not negative`);
  insist(!(row.pullStoppedAt < row.pullStartedAt), `the pull of ${row.task} ends after it begins`);
  insist(row.outcome !== 'failed' || row.cause !== '', `${row.task} has failed for a cause`);
  insist(Number.isNaN(row.stoppedAt) || row.stopCode !== '', `${row.task} has stopped for a reason`);
}

/** Bytes of the images on a host and of the base images that it came with, each layer and blob once. */
function imageBytes(
  { instance: { store, puller, spec, registeredAt } }: Host,
  { registries, environment }: World,
): number {
  const chains = new Map<number, number>();
  const bases = hostedLayers(spec.hostBases, registries.chains, registeredAt);
  for (const { chain, bytes } of bases) chains.set(chain, bytes);
  const blobs = new Map<string, number>();
  for (const { release, blobs: kept } of store.images()) {
    const spans = puller.mountOf(release.imageId)?.spansByLayer ?? [];
    release.chains.forEach((chain, index) => {
      const layer = release.layers[index]!;
      const isWhole = (spans[index] ?? 0) === 0;
      if (!isWhole) checkMountedLayer(layer, spans[index]!, store.layerBytes(chain), environment.parameters);
      chains.set(chain, isWhole ? layer.uncompressedBytes : store.layerBytes(chain));
    });
    for (const { digest, compressedBytes } of release.layers) {
      if (kept.includes(digest)) blobs.set(digest, compressedBytes);
    }
  }
  return [...chains.values(), ...blobs.values()].reduce((total, bytes) => total + bytes, 0);
}

/** What holds at every instant. */
function checkHost(host: Host, world: World): void {
  const { instance, agent, tasks } = host;
  const { disk } = instance.store;
  const { diskUsedBytes, cores, memoryBytes } = instance.spec.machine;
  insist(disk.usedBytes <= disk.sizeBytes, `${instance.name} holds no more than its disk`);
  insist(
    instance.store.storedBytes >= imageBytes(host, world) - 1e-3,
    `${instance.name} has the layers of its images`,
  );
  insist(
    disk.usedBytes >= diskUsedBytes + instance.store.storedBytes - 1e-3,
    `the disk of ${instance.name} adds up: ${disk.usedBytes}, ${instance.store.storedBytes}`,
  );
  const reserved = [...tasks].filter(([, held]) => held).map(([{ definition }]) => definition);
  const cpuUnits = cores * 1024 - reserved.reduce((total, each) => total + each.cpuUnits, 0);
  const memoryMiB = memoryBytes / 2 ** 20 - reserved.reduce((total, each) => total + each.memoryMiB, 0);
  const { free } = instance;
  insist(free.cpuUnits === cpuUnits && cpuUnits >= 0, `the CPU of ${instance.name} adds up`);
  insist(equal(free.memoryMiB, memoryMiB) && memoryMiB >= 0, `the memory of ${instance.name} adds up`);
  insist(instance.tasks === tasks.size, `the tasks of ${instance.name} add up`);
  for (const { name, image } of instance.store.containers()) {
    const there = instance.store.image(image.release.imageId) === image;
    insist(there, `the image of ${name} is on ${instance.name}`);
  }
  for (const { references, imageId } of agent.images.states()) {
    insist(references >= 0, `${imageId} of ${instance.name} has no less than no reference`);
  }
}

export function checkInstant(world: World): void {
  for (const pool of world.pools) {
    insist(pool.pullsInFlight >= 0, `no fewer than no pull of ${pool.name} goes on`);
    if (!(pool instanceof Ec2Pool)) continue;
    for (const host of pool.hosts) if (host.stoppedAt === null) checkHost(host, world);
  }
}

function isIdle({ pullDeleteLock, images }: EcsAgent): boolean {
  return [pullDeleteLock, images.lock].every(
    (lock) => lock.readers + lock.waitingReaders + lock.waitingWriters === 0 && !lock.writing,
  );
}

/** A cleanup cycle may be going on when the world ends, for some seconds. */
function becomesIdle(agent: EcsAgent): boolean {
  const { simulation } = agent.environment;
  for (let look = 0; look < 10 && !isIdle(agent); look++) simulation.run(simulation.now + 7.3);
  return isIdle(agent);
}

/**
 * As in the agent, a reference stays for good where a pull outlives the sweep of its stopped task, and where the state
 * of the agent was lost while a task was starting.
 */
function isNeverSwept({ timeline }: WorldSpec, { settings }: EcsAgent): boolean {
  const restarts = timeline.some(({ action }) => action.kind === 'restartAgent');
  return settings.taskCleanupWaitSeconds < 1800 || (restarts && !settings.checkpoint);
}

/** Every host is quiet: nothing is locked, held or in flight, and its disk holds its images and nothing else. */
function checkQuiet(world: World, allEnded: boolean): void {
  for (const pool of world.pools) {
    insist(pool.pullsInFlight === 0, `pulls of ${pool.name} have ended`);
    if (!(pool instanceof Ec2Pool)) continue;
    for (const host of pool.hosts) {
      const { instance, agent } = host;
      insist(agent.runningPulls.size === 0, `the runtime of ${instance.name} pulls nothing`);
      if (host.stoppedAt !== null) continue;
      const { disk } = instance.store;
      const held =
        instance.spec.machine.diskUsedBytes + imageBytes(host, world) + instance.puller.partialBytes;
      insist(
        equal(disk.usedBytes, held),
        `${instance.name} holds its images only: ${disk.usedBytes}, ${held}`,
      );
      insist(disk.peakBytes <= disk.sizeBytes, `${instance.name} never held more than its disk`);
      insist(becomesIdle(agent), `the locks of ${instance.name} are free`);
      if (!allEnded) continue;
      insist(host.tasks.size === 0, `${instance.name} has no task left`);
      insist(agent.queue.length === 0, `nobody waits for room on ${instance.name}`);
      if (isNeverSwept(world.spec, agent)) continue;
      const referenced = agent.images.states().some(({ references }) => references > 0);
      insist(!referenced, `no image of ${instance.name} is referenced`);
    }
  }
}

/** All starts of RunTask and StartTask entries leave a row; so do those of the service, one for each name. */
function checkAllThere(spec: WorldSpec, all: readonly Row[]): void {
  insist(new Set(all.map(({ task }) => task)).size === all.length, 'names of tasks are unique');
  for (const { id, schedule, action } of spec.timeline) {
    if (action.kind !== 'runTask' && action.kind !== 'startTask') continue;
    const times =
      schedule.kind === 'every'
        ? Math.max(0, Math.ceil((schedule.untilSeconds - schedule.fromSeconds) / schedule.periodSeconds))
        : 1;
    const asked = times * (action.kind === 'runTask' ? action.count : 1);
    const found = all.filter(({ service }) => service === id).length;
    insist(found === asked, `${id} asked for ${asked} starts and left ${found} rows`);
  }
}

/** Plays a world and looks at it at some instants, at its end, and at all that it leaves. */
export function checkWorld(spec: WorldSpec): void {
  const world = new World(spec, SEED, 0);
  const watch = new Watch(world);
  playTimeline(world);
  for (let until = 20.1; until < LAST_SECONDS + 50; until *= 1.5) {
    world.environment.simulation.run(until);
    checkInstant(world);
    checkGateways(world);
  }
  world.environment.simulation.run(spec.durationSeconds);
  checkInstant(world);
  const starts = world.finish();
  const totals = totalsOf(world);
  const all = rows({ starts, totals, series: [] });
  for (const row of all) {
    checkRow(row);
    checkLazyStart(row, spec);
  }
  // Where many tasks wait for little room, some begin late. A task may wait for ever for room, and a container for
  // the end of one that does not end.
  const late = all.some(
    ({ outcome, createdAt }) => outcome === 'unfinished' && createdAt > DURATION_SECONDS - 500,
  );
  const allEnded = all.every(
    ({ outcome, stoppedAt }) => outcome !== 'unfinished' && !Number.isNaN(stoppedAt),
  );
  if (!late) checkQuiet(world, allEnded);
  checkAllThere(spec, all);
  const bytes = all.reduce((total, row) => total + row.bytes, 0);
  insist(
    bytes <= totals.downloadedBytes * (1 + 1e-12),
    `rows have no more bytes than registries: ${bytes}, ${totals.downloadedBytes}`,
  );
  const requests = all.reduce((total, row) => total + row.requests, 0);
  insist(
    requests <= totals.registryRequests,
    `rows have no more requests than registries: ${requests}, ${totals.registryRequests}`,
  );
  checkTraffic(watch, totals, all);
}
