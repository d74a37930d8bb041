/**
 * What Amazon ECS demands of the containers of a task: names that differ, one that is essential, and dependencies that
 * name other containers, have no cycle, and wait for an end only of containers that can end.
 */
import { nearestName } from '../../units/nearest.js';
import type { Path } from '../path.js';
import type { ProblemList } from '../problem-list.js';
import type { ContainerInput } from '../schema/task-definitions.js';
import { dependenciesOf } from './dependencies.js';

type Containers = readonly ContainerInput[];

/** Reports all that is wrong with how the containers of the task definition at `path` depend on each other. */
export function checkDependencies(path: Path, containers: Containers, problems: ProblemList): void {
  const at = (index: number): Path => [...path, 'containers', index];
  const seen = new Set<string>();
  containers.forEach(({ name }, index) => {
    if (seen.has(name))
      problems.error({
        path: [...at(index), 'name'],
        message: `a second container is called "${name}"`,
        remedy: 'rename one of them',
      });
    seen.add(name);
  });
  if (containers.every(({ essential }) => essential === false))
    problems.error({
      path: [...path, 'containers'],
      at: 'key',
      message: 'no container is essential',
      remedy: 'a task needs at least one',
    });
  containers.forEach((container, index) => checkOne(at(index), container, containers, problems));
  const cycle = findCycle(containers);
  if (cycle === null) return;
  const index = containers.findIndex(({ name }) => name === cycle[0]);
  const first = containers[index];
  const key = first === undefined ? 'dependsOn' : (dependenciesOf(first)[0]?.at[0] ?? 'dependsOn');
  const message = `the containers wait for each other: ${[...cycle, cycle[0]].join(' → ')}`;
  problems.error({
    path: [...at(index), key],
    at: 'key',
    message,
    remedy: 'take one of these dependencies out',
  });
}

function checkOne(
  path: Path,
  container: ContainerInput,
  containers: Containers,
  problems: ProblemList,
): void {
  for (const { container: containerName, condition, at } of dependenciesOf(container)) {
    const other = containers.find(({ name }) => name === containerName);
    if (other === undefined) {
      const names = containers.map(({ name }) => name).filter((name) => name !== container.name);
      const nearest = nearestName(containerName, names);
      const remedy =
        nearest === undefined
          ? `the others are: ${names.join(', ') || 'none'}`
          : `did you mean "${nearest}"?`;
      problems.error({
        path: [...path, ...at],
        message: `unknown container "${containerName}"`,
        remedy,
      });
      continue;
    }
    if (condition !== 'COMPLETE' && condition !== 'SUCCESS') continue;
    const waits = `waits until "${containerName}" has ended`;
    if (other.essential !== false)
      problems.error({
        path: [...path, ...at.slice(0, -1), 'condition'],
        message: `${waits}, and an essential container ends its task`,
        remedy: `add "essential: false" to "${containerName}"`,
      });
    else if (other.lifetime === undefined)
      problems.error({
        path: [...path, ...at.slice(0, -1), 'condition'],
        message: `${waits}, which it never does`,
        remedy: `add "lifetime:" to "${containerName}"`,
      });
  }
}

/** The names on a cycle of dependencies, or null. */
function findCycle(containers: Containers): readonly string[] | null {
  const edges = new Map(
    containers.map((each) => [each.name, dependenciesOf(each).map(({ container }) => container)]),
  );
  const done = new Set<string>();
  const walk = (name: string, trail: readonly string[]): readonly string[] | null => {
    const start = trail.indexOf(name);
    if (start >= 0) return trail.slice(start);
    if (done.has(name)) return null;
    for (const next of edges.get(name) ?? []) {
      const cycle = walk(next, [...trail, name]);
      if (cycle !== null) return cycle;
    }
    done.add(name);
    return null;
  };
  for (const name of edges.keys()) {
    const cycle = walk(name, []);
    if (cycle !== null) return cycle;
  }
  return null;
}
