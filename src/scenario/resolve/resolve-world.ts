/**
 * A checked scenario file → the world that one variant plays: names looked up, defaults filled in, units gone. All
 * errors are collected; a world with errors is not to be used.
 */
import type { CapacitySpec, WorldSpec } from '../../model/spec.js';
import { formatDuration } from '../../units/duration.js';
import { formatInstant } from '../../units/instant.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import { type Families, architectureOf, checkFit } from './check-fit.js';
import { checkImmutable } from './check-caches.js';
import { checkExtras } from './check-extras.js';
import { checkLazyLoading } from './check-lazy-loading.js';
import { checkDistances, checkWays, usesOf } from './check-ways.js';
import { checkPlatforms } from './check-platforms.js';
import { type Placement, placementsOf, startsTasks } from './placements.js';
import { References } from './references.js';
import type { Resolution } from './resolution.js';
import { resolveCapacities } from './resolve-capacity.js';
import { hasGracePeriod } from './resolve-health.js';
import { resolveImages } from './resolve-images.js';
import { resolveModel } from './resolve-model.js';
import { resolveNetworks } from './resolve-networks.js';
import { familyOf } from './resolve-operating-system.js';
import { resolveRegistries } from './resolve-registries.js';
import { checkPrefixes } from './resolve-replication.js';
import { type Use, resolveTaskDefinitions, taskNeeds } from './resolve-task-definitions.js';
import { resolveTimeline } from './resolve-timeline.js';
import { serviceConnectOf } from './service-connect.js';

/** 2026-08-01T00:00Z. */
const DEFAULT_EPOCH_MS = 1_785_542_400_000;
export const DEFAULT_DURATION_SECONDS = 3600;
const FARGATE_STOP_TIMEOUT_SECONDS = 30;

/** The world of one variant; where `resolution.problems` has errors, it is not complete. */
export function resolveWorld(input: ScenarioInput, resolution: Resolution): WorldSpec {
  const time = timeOf(input, resolution);
  const { durationSeconds, epochMs } = time;
  const registries = resolveRegistries(input, formatInstant(epochMs).slice(0, 10), resolution);
  const images = resolveImages(input, registries, time, resolution);
  const references = new References(images, registries, pushedTags(input), resolution);
  const placements = placementsOf(input);
  const needsOn = (capacity: string) =>
    placements
      .filter((each) => each.capacity === capacity)
      .flatMap(({ taskDefinition }) => input.taskDefinitions[taskDefinition] ?? [])
      .map(taskNeeds);
  const capacities = resolveCapacities(input, { time, references, needsOn }, resolution);
  const families: Families = new Map(
    Object.entries(input.capacity).map(([name, given]) => [name, familyOf(given, needsOn(name))]),
  );
  const withServiceConnect = serviceConnectOf(input, resolution);
  const hosts: Hosts = { input, placements, capacities, families, withServiceConnect };
  const definitions = resolveTaskDefinitions(input, references, (name) => useOf(name, hosts), resolution);
  const model = resolveModel(input.model ?? {}, resolution);
  const fit = { input, placements, definitions, capacities, families, references, model };
  checkFit(fit, resolution);
  checkPlatforms(fit, resolution);
  checkExtras(input, placements, capacities, resolution);
  if (!input.timeline.some(startsTasks))
    resolution.problems.warn({
      path: ['timeline'],
      at: 'key',
      message: 'nothing starts a task',
      remedy: 'add an entry with createService, runTask or startTask',
    });
  const networks = resolveNetworks(input, resolution);
  const uses = usesOf(placements, capacities, definitions, registries, references);
  checkWays(uses, networks, capacities, resolution);
  checkLazyLoading(uses, references, resolution);
  checkDistances(capacities, [...registries.values()], resolution);
  const named = references.withNames();
  checkImmutable(named, registries, pushedTags(input), resolution);
  checkPrefixes(
    named,
    [...registries.values()].map(({ spec }) => spec),
    resolution,
  );
  return {
    epochMs,
    durationSeconds,
    images: named,
    registries: [...registries.values()].map(({ spec }) => spec),
    networks,
    capacities,
    taskDefinitions: definitions,
    timeline: resolveTimeline(
      input,
      durationSeconds,
      [...registries.keys()],
      new Map(named.map((image) => [image.name, image])),
      { capacities, model },
      resolution,
    ),
    model,
  };
}

function timeOf(
  input: ScenarioInput,
  resolution: Resolution,
): { readonly durationSeconds: number; readonly epochMs: number } {
  const durationSeconds = resolution.pick(
    ['duration'],
    input.duration,
    { value: DEFAULT_DURATION_SECONDS, source: 'one hour' },
    formatDuration,
  );
  if (durationSeconds === 0)
    resolution.problems.error({
      path: ['duration'],
      message: 'nothing happens in no time',
      remedy: 'write a longer duration',
    });
  const epochMs = resolution.pick(
    ['epoch'],
    input.epoch,
    { value: DEFAULT_EPOCH_MS, source: 'a day that all prices know' },
    formatInstant,
  );
  return { durationSeconds, epochMs };
}

function pushedTags({ timeline, images }: ScenarioInput): ReadonlyMap<string, readonly string[]> {
  const tags = new Map<string, string[]>();
  for (const entry of timeline) {
    if (!('push' in entry)) continue;
    const { image, tag } = entry.push;
    const list = tags.get(image) ?? [];
    list.push(tag ?? images[image]?.tags?.[0] ?? 'latest');
    tags.set(image, list);
  }
  return tags;
}

interface Hosts {
  readonly input: ScenarioInput;
  readonly placements: readonly Placement[];
  readonly capacities: readonly CapacitySpec[];
  /** By capacity. */
  readonly families: Families;
  /** Task definitions that have it. */
  readonly withServiceConnect: ReadonlySet<string>;
}

function useOf(name: string, { input, placements, capacities, families, withServiceConnect }: Hosts): Use {
  const used = placements
    .filter(({ taskDefinition }) => taskDefinition === name)
    .map(({ capacity }) => capacity);
  const all = capacities.filter((capacity) => used.includes(capacity.name));
  // A task definition that nothing uses is held to the first capacity, so that it is checked at all.
  const hosts = all.length > 0 ? all : capacities.slice(0, 1);
  return {
    launchTypes: new Set(hosts.map(({ launchType }) => launchType)),
    isManaged: hosts.some((host) => host.launchType === 'EC2' && host.managed !== null),
    operatingSystemFamily: families.get(hosts[0]?.name ?? '')?.name ?? 'LINUX',
    serviceConnect: withServiceConnect.has(name),
    hasGracePeriod: hasGracePeriod(name, input),
    architecture: hosts.some((host) => architectureOf(host) === 'ARM64') ? 'ARM64' : 'X86_64',
    stopTimeoutSeconds: Math.max(0, ...hosts.map(stopTimeoutOn)),
  };
}

function stopTimeoutOn(host: CapacitySpec): number {
  return host.launchType === 'EC2' ? host.agent.containerStopTimeoutSeconds : FARGATE_STOP_TIMEOUT_SECONDS;
}
