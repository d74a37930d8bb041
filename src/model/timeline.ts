/**
 * Plays the timeline of a world: when each entry happens, and what it does. Entries at the same
 * instant happen in the order of the file.
 */
import type { Body } from '../kernel/process.js';
import type { Handler } from '../kernel/simulation.js';
import { entity } from '../kernel/random.js';
import { restartAgent } from './agent/agent-restart.js';
import { localTag, parseReference } from './image/reference.js';
import type { Schedule, TaskDefinitionSpec, TimelineAction, TimelineEntry } from './spec.js';
import type { World } from './world.js';

/** Plays the entries from now on. */
export function playTimeline(world: World): void {
  const { simulation } = world.environment;
  const upcoming = world.spec.timeline.map((entry) => ({
    entry,
    occurrence: 0,
    at: instant(world, entry, 0, 0),
  }));
  const next = () => upcoming.reduce((earliest, { at }) => Math.min(earliest, at ?? Infinity), Infinity);
  const player: Handler = {
    handle() {
      for (const each of upcoming) {
        while (each.at !== null && each.at <= simulation.now) {
          act(world, each.entry, each.occurrence);
          each.at = instant(world, each.entry, ++each.occurrence, each.at);
        }
      }
      schedule();
    },
  };
  const schedule = () => {
    const at = next();
    if (at < Infinity) simulation.scheduleAt(at, player);
  };
  schedule();
}

/** When the entry happens for the n-th time (from 0), or null when it does not any more. */
function instant(world: World, entry: TimelineEntry, n: number, previous: number): number | null {
  const { schedule } = entry;
  switch (schedule.kind) {
    case 'at':
      return n === 0 ? schedule.atSeconds : null;
    case 'every':
      return before(schedule.fromSeconds + n * schedule.periodSeconds, schedule);
    case 'poisson': {
      const gap = { kind: 'exponential', mean: 1 / schedule.ratePerSecond } as const;
      const from = n === 0 ? schedule.fromSeconds : previous;
      return before(from + world.environment.draw('arrivals', gap, entity(entry.id), n), schedule);
    }
  }
}

function before(at: number, schedule: Exclude<Schedule, { kind: 'at' }>): number | null {
  return at < schedule.untilSeconds ? at : null;
}

function act(world: World, { id, action }: TimelineEntry, occurrence: number): void {
  switch (action.kind) {
    case 'createService':
      return world.createService(action);
    case 'updateService':
      return updateService(world, action);
    case 'runTask':
      return world.runTasks(`${id}/${occurrence}`, action.taskDefinition, action.capacity, action.count);
    case 'startTask':
      return world.startTask(`${id}/${occurrence}`, action.taskDefinition, action.capacity, action.instance);
    case 'push':
      return push(world, action, occurrence);
    case 'deleteIndex':
      return deleteIndex(world, action);
    case 'outage':
      world.environment.simulation.start(outage(world, action), id);
      return;
    case 'scaleCapacity':
      return world.instances(action.capacity).scale(action.count);
    case 'interrupt':
      return world.interrupt(action.capacity, action.count);
    case 'terminate':
      return world.instances(action.capacity).terminate(action.count);
    case 'restartAgent':
      return restartAgents(world, action);
    case 'pruneImages':
      return world.instances(action.capacity).pruneImages();
  }
}

/** A changed count alone only scales; anything else is a new deployment. */
function updateService(world: World, action: Extract<TimelineAction, { kind: 'updateService' }>): void {
  const service = world.services.get(action.service);
  if (service === undefined) throw new Error(`there is no service ${action.service} yet`);
  if (action.desiredCount !== null) service.scale(action.desiredCount);
  if (action.forceNewDeployment) service.deploy(service.definition);
  else if (action.desiredCount === null) service.deploy(newRevision(world, service.definition));
}

/** A revision that names the newest pushed tag of each image. */
function newRevision(world: World, definition: TaskDefinitionSpec): TaskDefinitionSpec {
  const containers = definition.containers.map((container) => {
    const { name, digest } = parseReference(container.image);
    const { image } = world.registries.locate(container.image);
    const tag = world.registries.home(image).repository(image).newestTag;
    if (digest !== null || tag === null) return container;
    return { ...container, image: localTag({ name, tag, digest: null }) };
  });
  return { ...definition, containers };
}

function push(world: World, action: Extract<TimelineAction, { kind: 'push' }>, occurrence: number): void {
  const { image } = world.registries.locate(action.image);
  const tag = action.tag.replaceAll('{n}', String(occurrence + 1));
  const outcome = world.registries
    .home(image)
    .push(image, tag, action.sameDigest, action.rebase, action.buildsIndex);
  if (!outcome.accepted) world.rejectedPushes++;
}

function deleteIndex(world: World, action: Extract<TimelineAction, { kind: 'deleteIndex' }>): void {
  const { image } = world.registries.locate(action.image);
  world.registries.home(image).deleteIndex(image, action.tag);
}

function restartAgents(world: World, action: Extract<TimelineAction, { kind: 'restartAgent' }>): void {
  for (const agent of world.instances(action.capacity).agents()) {
    world.environment.simulation.start(restartAgent(agent, action.forSeconds));
  }
}

function* outage(world: World, action: Extract<TimelineAction, { kind: 'outage' }>): Body<void> {
  const end = world.registries.byName(action.registry).fail({ ...action, kind: action.fault });
  yield* world.environment.simulation.delay(action.forSeconds);
  end();
}
