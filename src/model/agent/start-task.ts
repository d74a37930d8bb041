/**
 * A task on a container instance, from the payload to the last container that is ready.
 * In `awsvpc` mode the pause container and the network
 * interface come before any image work (amazon-ecs-agent `agent/api/task/task.go`, since 1.86.3).
 */
import type { Body } from '../../kernel/process.js';
import type { Task } from '../launch/task.js';
import { containerLife } from './container-life.js';
import type { EcsAgent } from './ecs-agent.js';

/** Returns when the start is over; the task's outcome says how it ended. */
export function* startTask(agent: EcsAgent, task: Task): Body<void> {
  const { simulation, parameters } = agent.environment;
  agent.tasks.add(task);
  const awsvpc = task.definition.networkMode === 'awsvpc';
  task.clock.enter('provision', 'fixed', simulation.now);
  const cost = awsvpc ? parameters.ec2AwsvpcProvision : parameters.ec2BridgeProvision;
  yield* simulation.delay(agent.environment.draw('provision', cost, task.entity));
  if (task.settled.fired) return;
  task.beginContainers();
  for (const container of task.containers) simulation.start(containerLife(agent, container));
  yield* task.settled.wait();
}
