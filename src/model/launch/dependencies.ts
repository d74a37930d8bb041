/**
 * `dependsOn`: a container waits for others to be started, created, ended or healthy. The agent's
 * polling (it notices COMPLETE, SUCCESS and HEALTHY at 5 s boundaries) is not modelled here, and every
 * container that ends by itself does so with exit code 0. A dependency that will never start leaves its
 * dependents unable to start, whatever the condition (amazon-ecs-agent `dependencygraph/graph.go`).
 */
import type { Body } from '../../kernel/process.js';
import type { Signal } from '../../kernel/signal.js';
import type { Environment } from '../environment.js';
import type { DependencyCondition } from '../spec.js';
import type { TaskContainer } from './task.js';

/** Returns true when all conditions hold (at once where there are none), false when one never will. */
export function* awaitDependencies(container: TaskContainer, environment: Environment): Body<boolean> {
  if (container.spec.dependsOn.length === 0) return true;
  container.clock.enter('wait', 'dependency', environment.now);
  for (const { container: name, condition } of container.spec.dependsOn) {
    const other = container.task.containers.find((each) => each.spec.name === name);
    if (other === undefined) continue;
    yield* signalOf(other, condition).wait();
    if (other.skipped) return false;
  }
  return true;
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
