/**
 * Task definitions whose tasks carry the proxy of Service Connect. In ECS that is a matter of the service; the model has
 * it with the task definition, so that one which also runs without it is warned about.
 */
import type { Path } from '../path.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import { onlyKey, startsTasks } from './placements.js';
import type { Resolution } from './resolution.js';

/** Names of the task definitions that a service with Service Connect runs. */
export function serviceConnectOf(input: ScenarioInput, resolution: Resolution): ReadonlySet<string> {
  const withProxy = new Map<string, Path>();
  const without = new Set<string>();
  input.timeline.forEach((entry, index) => {
    if (!startsTasks(entry)) return;
    const isService = 'createService' in entry;
    const named = isService ? entry.taskDefinition : 'runTask' in entry ? entry.runTask : entry.startTask;
    const taskDefinition = named ?? onlyKey(input.taskDefinitions);
    // That it is missing is an error of its own.
    if (taskDefinition === undefined) return;
    const at: Path = ['timeline', index, 'serviceConnect'];
    const hasProxy = isService
      ? resolution.pick(at, entry.serviceConnect, { value: false, source: 'the default of Amazon ECS' })
      : false;
    if (hasProxy) withProxy.set(taskDefinition, at);
    else without.add(taskDefinition);
  });
  for (const [taskDefinition, path] of withProxy)
    if (without.has(taskDefinition))
      resolution.problems.warn({
        path,
        message: `"${taskDefinition}" also runs without Service Connect, and gets its proxy there too`,
        remedy: 'give this service a task definition of its own',
      });
  return new Set(withProxy.keys());
}
