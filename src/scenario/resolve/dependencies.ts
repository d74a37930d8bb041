/**
 * What a container waits for: `dependsOn`, and what ECS makes of `links` (START) and `volumesFrom` (CREATE), as
 * amazon-ecs-agent agent/api/task/task.go, initializeContainerOrdering (1.105.1), does.
 */
import type { DependencyCondition } from '../../model/spec.js';
import type { Path } from '../path.js';
import type { ContainerInput } from '../schema/task-definitions.js';

export interface Dependency {
  readonly container: string;
  readonly condition: DependencyCondition;
  /** Where the name of the other container is written, from the container on. */
  readonly at: Path;
}

/** All dependencies of a container, in the order of dependsOn, links, volumesFrom. */
export function dependenciesOf(container: ContainerInput): readonly Dependency[] {
  const { dependsOn = [], links = [], volumesFrom = [] } = container;
  return [
    ...dependsOn.map(({ containerName, condition }, index) => ({
      container: containerName,
      condition,
      at: ['dependsOn', index, 'containerName'],
    })),
    ...links.map((link, index) => ({
      // What stands behind the colon is the name inside the container.
      container: link.split(':')[0] ?? '',
      condition: 'START' as const,
      at: ['links', index],
    })),
    ...volumesFrom.map(({ sourceContainer }, index) => ({
      container: sourceContainer,
      condition: 'CREATE' as const,
      at: ['volumesFrom', index, 'sourceContainer'],
    })),
  ];
}
