/**
 * `file:` of a task definition: the JSON of `aws ecs describe-task-definition` or of `register-task-definition`. What
 * the scenario says beside it goes on top, containers by name. Keys that pullcast does not know are AWS's business and
 * left out.
 */
import { UnitError } from '../../units/unit-error.js';
import type { Path } from '../path.js';
import { type Mapping, isMapping } from '../plain-data.js';
import type { ProblemList } from '../problem-list.js';
import {
  containerKeys,
  dependencyKeys,
  efsVolumeKeys,
  healthCheckKeys,
  platformKeys,
  restartPolicyKeys,
  secretKeys,
  taskDefinitionKeys,
  volumeFromKeys,
  volumeKeys,
} from '../schema/task-definitions.js';
import { readNamedFile } from './read-named-file.js';
import type { ReadFile } from './resolution.js';

/**
 * `data` with every task definition's file read in. Errors are left in `problems`, at the file's name, and the paths of
 * task definitions that have one in `unread`.
 */
export function readTaskDefinitionFiles(
  data: Mapping,
  readFile: ReadFile,
  problems: ProblemList,
  unread: Path[] = [],
): Mapping {
  const { taskDefinitions } = data;
  if (!isMapping(taskDefinitions)) return data;
  const read = Object.entries(taskDefinitions).map(([name, given]) => {
    if (!isMapping(given) || typeof given['file'] !== 'string') return [name, given] as const;
    const path = ['taskDefinitions', name];
    const merged = withFile(path, given, given['file'], readFile, problems);
    if (merged === null) unread.push(path);
    return [name, merged ?? given] as const;
  });
  return { ...data, taskDefinitions: Object.fromEntries(read) };
}

function withFile(
  path: Path,
  given: Mapping,
  file: string,
  readFile: ReadFile,
  problems: ProblemList,
): Mapping | null {
  const at = [...path, 'file'];
  const text = readNamedFile(at, file, { readFile, problems });
  if (text === undefined) return null;
  try {
    const merged = merge(parseTaskDefinition(text), given);
    problems.overlays.push({ path, source: at, prefix: `in ${file}`, onlyWhereAbsent: true });
    return merged;
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    problems.error({ path: at, message: `${file} ${error.message}`, remedy: error.remedy });
    return null;
  }
}

function parseTaskDefinition(text: string): Mapping {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnitError('is not JSON', 'save what "aws ecs describe-task-definition" prints');
  }
  const inner = isMapping(value) && isMapping(value['taskDefinition']) ? value['taskDefinition'] : value;
  if (!isMapping(inner) || !Array.isArray(inner['containerDefinitions']))
    throw new UnitError('holds no task definition', 'save what "aws ecs describe-task-definition" prints');
  const containers: readonly unknown[] = inner['containerDefinitions'];
  const { runtimePlatform, volumes } = inner;
  return {
    ...keep(inner, taskDefinitionKeys),
    ...(isMapping(runtimePlatform) ? { runtimePlatform: keep(runtimePlatform, platformKeys) } : {}),
    ...(Array.isArray(volumes) ? { volumes: volumes.map(volume) } : {}),
    containers: containers.map((each) => (isMapping(each) ? container(each) : each)),
  };
}

function container(given: Mapping): Mapping {
  const { dependsOn, healthCheck, volumesFrom, restartPolicy, secrets } = given;
  return {
    ...keep(given, containerKeys),
    ...(Array.isArray(dependsOn) ? { dependsOn: keepEach(dependsOn, dependencyKeys) } : {}),
    ...(Array.isArray(secrets) ? { secrets: keepEach(secrets, secretKeys) } : {}),
    ...(Array.isArray(volumesFrom) ? { volumesFrom: keepEach(volumesFrom, volumeFromKeys) } : {}),
    ...(isMapping(healthCheck) ? { healthCheck: keep(healthCheck, healthCheckKeys) } : {}),
    ...(isMapping(restartPolicy) ? { restartPolicy: keep(restartPolicy, restartPolicyKeys) } : {}),
  };
}

function volume(given: unknown): unknown {
  if (!isMapping(given)) return given;
  const { efsVolumeConfiguration } = given;
  return {
    ...keep(given, volumeKeys),
    ...(isMapping(efsVolumeConfiguration)
      ? { efsVolumeConfiguration: keep(efsVolumeConfiguration, efsVolumeKeys) }
      : {}),
  };
}

function keepEach(list: readonly unknown[], keys: readonly string[]): readonly unknown[] {
  return list.map((each) => (isMapping(each) ? keep(each, keys) : each));
}

/** JSON writes null, and a container's `cpu: 0`, for what is not set. */
function keep(given: Mapping, keys: readonly string[]): Mapping {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([key, value]) => keys.includes(key) && value !== null && !(key === 'cpu' && value === 0),
    ),
  );
}

function merge(file: Mapping, given: Mapping): Mapping {
  const { containers } = given;
  const ofFile = file['containers'] as readonly unknown[];
  if (!Array.isArray(containers)) return { ...file, ...given };
  const own: readonly unknown[] = containers;
  const nameOf = (value: unknown): unknown => (isMapping(value) ? value['name'] : undefined);
  const names = ofFile.map(nameOf);
  const merged = ofFile.map((each) => {
    const over = own.find((one) => nameOf(one) !== undefined && nameOf(one) === nameOf(each));
    return isMapping(each) && isMapping(over) ? { ...each, ...over } : each;
  });
  return { ...file, ...given, containers: [...merged, ...own.filter((one) => !names.includes(nameOf(one)))] };
}
