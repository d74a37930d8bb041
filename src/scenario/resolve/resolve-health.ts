/**
 * How long a container may take to be ready before its health check gives it up: as Docker counts (moby
 * daemon/health.go), with the defaults of ECS. Failures in the start period do not count; checks fail at once, so that
 * `timeout` adds nothing. Where a service has a grace period and no container a check, it is the load balancer that looks.
 */
import { healthCheckDefaults } from '../../catalog/costs.js';
import { writeDuration } from '../../units/duration.js';
import type { Path } from '../path.js';
import type { ContainerInput } from '../schema/task-definitions.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import { catalogueCost } from './catalogue-cost.js';
import { onlyKey } from './placements.js';
import type { Resolution } from './resolution.js';

/** Whether a service of this task definition has a grace period. */
export function hasGracePeriod(
  taskDefinition: string,
  { timeline, taskDefinitions }: ScenarioInput,
): boolean {
  return timeline.some(
    (entry) =>
      'createService' in entry &&
      entry.healthCheckGracePeriodSeconds !== undefined &&
      (entry.taskDefinition ?? onlyKey(taskDefinitions)) === taskDefinition,
  );
}

/** Seconds after its start at which the container at `path` is unhealthy, unless it is ready; null where nobody looks. */
export function resolveHealth(
  path: Path,
  { healthCheck, essential = true }: ContainerInput,
  loadBalanced: boolean,
  resolution: Resolution,
): number | null {
  const at = [...path, 'healthCheck'];
  if (healthCheck === undefined) return loadBalanced && essential ? targetGroup(at, resolution) : null;
  resolution.given(at);
  const pick = (
    key: 'interval' | 'retries' | 'startPeriod',
    cost: 'intervalSeconds' | 'retries' | 'startPeriodSeconds',
  ): number => {
    const fallback = catalogueCost<number>(`healthChecks.${cost}`, healthCheckDefaults[cost]);
    return resolution.pick([...at, key], healthCheck[key], fallback);
  };
  const interval = pick('interval', 'intervalSeconds');
  const retries = pick('retries', 'retries');
  const startPeriod = pick('startPeriod', 'startPeriodSeconds');
  return firstThatCounts(startPeriod, interval) + (retries - 1) * interval;
}

/** Seconds after the start of the first check whose failure counts. */
function firstThatCounts(startPeriod: number, interval: number): number {
  if (startPeriod === 0) return interval;
  const { startIntervalSeconds } = healthCheckDefaults;
  return Math.ceil(startPeriod / startIntervalSeconds) * startIntervalSeconds;
}

function targetGroup(at: Path, resolution: Resolution): number {
  const { targetGroupFailures, targetGroupIntervalSeconds } = healthCheckDefaults;
  const seconds = targetGroupFailures * targetGroupIntervalSeconds;
  const { source } = catalogueCost('healthChecks.targetGroupFailures', targetGroupFailures);
  const words = `none; unhealthy to the load balancer ${writeDuration(seconds)} after its start`;
  resolution.note(at, words, 'catalogue', `healthCheckGracePeriodSeconds of a service; ${source}`);
  return seconds;
}
