/**
 * ECS_* settings read as the agent reads its environment (amazon-ecs-agent agent/config: parse.go, config.go): values
 * are case-sensitive, minima replace or discard, and whatever cannot be read becomes the default without an error.
 * Where the agent would be silent, the scenario gets a warning.
 */
import type { AgentSettings } from '../../model/spec.js';
import { PULL_BEHAVIORS, type PullBehavior } from '../../model/policy/types.js';
import { parseCount } from '../../units/count.js';
import { writeDuration } from '../../units/duration.js';
import { parseGoDuration } from '../../units/go-duration.js';
import { nearestName } from '../../units/nearest.js';
import { UnitError } from '../../units/unit-error.js';
import type { Path } from '../path.js';
import type { Resolution } from './resolution.js';

type Given = Readonly<Record<string, string | number | boolean>>;

/** What the agent makes of a text: a value, and why it is not the one that was written, where it is not. */
interface Reading<T> {
  readonly value: T;
  readonly surprise?: string;
}

interface Setting<T> {
  readonly fallback: T;
  readonly read: (text: string) => Reading<T>;
  readonly write: (value: T) => string;
}

const HOUR = 3600;
const MINUTE = 60;

const behavior: Setting<PullBehavior> = {
  fallback: 'default',
  read: (text) => {
    const exact = PULL_BEHAVIORS.find((each) => each === text);
    return exact
      ? { value: exact }
      : { value: 'default', surprise: 'takes it for "default", as the match is exact' };
  },
  write: (value) => value,
};

const TRUE: readonly string[] = ['1', 't', 'T', 'true', 'TRUE', 'True'];
const FALSE: readonly string[] = ['0', 'f', 'F', 'false', 'FALSE', 'False'];

const flag: Setting<boolean> = {
  fallback: false,
  read: (text) => {
    if (TRUE.includes(text)) return { value: true };
    return FALSE.includes(text)
      ? { value: false }
      : { value: false, surprise: 'cannot read it and takes false' };
  },
  write: String,
};

interface Bounds {
  readonly minimum?: number;
  /** What a value below the minimum becomes; the default, where it is not said. */
  readonly below?: number;
}

function durationSetting(
  fallback: number,
  { minimum = -Infinity, below = fallback }: Bounds = {},
): Setting<number> {
  const read = (text: string): Reading<number> => {
    const seconds = parseGoDuration(text);
    const taken = writeDuration(fallback);
    if (seconds === null) return { value: fallback, surprise: `cannot read it and takes ${taken}` };
    if (seconds === 0 && fallback > 0)
      return { value: fallback, surprise: `takes 0 for "not set", which is ${taken}` };
    if (seconds < minimum)
      return {
        value: below,
        surprise: `replaces what is below ${writeDuration(minimum)} by ${writeDuration(below)}`,
      };
    return { value: seconds };
  };
  return { fallback, read, write: writeDuration };
}

const imagesPerCycle: Setting<number> = {
  fallback: 5,
  read: (text) => {
    try {
      const count = parseCount(text.replace(/^\+/, ''));
      return count > 0 ? { value: count } : { value: 5, surprise: 'replaces what is below 1 by 5' };
    } catch (error) {
      if (!(error instanceof UnitError)) throw error;
      return { value: 5, surprise: 'cannot read it, or finds it below 1, and takes 5' };
    }
  },
  write: String,
};

const SETTINGS = {
  ECS_IMAGE_PULL_BEHAVIOR: behavior,
  ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT: flag,
  ECS_DISABLE_IMAGE_CLEANUP: flag,
  ECS_IMAGE_CLEANUP_INTERVAL: durationSetting(30 * MINUTE, { minimum: 10 * MINUTE }),
  ECS_IMAGE_MINIMUM_CLEANUP_AGE: durationSetting(HOUR),
  ECS_NUM_IMAGES_DELETE_PER_CYCLE: imagesPerCycle,
  ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: durationSetting(3 * HOUR, { minimum: 1 }),
  ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER: durationSetting(0),
  ECS_IMAGE_PULL_TIMEOUT: durationSetting(2 * HOUR),
  ECS_MANIFEST_PULL_TIMEOUT: durationSetting(MINUTE, { minimum: 30, below: 30 }),
} as const;

