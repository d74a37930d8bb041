/**
 * What the parts of a Fargate task beside its images take: file systems, secrets and the proxy of Service Connect while
 * its host is made ready; mounts, proxy and further containers after the pull. Sums of draws on top of what a bare task
 * takes; how AWS orders these steps, and which of them run beside each other, is not published.
 */
import type { Distribution } from '../../units/distribution.js';
import type { Environment } from '../environment.js';
import type { FargateCapacitySpec } from '../spec.js';
import type { Task } from './task.js';

/** From created until its pull can start, s. */
export function provisionSeconds(task: Task, spec: FargateCapacitySpec, environment: Environment): number {
  const { efsVolumes, serviceConnect, secrets } = task.definition;
  const { efsProvisionSeconds, serviceConnectProvisionSeconds, secretsProvisionSeconds } = spec.extras;
  const draw = drawsFor(task, environment);
  let seconds = environment.draw('provision', spec.provisionSeconds, task.entity);
  seconds += draw('EFS provision', efsProvisionSeconds, efsVolumes);
  seconds += draw('Service Connect provision', serviceConnectProvisionSeconds, serviceConnect ? 1 : 0);
  seconds += draw('secrets provision', secretsProvisionSeconds, secrets ? 1 : 0);
  return seconds;
}

/** After the pull and before the first container is created, s; 0 for a bare task. */
export function preparationSeconds(task: Task, spec: FargateCapacitySpec, environment: Environment): number {
  const { efsVolumes, serviceConnect } = task.definition;
  const { efsCreateSeconds, serviceConnectCreateSeconds } = spec.extras;
  const draw = drawsFor(task, environment);
  const mounts = draw('EFS create', efsCreateSeconds, efsVolumes);
  return mounts + draw('Service Connect create', serviceConnectCreateSeconds, serviceConnect ? 1 : 0);
}

/** How much later than the first the container at this position (from 0) is created, s: one after another. */
export function sidecarSeconds(
  task: Task,
  position: number,
  spec: FargateCapacitySpec,
  environment: Environment,
): number {
  return drawsFor(task, environment)('side-car create', spec.extras.sidecarCreateSeconds, position);
}

/** The sum of so many draws for this purpose. */
function drawsFor(task: Task, environment: Environment) {
  return (purpose: string, distribution: Distribution, count: number): number => {
    let seconds = 0;
    for (let index = 0; index < count; index++)
      seconds += environment.draw(purpose, distribution, task.entity, index);
    return seconds;
  };
}
