/**
 * `agent:` of a capacity → the settings in force: read by the table of the agent, as its release reads them. Where the
 * agent would be silent, the scenario gets a warning. An unknown name, which the agent would ignore, is most likely a
 * slip, so that the schema has refused it.
 */
import type { AgentSettings } from '../../model/spec.js';
import { compareReleases, parseRelease } from '../../units/release.js';
import {
  AGENT_VERSION,
  type AgentSetting,
  type AgentSettingName,
  type AgentValues,
  OTHER_SETTINGS,
  agentTable,
} from '../agent-table.js';
import type { Path } from '../path.js';
import type { Resolution } from './resolution.js';

type Given = Readonly<Record<string, string | number | boolean | undefined>>;

const SOURCE = `amazon-ecs-agent ${AGENT_VERSION}, agent/config (2026-06-30)`;
/** The oldest release whose pulls are as the model has them: before it, images could be pulled one after another. */
const OLDEST = '1.20.3';

/** The settings in force on the hosts of a capacity, whose `agent:` section is at `path`. */
export function readAgentSettings(
  path: Path,
  given: Given,
  resolution: Resolution,
  operatingSystem: 'LINUX' | 'WINDOWS' = 'LINUX',
): AgentSettings {
  warnOfOthers(path, given, resolution);
  const version = readVersion([...path, 'version'], given['version'], resolution);
  const table = agentTable(operatingSystem);
  const take = <Name extends AgentSettingName>(
    name: Name,
    setting: AgentSetting<AgentValues[Name]> = table[name],
  ): AgentValues[Name] => readSetting([...path, name], given[name], setting, version, resolution);
  const dataDirectory = take('ECS_DATADIR');
  const isKept = dataDirectory !== '';
  return {
    version,
    pullBehavior: take('ECS_IMAGE_PULL_BEHAVIOR'),
    pullDependentContainersUpfront: take('ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT'),
    disableImageCleanup: take('ECS_DISABLE_IMAGE_CLEANUP'),
    imageCleanupIntervalSeconds: take('ECS_IMAGE_CLEANUP_INTERVAL'),
    imageMinimumCleanupAgeSeconds: take('ECS_IMAGE_MINIMUM_CLEANUP_AGE'),
    imagesDeletePerCycle: take('ECS_NUM_IMAGES_DELETE_PER_CYCLE'),
    taskCleanupWaitSeconds: take('ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION'),
    taskCleanupWaitJitterSeconds: take('ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER'),
    enableUntrackedImageCleanup: take('ECS_ENABLE_UNTRACKED_IMAGE_CLEANUP'),
    excludeUntrackedImages: take('ECS_EXCLUDE_UNTRACKED_IMAGE'),
    nonEcsImageMinimumAgeSeconds: take('NON_ECS_IMAGE_MINIMUM_CLEANUP_AGE'),
    nonEcsContainersDeletePerCycle: take('NONECS_NUM_CONTAINERS_DELETE_PER_CYCLE'),
    imagePullTimeoutSeconds: take('ECS_IMAGE_PULL_TIMEOUT'),
    imagePullInactivityTimeoutSeconds: take('ECS_IMAGE_PULL_INACTIVITY_TIMEOUT'),
    manifestPullTimeoutSeconds: take('ECS_MANIFEST_PULL_TIMEOUT'),
    containerCreateTimeoutSeconds: take('ECS_CONTAINER_CREATE_TIMEOUT'),
    containerStartTimeoutSeconds: take('ECS_CONTAINER_START_TIMEOUT'),
    containerStopTimeoutSeconds: take('ECS_CONTAINER_STOP_TIMEOUT'),
    enableSpotInstanceDraining: take('ECS_ENABLE_SPOT_INSTANCE_DRAINING'),
    checkpoint: take('ECS_CHECKPOINT', checkpointSetting(table.ECS_CHECKPOINT, isKept)),
  };
}

/** The settings of an agent that nobody has configured, and nobody can. */
export function defaultAgentSettings(path: Path, resolution: Resolution): AgentSettings {
  const settings = readAgentSettings(path, {}, resolution.unnoted());
  resolution.note(path, 'the defaults of the ECS agent', 'default', SOURCE);
  return settings;
}

/** A checkpoint needs a place: without one it is off, unless it is asked for. */
function checkpointSetting(setting: AgentSetting<boolean>, isKept: boolean): AgentSetting<boolean> {
  const read = (text: string) => {
    const reading = setting.read(text);
    return reading.surprise === undefined
      ? reading
      : { value: isKept, surprise: `cannot read it and takes ${isKept}` };
  };
  return { ...setting, fallback: isKept, read };
}

function readVersion(path: Path, given: Given[string], resolution: Resolution): string {
  const { problems } = resolution;
  const version = given === undefined ? undefined : problems.attempt(path, () => parseRelease(String(given)));
  if (version !== undefined && compareReleases(version, AGENT_VERSION) > 0)
    problems.warn({
      path,
      message: `the model follows the rules of ${AGENT_VERSION}, and knows of none that came later`,
      remedy: 'it plays that release',
    });
  if (version !== undefined && compareReleases(version, OLDEST) < 0)
    problems.warn({
      path,
      message: `agents before ${OLDEST} pull in ways that the model does not know`,
      remedy: `write "${OLDEST}" or later`,
    });
  return resolution.pick(path, version, {
    value: AGENT_VERSION,
    origin: 'catalogue',
    source: 'the release whose rules the model follows, of 2026-06-30',
  });
}

function readSetting<T>(
  at: Path,
  given: Given[string],
  setting: AgentSetting<T>,
  version: string,
  resolution: Resolution,
): T {
  const { problems } = resolution;
  const { fallback, write, since } = setting;
  if (given === undefined) return resolution.pick(at, undefined, { value: fallback, source: SOURCE }, write);
  if (compareReleases(version, since) < 0) {
    const message = `agent ${version} ignores it, without a word: ${since} is the first that knows it`;
    problems.warn({ path: at, at: 'key', message, remedy: 'delete it, or raise "version"' });
    resolution.note(at, write(fallback), 'derived', `unknown to agent ${version}, which does this`);
    return fallback;
  }
  const { value, surprise, caution } = setting.read(String(given));
  resolution.given(at);
  if (caution !== undefined) problems.warn({ path: at, ...caution });
  if (surprise === undefined) return value;
  problems.warn({
    path: at,
    message: `the agent ${surprise}, without a word`,
    remedy: `write "${write(value)}" if that is meant`,
  });
  resolution.note(at, write(value), 'derived', `the agent ${surprise}: ${SOURCE}`);
  return value;
}

function warnOfOthers(path: Path, given: Given, { problems }: Resolution): void {
  for (const name of Object.keys(given).filter((each) => OTHER_SETTINGS.includes(each)))
    problems.warn({
      path: [...path, name],
      at: 'key',
      message: `${name} is a setting of the agent that the model leaves out`,
      remedy: 'it has no effect here',
    });
}