/** Settings that exist and that the model leaves out. */
const UNMODELLED: readonly string[] = [
  'ECS_CLUSTER',
  'ECS_IMAGE_PULL_INACTIVITY_TIMEOUT',
  'ECS_CONTAINER_CREATE_TIMEOUT',
  'ECS_CONTAINER_START_TIMEOUT',
  'ECS_CONTAINER_STOP_TIMEOUT',
  'ECS_ENABLE_UNTRACKED_IMAGE_CLEANUP',
  'ECS_EXCLUDE_UNTRACKED_IMAGE',
  'NON_ECS_IMAGE_MINIMUM_CLEANUP_AGE',
  'NONECS_NUM_CONTAINERS_DELETE_PER_CYCLE',
  'ECS_ENABLE_SPOT_INSTANCE_DRAINING',
];

type Name = keyof typeof SETTINGS;
const NAMES = Object.keys(SETTINGS) as readonly Name[];
const SOURCE = 'amazon-ecs-agent, agent/config (2026-06-30)';

/** The settings in force on the hosts of a capacity, whose `agent:` section is at `path`. */
export function readAgentSettings(path: Path, given: Given, resolution: Resolution): AgentSettings {
  checkNames(path, given, resolution);
  const take = <T>(name: Name, setting: Setting<T>): T => {
    const at = [...path, name];
    const text = given[name];
    if (text === undefined)
      return resolution.pick(at, undefined, { value: setting.fallback, source: SOURCE }, setting.write);
    const { value, surprise } = setting.read(String(text));
    resolution.given(at);
    if (surprise === undefined) return value;
    resolution.problems.warn({
      path: at,
      message: `the agent ${surprise}, without a word`,
      remedy: `write "${setting.write(value)}" if that is meant`,
    });
    resolution.note(at, setting.write(value), 'derived', `the agent ${surprise}: ${SOURCE}`);
    return value;
  };
  return {
    version: '1.105.1',
    enableUntrackedImageCleanup: false,
    excludeUntrackedImages: [],
    nonEcsImageMinimumAgeSeconds: 3600,
    nonEcsContainersDeletePerCycle: 5,
    imagePullInactivityTimeoutSeconds: 60,
    containerCreateTimeoutSeconds: 240,
    containerStartTimeoutSeconds: 180,
    containerStopTimeoutSeconds: 30,
    enableSpotInstanceDraining: false,
    checkpoint: true,
    pullBehavior: take('ECS_IMAGE_PULL_BEHAVIOR', SETTINGS.ECS_IMAGE_PULL_BEHAVIOR),
    pullDependentContainersUpfront: take('ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT', flag),
    disableImageCleanup: take('ECS_DISABLE_IMAGE_CLEANUP', flag),
    imageCleanupIntervalSeconds: take('ECS_IMAGE_CLEANUP_INTERVAL', SETTINGS.ECS_IMAGE_CLEANUP_INTERVAL),
    imageMinimumCleanupAgeSeconds: take(
      'ECS_IMAGE_MINIMUM_CLEANUP_AGE',
      SETTINGS.ECS_IMAGE_MINIMUM_CLEANUP_AGE,
    ),
    imagesDeletePerCycle: take('ECS_NUM_IMAGES_DELETE_PER_CYCLE', imagesPerCycle),
    taskCleanupWaitSeconds: take(
      'ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION',
      SETTINGS.ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION,
    ),
    taskCleanupWaitJitterSeconds: take(
      'ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER',
      SETTINGS.ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER,
    ),
    imagePullTimeoutSeconds: take('ECS_IMAGE_PULL_TIMEOUT', SETTINGS.ECS_IMAGE_PULL_TIMEOUT),
    manifestPullTimeoutSeconds: take('ECS_MANIFEST_PULL_TIMEOUT', SETTINGS.ECS_MANIFEST_PULL_TIMEOUT),
  };
}

/** The agent ignores a name that it does not know; here it is an error, as it is most likely a slip. */
function checkNames(path: Path, given: Given, { problems }: Resolution): void {
  for (const name of Object.keys(given)) {
    if (NAMES.includes(name as Name)) continue;
    const at = [...path, name];
    if (UNMODELLED.includes(name)) {
      problems.warn({
        path: at,
        at: 'key',
        message: `${name} is a setting of the agent that the model leaves out`,
        remedy: 'it has no effect here',
      });
      continue;
    }
    const nearest = nearestName(name, NAMES);
    const remedy = nearest === undefined ? `known: ${NAMES.join(', ')}` : `did you mean "${nearest}"?`;
    problems.error({ path: at, at: 'key', message: `unknown setting of the agent "${name}"`, remedy });
  }
}
