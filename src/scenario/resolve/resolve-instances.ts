/**
 * Actions of the timeline that happen to EC2 instances: tasks started on a named one, Spot interruptions, ends,
 * restarts of the agent, pruned images. Fargate has no instances, only tasks that Spot can interrupt, and an instance
 * must be one that can exist.
 */
import type { TimelineAction } from '../../model/spec.js';
import type { Path } from '../path.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import type {
  InterruptInput,
  PruneImagesInput,
  RestartAgentInput,
  StartTaskInput,
  TerminateInput,
} from '../schema/timeline.js';
import { nameOrOnly } from './name-or-only.js';
import type { Resolution } from './resolution.js';

export type InstancesInput =
  StartTaskInput | InterruptInput | TerminateInput | RestartAgentInput | PruneImagesInput;

interface Context {
  readonly input: ScenarioInput;
  readonly resolution: Resolution;
}

/** The action of the entry at `path`; undefined after an error. */
export function resolveInstances(
  path: Path,
  entry: InstancesInput,
  context: Context,
): TimelineAction | undefined {
  if ('startTask' in entry) return startTask(path, entry, context);
  if ('interrupt' in entry) {
    const { interrupt: capacity } = entry;
    const count = countOf(path, entry.count, context);
    return onInstances([...path, 'interrupt'], capacity, 'interrupt', context)
      ? { kind: 'interrupt', capacity, count }
      : undefined;
  }
  if ('terminate' in entry) {
    const { terminate: capacity } = entry;
    const count = countOf(path, entry.count, context);
    return onInstances([...path, 'terminate'], capacity, 'end', context)
      ? { kind: 'terminate', capacity, count }
      : undefined;
  }
  if ('restartAgent' in entry) {
    const { restartAgent: capacity } = entry;
    const forSeconds = context.resolution.pick([...path, 'for'], entry.for, { value: 0, source: 'at once' });
    return onInstances([...path, 'restartAgent'], capacity, 'restart agents on', context)
      ? { kind: 'restartAgent', capacity, forSeconds }
      : undefined;
  }
  const capacity = entry.pruneImages;
  return onInstances([...path, 'pruneImages'], capacity, 'prune', context)
    ? { kind: 'pruneImages', capacity }
    : undefined;
}

/** Whether a capacity has instances (or Spot tasks, to interrupt); an error at `path` where it has none, or is not there. */
export function hasInstances(
  path: Path,
  name: string,
  verb: string,
  { input, resolution }: Context,
): boolean {
  const found = resolution.find(path, 'capacity', name, new Map(Object.entries(input.capacity)));
  if (found?.launchType === 'FARGATE') {
    // A Spot interruption is of its tasks.
    if (verb === 'interrupt' && found.capacityProvider === 'FARGATE_SPOT') return true;
    resolution.problems.error({
      path,
      message: `"${name}" is Fargate, which has no instances to ${verb}`,
      remedy: `name an EC2 capacity${verb === 'interrupt' ? ', or one with "capacityProvider: FARGATE_SPOT"' : ''}`,
    });
  }
  if (found?.launchType === 'MANAGED_INSTANCES') {
    const canEnd = ['interrupt', 'end'].includes(verb);
    if (!canEnd)
      resolution.problems.error({
        path,
        message: `"${name}" is managed by Amazon ECS, so that you have no instances to ${verb}`,
        remedy: 'name an EC2 capacity; ECS launches and ends instances as its tasks need them',
      });
    return canEnd;
  }
  return found?.launchType === 'EC2';
}

function onInstances(path: Path, name: string, verb: string, context: Context): boolean {
  context.resolution.given(path);
  return hasInstances(path, name, verb, context);
}

function countOf(path: Path, given: number | undefined, { resolution }: Context): number {
  return resolution.pick([...path, 'count'], given, { value: 1, source: 'one instance' });
}

function startTask(path: Path, entry: StartTaskInput, context: Context): TimelineAction | undefined {
  const { input, resolution } = context;
  const taskDefinition = nameOrOnly(
    [...path, 'startTask'],
    'task definition',
    entry.startTask,
    input.taskDefinitions,
    resolution,
  );
  const at = [...path, 'capacity'];
  const capacity = nameOrOnly(at, 'capacity', entry.capacity, input.capacity, resolution);
  const instance = resolution.pick([...path, 'instance'], entry.instance, {
    value: 1,
    source: 'the first instance',
  });
  if (taskDefinition === undefined || capacity === undefined) return undefined;
  if (!hasInstances(at, capacity, 'start tasks on', context)) return undefined;
  const most = instancesOf(capacity, input);
  if (instance > most) {
    const there = most === 0 ? 'no instance' : most === 1 ? 'only instance 1' : `only instances 1 to ${most}`;
    resolution.problems.error({
      path: [...path, 'instance'],
      message: `there is no instance ${instance}: "${capacity}" has ${there}`,
      remedy: `write a smaller number, or raise "count" of the capacity`,
    });
    return undefined;
  }
  return { kind: 'startTask', taskDefinition, capacity, instance };
}

/** Instances that a capacity has at most, numbered in the order in which they are launched; Infinity where some come later. */
function instancesOf(capacity: string, { timeline, capacity: all }: ScenarioInput): number {
  const comeLater = timeline.some(
    (entry) =>
      ('scale' in entry && entry.scale === capacity) ||
      ('terminate' in entry && entry.terminate === capacity) ||
      ('interrupt' in entry && entry.interrupt === capacity),
  );
  const found = all[capacity];
  return comeLater || found?.launchType !== 'EC2' ? Infinity : (found.count ?? 1);
}
