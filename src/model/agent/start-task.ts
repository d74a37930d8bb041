/**
 * A task on a container instance, from its payload to the last container that is ready. It waits in the agent's queue
 * until its CPU and memory are free (since 1.73.0). In `awsvpc` mode the pause container and the network interface come
 * before any image work (amazon-ecs-agent `agent/api/task/task.go`; before 1.86.3 only before the pull).
 */
import type { Body } from '../../kernel/process.js';
import type { Task } from '../launch/task.js';
import { AGENT_DOWN } from '../story.js';
import { containerLife, type TaskRun } from './container-life.js';
import type { EcsAgent } from './ecs-agent.js';
import { EventWindow } from './event-window.js';

/** Returns when the start is over; the task's outcome says how it ended. Nobody need have reserved room for it. */
export function* startTask(agent: EcsAgent, task: Task): Body<void> {
  const { simulation, parameters } = agent.environment;
  // An agent that is down gets its payload when it runs again.
  if (agent.down !== null) task.clock.enter('wait', 'queue', simulation.now, AGENT_DOWN);
  yield* agent.whenUp();
  if (task.settled.fired) return;
  task.clock.enter('wait', 'queue', simulation.now);
  agent.tasks.add(task);
  if (agent.rules.hostResourceQueue) yield* agent.queue.enter(task);
  if (task.settled.fired) return;
  const awsvpc = task.definition.networkMode === 'awsvpc';
  const cost = awsvpc ? parameters.ec2AwsvpcProvision : parameters.ec2BridgeProvision;
  const seconds = agent.environment.draw('provision', cost, task.entity);
  const networkReadyAt = simulation.now + seconds;
  if (!awsvpc || agent.rules.networkBeforeManifest) {
    task.clock.enter('provision', 'fixed', simulation.now);
    yield* simulation.delay(seconds);
    if (task.settled.fired) return;
  }
  runContainers(agent, task, networkReadyAt);
  yield* task.settled.wait();
  if (task.outcome === 'started') useCores(agent, task);
}

function runContainers(agent: EcsAgent, task: Task, networkReadyAt: number): void {
  const { simulation, parameters } = agent.environment;
  const poll = agent.environment.assumes('event-window') ? parameters.agentDependencyPollSeconds : 0;
  const run: TaskRun = {
    window: new EventWindow(poll),
    networkReadyAt,
    manifestsMissing: task.containers.length,
  };
  task.beginContainers();
  for (const container of task.containers) simulation.start(containerLife(agent, container, run));
}

/** A running task takes cores from the unpacks of others. */
function useCores({ instance }: EcsAgent, task: Task): void {
  const { cpuUse, cpuUnits } = task.definition;
  const cores = (cpuUse * cpuUnits) / 1024;
  if (cores === 0) return;
  instance.addBusyCores(cores);
  task.whenGone(() => instance.addBusyCores(-cores));
}
