/** What instances need of the world: the same for all pools, but for the policy of their agents. */
import type { DigestListener } from '../agent/ecs-agent.js';
import type { Environment } from '../environment.js';
import type { Task } from '../launch/task.js';
import type { CompletePolicy } from '../policy/types.js';
import type { Registries } from '../registry/registries.js';
import type { StopCode } from '../story.js';
import type { FirstTask } from './first-task.js';
import type { PlacementStrategy } from './placement.js';

/** What a pool of instances needs of the world around it. */
export interface PoolSurroundings {
  readonly environment: Environment;
  readonly registries: Registries;
  readonly policy: CompletePolicy;
  readonly onDigest: DigestListener;
  readonly strategyOf: (service: string) => PlacementStrategy;
  /** These tasks are on an instance that drains: those of services move, with this as the reason. */
  readonly onDraining: (tasks: readonly Task[], code: StopCode) => void;
  /** Of the deployment that a task is of; undefined where it is of none. */
  readonly firstTaskOf?: (task: Task) => FirstTask | undefined;
}
