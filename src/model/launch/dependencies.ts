/**
 * `dependsOn`: a container waits for others to be started, created, ended or healthy. The agent's
 * polling (it notices COMPLETE, SUCCESS and HEALTHY at 5 s boundaries) is not modelled here.
 */
import type { Body } from '../../kernel/process.js';
import type { Signal } from '../../kernel/signal.js';
import type { Environment } from '../environment.js';
import type { DependencyCondition } from '../spec.js';
import type { TaskContainer } from './task.js';

/** Returns when all conditions hold (at once where there are none). */
export function* awaitDependencies(container: TaskContainer, environment: Environment): Body<void> {
  if (container.spec.dependsOn.length === 0) return;
  container.clock.enter('wait', 'dependency', environment.now);
  for (const { container: name, condition } of container.spec.dependsOn) {
    const other = container.task.containers.find((each) => each.spec.name === name);
    if (other !== undefined) yield* signalOf(other, condition).wait();
  }
}

function signalOf(container: TaskContainer, condition: DependencyCondition): Signal {
  switch (condition) {
    case 'CREATE':
      return container.created;
    case 'START':
      return container.started;
    case 'HEALTHY':
      return container.ready;
    case 'COMPLETE':
    case 'SUCCESS':
      return container.completed;
  }
}
