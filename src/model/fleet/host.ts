/** A container instance of a capacity, as its pool keeps it: what is on it, and whether it still counts. */
import type { EcsAgent } from '../agent/ecs-agent.js';
import type { Ec2Instance } from '../launch/ec2-instance.js';
import type { Task } from '../launch/task.js';

export interface Host {
  readonly instance: Ec2Instance;
  readonly agent: EcsAgent;
  /** Among the hosts. */
  readonly position: number;
  /** On it and not yet stopped; whether ECS has reserved room for it. */
  readonly tasks: Map<Task, boolean>;
  /** Counted by the Auto Scaling group: not scaled in, and not ended. */
  inGroup: boolean;
  /** Will end when its Spot notice is over. */
  interrupted: boolean;
  stoppedAt: number | null;
}
