/**
 * Who runs where, as the timeline says it: which task definitions meet which capacities. Known before either is
 * resolved, because a task definition's defaults follow its launch type, and Fargate's rates the size of its tasks.
 */
import type { ScenarioInput } from '../schema/scenario-file.js';

export interface Placement {
  readonly taskDefinition: string;
  readonly capacity: string;
}

/** The only key of a mapping, or undefined. */
export function onlyKey(mapping: object): string | undefined {
  const [first, second] = Object.keys(mapping);
  return second === undefined ? first : undefined;
}

/** All pairs that the timeline makes; names that do not exist are left out. */
export function placementsOf({ timeline, capacity, taskDefinitions }: ScenarioInput): readonly Placement[] {
  return timeline.flatMap((entry) => {
    const named = 'createService' in entry ? entry.taskDefinition : 'runTask' in entry ? entry.runTask : null;
    if (named === null) return [];
    const place = 'createService' in entry || 'runTask' in entry ? entry.capacity : undefined;
    const taskDefinition = named ?? onlyKey(taskDefinitions);
    const where = place ?? onlyKey(capacity);
    const known =
      taskDefinition !== undefined &&
      where !== undefined &&
      Object.hasOwn(taskDefinitions, taskDefinition) &&
      Object.hasOwn(capacity, where);
    return known ? [{ taskDefinition, capacity: where }] : [];
  });
}
