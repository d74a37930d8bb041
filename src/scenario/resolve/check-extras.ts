/**
 * Parts of a task beside its images for which the model has no times on EC2: EFS volumes, secrets and the proxy of
 * Service Connect take time on Fargate only, where it was measured. On instances each is warned about: it has no effect.
 */
import type { CapacitySpec } from '../../model/spec.js';
import type { Path } from '../path.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import type { TaskDefinitionInput } from '../schema/task-definitions.js';
import { onlyKey, type Placement } from './placements.js';
import type { Resolution } from './resolution.js';

interface Extra {
  readonly path: Path;
  /** What takes no time, with its verb. */
  readonly words: string;
}

/** Warns of each such part of a task definition that runs on instances. */
export function checkExtras(
  input: ScenarioInput,
  placements: readonly Placement[],
  capacities: readonly CapacitySpec[],
  resolution: Resolution,
): void {
  for (const [name, given] of Object.entries(input.taskDefinitions)) {
    const host = capacities.find(
      (capacity) =>
        capacity.launchType === 'EC2' &&
        placements.some((each) => each.taskDefinition === name && each.capacity === capacity.name),
    );
    if (host === undefined) continue;
    for (const { path, words } of [...partsOf(name, given), ...proxiesOf(name, input)])
      resolution.problems.warn({
        path,
        at: 'key',
        message: `${words} no time on EC2 ("${host.name}") in the model, so this has no effect there`,
        remedy: 'add what they take to "ready" of a container, or leave this out',
      });
  }
}

function partsOf(name: string, { volumes = [], containers }: TaskDefinitionInput): readonly Extra[] {
  const at: Path = ['taskDefinitions', name];
  const volume = volumes.findIndex(({ efsVolumeConfiguration }) => efsVolumeConfiguration !== undefined);
  const container = containers.findIndex(({ secrets = [] }) => secrets.length > 0);
  return [
    ...(volume < 0
      ? []
      : [{ path: [...at, 'volumes', volume, 'efsVolumeConfiguration'], words: 'EFS volumes take' }]),
    ...(container < 0 ? [] : [{ path: [...at, 'containers', container, 'secrets'], words: 'secrets take' }]),
  ];
}

function proxiesOf(name: string, { timeline, taskDefinitions }: ScenarioInput): readonly Extra[] {
  const index = timeline.findIndex(
    (entry) =>
      'createService' in entry &&
      entry.serviceConnect === true &&
      (entry.taskDefinition ?? onlyKey(taskDefinitions)) === name,
  );
  return index < 0
    ? []
    : [{ path: ['timeline', index, 'serviceConnect'], words: 'the proxy of Service Connect takes' }];
}
