/**
 * The timeline: schedules in seconds, names checked, defaults of Amazon ECS. `every: 1h` first happens at 1h and last
 * before the end. An entry that asks for more than a million happenings is refused before it is played.
 */
import type { ImageSpec, Schedule, TimelineAction, TimelineEntry } from '../../model/spec.js';
import type { Path } from '../path.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import type {
  CreateServiceInput,
  EntryInput,
  RunTaskInput,
  ScaleInput,
  UpdateServiceInput,
} from '../schema/timeline.js';
import { nameOrOnly } from './name-or-only.js';
import type { Resolution } from './resolution.js';
import { hasInstances, resolveInstances } from './resolve-instances.js';
import { type Pullers, resolveOutage } from './resolve-outage.js';
import { resolveDeleteIndex, resolvePush } from './resolve-push.js';
import { checkOften, occurrences, resolveSchedule } from './resolve-schedule.js';

interface Context {
  readonly input: ScenarioInput;
  readonly registries: readonly string[];
  readonly images: ReadonlyMap<string, ImageSpec>;
  readonly pullers: Pullers;
  readonly services: ReadonlyMap<string, number>;
  readonly resolution: Resolution;
}

/** The timeline in the order of the file. Entries with errors are left out. */
export function resolveTimeline(
  input: ScenarioInput,
  durationSeconds: number,
  registries: readonly string[],
  images: ReadonlyMap<string, ImageSpec>,
  pullers: Pullers,
  resolution: Resolution,
): readonly TimelineEntry[] {
  const services = new Map<string, number>();
  input.timeline.forEach((entry, index) => {
    if (!('createService' in entry)) return;
    if (services.has(entry.createService)) {
      const path = ['timeline', index, 'createService'];
      resolution.problems.error({
        path,
        message: `the service "${entry.createService}" is created twice`,
        remedy: 'rename one of them',
      });
    }
    services.set(entry.createService, index);
  });
  const context: Context = { input, registries, images, pullers, services, resolution };
  checkIds(input, resolution);
  return input.timeline.flatMap((entry, index) => {
    const path: Path = ['timeline', index];
    const schedule = resolveSchedule(path, entry, durationSeconds, resolution);
    const action = actionOf(path, entry, schedule, context);
    return action === undefined ? [] : [{ id: entry.id ?? `${action.kind}-${index + 1}`, schedule, action }];
  });
}

function checkIds({ timeline }: ScenarioInput, { problems }: Resolution): void {
  const seen = new Set<string>();
  timeline.forEach(({ id }, index) => {
    if (id === undefined) return;
    if (seen.has(id))
      problems.error({
        path: ['timeline', index, 'id'],
        message: `the id "${id}" is there twice`,
        remedy: 'rename one of them',
      });
    seen.add(id);
  });
}

function actionOf(
  path: Path,
  entry: EntryInput,
  schedule: Schedule,
  context: Context,
): TimelineAction | undefined {
  if ('createService' in entry) return createService(path, entry, schedule, context);
  if ('updateService' in entry) return updateService(path, entry, context);
  if ('runTask' in entry) return runTask(path, entry, schedule, context);
  if ('push' in entry) return resolvePush(path, entry, context);
  if ('deleteIndex' in entry) return resolveDeleteIndex(path, entry, context);
  if ('scale' in entry) return scale(path, entry, context);
  if ('outage' in entry) return resolveOutage([...path, 'outage'], entry.outage, context, context.resolution);
  return resolveInstances(path, entry, context);
}

