/**
 * Who runs where, as the timeline says it: which task definitions meet which capacities. Known before either is
 * resolved, because a task definition's defaults follow its launch type, and Fargate's rates the size of its tasks.
 */
import type { ScenarioInput } from '../schema/scenario-file.js';
import type { CreateServiceInput, EntryInput, RunTaskInput, StartTaskInput } from '../schema/timeline.js';

export interface Placement {
  readonly taskDefinition: string;
  readonly capacity: string;
}

/** The only key of a mapping, or undefined. */
export function onlyKey(mapping: object): string | undefined {
  const [first, second] = Object.keys(mapping);
  return second === undefined ? first : undefined;
}

/** Entries that say what runs where. */
export function startsTasks(entry: EntryInput): entry is CreateServiceInput | RunTaskInput | StartTaskInput {
  return 'createService' in entry || 'runTask' in entry || 'startTask' in entry;
}

/** All pairs that the timeline makes; names that do not exist are left out. */
export function placementsOf({ timeline, capacity, taskDefinitions }: ScenarioInput): readonly Placement[] {
  return timeline.flatMap((entry) => {
    if (!startsTasks(entry)) return [];
    const named =
      'createService' in entry ? entry.taskDefinition : 'runTask' in entry ? entry.runTask : entry.startTask;
    const taskDefinition = named ?? onlyKey(taskDefinitions);
    const where = entry.capacity ?? onlyKey(capacity);
    const known =
      taskDefinition !== undefined &&
      where !== undefined &&
      Object.hasOwn(taskDefinitions, taskDefinition) &&
      Object.hasOwn(capacity, where);
    return known ? [{ taskDefinition, capacity: where }] : [];
  });
}
