/**
 * A checked scenario file → the world that one variant plays: names looked up, defaults filled in, units gone. All
 * errors are collected; a world with errors is not to be used.
 */
import { findRoundTrip } from '../../catalog/regions.js';
import type { CapacitySpec, TaskDefinitionSpec, WorldSpec } from '../../model/spec.js';
import { formatDuration } from '../../units/duration.js';
import { formatInstant } from '../../units/instant.js';
import type { Path } from '../path.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import { type Placement, placementsOf, startsTasks } from './placements.js';
import { References } from './references.js';
import type { Resolution } from './resolution.js';
import { resolveCapacities } from './resolve-capacity.js';
import { resolveImages } from './resolve-images.js';
import { resolveModel } from './resolve-model.js';
import { type ResolvedRegistry, resolveRegistries } from './resolve-registries.js';
import { type Use, resolveTaskDefinitions, taskSize } from './resolve-task-definitions.js';
import { resolveTimeline } from './resolve-timeline.js';

/** 2026-08-01T00:00Z. */
const DEFAULT_EPOCH_MS = 1_785_542_400_000;
export const DEFAULT_DURATION_SECONDS = 3600;
const FARGATE_STOP_TIMEOUT_SECONDS = 30;

/** The world of one variant; where `resolution.problems` has errors, it is not complete. */
export function resolveWorld(input: ScenarioInput, resolution: Resolution): WorldSpec {
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
  const registries = resolveRegistries(input, resolution);
  const images = resolveImages(input, registries, resolution);
  const references = new References(images, registries, pushedTags(input), resolution);
  const placements = placementsOf(input);
  const sizesOn = (capacity: string) =>
    placements
      .filter((each) => each.capacity === capacity)
      .flatMap(({ taskDefinition }) => input.taskDefinitions[taskDefinition] ?? [])
      .map(taskSize);
  const capacities = resolveCapacities(input, { references, sizesOn }, resolution);
  const definitions = resolveTaskDefinitions(
    input,
    references,
    (name) => useOf(name, placements, capacities),
    resolution,
  );
  checkFit(placements, definitions, capacities, input, references, resolution);
  if (!input.timeline.some(startsTasks))
    resolution.problems.warn({
      path: ['timeline'],
      at: 'key',
      message: 'nothing starts a task',
      remedy: 'add an entry with createService, runTask or startTask',
    });
  checkDistances(capacities, [...registries.values()], resolution);
  return {
    epochMs,
    durationSeconds,
    images: references.withUris(),
    registries: [...registries.values()].map(({ spec }) => spec),
    capacities,
    taskDefinitions: definitions,
    timeline: resolveTimeline(input, durationSeconds, [...registries.keys()], images, resolution),
    model: resolveModel(input.model ?? {}, resolution),
  };
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

function useOf(name: string, placements: readonly Placement[], capacities: readonly CapacitySpec[]): Use {
  const used = placements
    .filter(({ taskDefinition }) => taskDefinition === name)
    .map(({ capacity }) => capacity);
  const all = capacities.filter((capacity) => used.includes(capacity.name));
  // A task definition that nothing uses is held to the first capacity, so that it is checked at all.
  const hosts = all.length > 0 ? all : capacities.slice(0, 1);
  return {
    launchTypes: new Set(hosts.map(({ launchType }) => launchType)),
    architecture: hosts.some((host) => architectureOf(host) === 'ARM64') ? 'ARM64' : 'X86_64',
    stopTimeoutSeconds: Math.max(0, ...hosts.map(stopTimeoutOn)),
  };
}

function stopTimeoutOn(host: CapacitySpec): number {
  return host.launchType === 'EC2' ? host.agent.containerStopTimeoutSeconds : FARGATE_STOP_TIMEOUT_SECONDS;
}

function architectureOf(host: CapacitySpec): 'X86_64' | 'ARM64' {
  return host.launchType === 'EC2' ? host.machine.architecture : host.architecture;
}

/** Tasks that can never be placed would wait for ever: better said now. */
function checkFit(
  placements: readonly Placement[],
  definitions: readonly TaskDefinitionSpec[],
  capacities: readonly CapacitySpec[],
  input: ScenarioInput,
  references: References,
  resolution: Resolution,
): void {
  for (const { taskDefinition, capacity } of placements) {
    const task = definitions.find(({ family }) => family === taskDefinition);
    const host = capacities.find(({ name }) => name === capacity);
    if (task === undefined || host === undefined) continue;
    const path = ['taskDefinitions', taskDefinition];
    const architecture = architectureOf(host);
    const asked = input.taskDefinitions[taskDefinition]?.runtimePlatform?.cpuArchitecture;
    if (asked !== undefined && asked !== architecture) {
      const message = `runs on ${asked} only, and the capacity "${capacity}" is ${architecture}`;
      resolution.problems.error({
        path: [...path, 'runtimePlatform', 'cpuArchitecture'],
        message,
        remedy: `write "${architecture}", or use other hosts`,
      });
    }
    warnOfPlatforms(path, task, architecture, capacity, references, resolution);
    if (host.launchType !== 'EC2') continue;
    const { cores, memoryBytes } = host.machine;
    const tooLarge = task.cpuUnits > cores * 1024 || task.memoryMiB * 1024 * 1024 > memoryBytes;
    if (!tooLarge) continue;
    const message = `needs ${task.cpuUnits} CPU units and ${task.memoryMiB} MiB, more than an instance of "${capacity}" has`;
    resolution.problems.error({ path, at: 'key', message, remedy: 'use larger instances or smaller tasks' });
  }
}

/** Not an error: that an image lacks the platform of a host is found out when a task starts, and may be the question. */
function warnOfPlatforms(
  path: Path,
  task: TaskDefinitionSpec,
  architecture: 'X86_64' | 'ARM64',
  capacity: string,
  references: References,
  { problems }: Resolution,
): void {
  const platform = architecture === 'ARM64' ? 'linux/arm64' : 'linux/amd64';
  task.containers.forEach(({ image: reference }, index) => {
    const image = references.image(reference);
    if (
      image === undefined ||
      image.platforms.some((each) => each === platform || each.startsWith(`${platform}/`))
    )
      return;
    const message = `image "${image.name}" is for ${image.platforms.join(', ')}, and "${capacity}" is ${platform}: its tasks will fail`;
    problems.warn({
      path: [...path, 'containers', index, 'image'],
      message,
      remedy: `add "${platform}" to images.${image.name}.platforms`,
    });
  });
}

function checkDistances(
  capacities: readonly CapacitySpec[],
  registries: readonly ResolvedRegistry[],
  resolution: Resolution,
): void {
  for (const { spec } of registries) {
    const { name, region, roundTripSeconds } = spec;
    if (region === null || roundTripSeconds !== null) continue;
    const far = capacities.find((capacity) => findRoundTrip(capacity.region, region) === undefined);
    if (far === undefined) continue;
    const message = `no round trip is known from ${far.region} (capacity "${far.name}") to ${region}`;
    resolution.problems.error({ path: ['registries', name], at: 'key', message, remedy: 'add "roundTrip:"' });
  }
}