function createService(
  path: Path,
  entry: CreateServiceInput,
  schedule: Schedule,
  context: Context,
): TimelineAction | undefined {
  const { resolution, input } = context;
  resolution.given([...path, 'createService']);
  if (schedule.kind !== 'at')
    resolution.problems.error({
      path: [...path, 'every'],
      at: 'key',
      message: 'a service is created once',
      remedy: 'write "at"',
    });
  const taskDefinition = nameOrOnly(
    [...path, 'taskDefinition'],
    'task definition',
    entry.taskDefinition,
    input.taskDefinitions,
    resolution,
  );
  const capacity = nameOrOnly([...path, 'capacity'], 'capacity', entry.capacity, input.capacity, resolution);
  const ecs = <T>(key: string, given: T | undefined, value: T): T =>
    resolution.pick([...path, key], given, { value, source: 'the default of Amazon ECS' });
  const settings = {
    desiredCount: resolution.pick([...path, 'desiredCount'], entry.desiredCount, {
      value: 1,
      source: 'one task',
    }),
    minimumHealthyPercent: ecs('minimumHealthyPercent', entry.minimumHealthyPercent, 100),
    maximumPercent: ecs('maximumPercent', entry.maximumPercent, 200),
    placementStrategy: ecs<'spread' | 'binpack' | 'random'>(
      'placementStrategy',
      entry.placementStrategy,
      'spread',
    ),
  };
  if (settings.maximumPercent <= 100 && settings.minimumHealthyPercent >= 100) {
    const message = 'with 100 % at least and at most, no deployment can begin';
    resolution.problems.error({
      path: [...path, 'maximumPercent'],
      message,
      remedy: 'raise maximumPercent, or lower minimumHealthyPercent',
    });
  }
  const grace = entry.healthCheckGracePeriodSeconds;
  if (grace !== undefined) resolution.given([...path, 'healthCheckGracePeriodSeconds']);
  if (taskDefinition === undefined || capacity === undefined) return undefined;
  return {
    kind: 'createService',
    name: entry.createService,
    taskDefinition,
    capacity,
    ...settings,
    ...(grace === undefined ? {} : { healthCheckGraceSeconds: grace }),
  };
}

function updateService(path: Path, entry: UpdateServiceInput, context: Context): TimelineAction | undefined {
  const { resolution, services } = context;
  const at = [...path, 'updateService'];
  if (resolution.find(at, 'service', entry.updateService, services) === undefined) return undefined;
  resolution.given(at);
  const forceNewDeployment = resolution.pick([...path, 'forceNewDeployment'], entry.forceNewDeployment, {
    value: false,
    source: 'the default of Amazon ECS',
  });
  if (entry.desiredCount !== undefined) resolution.given([...path, 'desiredCount']);
  return {
    kind: 'updateService',
    service: entry.updateService,
    forceNewDeployment,
    desiredCount: entry.desiredCount ?? null,
  };
}

function runTask(
  path: Path,
  entry: RunTaskInput,
  schedule: Schedule,
  context: Context,
): TimelineAction | undefined {
  const { resolution, input } = context;
  const taskDefinition = nameOrOnly(
    [...path, 'runTask'],
    'task definition',
    entry.runTask,
    input.taskDefinitions,
    resolution,
  );
  const capacity = nameOrOnly([...path, 'capacity'], 'capacity', entry.capacity, input.capacity, resolution);
  const count = resolution.pick([...path, 'count'], entry.count, {
    value: 1,
    source: 'the default of Amazon ECS',
  });
  checkOften(path, 'count', count * occurrences(schedule), `${count} tasks each time`, resolution);
  if (taskDefinition === undefined || capacity === undefined) return undefined;
  return { kind: 'runTask', taskDefinition, capacity, count };
}

function scale(path: Path, entry: ScaleInput, context: Context): TimelineAction | undefined {
  const { resolution, services, input } = context;
  const at = [...path, 'scale'];
  const { scale: name, count, desiredCount } = entry;
  resolution.given(at);
  if ((count === undefined) === (desiredCount === undefined)) {
    const message = '"scale" needs either "count" (instances) or "desiredCount" (tasks)';
    resolution.problems.error({ path: at, at: 'key', message, remedy: 'add one of them' });
    return undefined;
  }
  if (count !== undefined) {
    resolution.given([...path, 'count']);
    if (services.has(name) && !Object.hasOwn(input.capacity, name)) {
      const message = `"${name}" is a service`;
      resolution.problems.error({ path: at, message, remedy: 'write "desiredCount" instead of "count"' });
      return undefined;
    }
    return hasInstances(at, name, 'add', context)
      ? { kind: 'scaleCapacity', capacity: name, count }
      : undefined;
  }
  resolution.given([...path, 'desiredCount']);
  if (resolution.find(at, 'service', name, services) === undefined) return undefined;
  return { kind: 'updateService', service: name, forceNewDeployment: false, desiredCount: desiredCount ?? 0 };
}
