/**
 * The settings of the ECS agent that touch images, by their environment names: what they mean, how they are read, and
 * since which release the agent knows them (amazon-ecs-agent README.md, agent/config and CHANGELOG.md up to 1.105.1). A
 * setting that an older agent does not know has no effect there. The settings of the agent that have nothing to do with
 * images are only named, so that a whole /etc/ecs/ecs.config can stand in a scenario.
 */
import type { PullBehavior } from '../model/policy/types.js';
import {
  type AgentValue,
  atLeastOne,
  duration,
  flag,
  imageNames,
  plain,
  pullBehavior,
} from './agent-value.js';

/** The release whose rules the model follows, of 2026-06-30. */
export const AGENT_VERSION = '1.105.1';

/** The settings and what they hold; durations in seconds. */
export interface AgentValues {
  ECS_IMAGE_PULL_BEHAVIOR: PullBehavior;
  ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT: boolean;
  ECS_IMAGE_PULL_TIMEOUT: number;
  ECS_IMAGE_PULL_INACTIVITY_TIMEOUT: number;
  ECS_MANIFEST_PULL_TIMEOUT: number;
  ECS_CONTAINER_CREATE_TIMEOUT: number;
  ECS_CONTAINER_START_TIMEOUT: number;
  ECS_CONTAINER_STOP_TIMEOUT: number;
  ECS_DISABLE_IMAGE_CLEANUP: boolean;
  ECS_IMAGE_CLEANUP_INTERVAL: number;
  ECS_IMAGE_MINIMUM_CLEANUP_AGE: number;
  ECS_NUM_IMAGES_DELETE_PER_CYCLE: number;
  ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: number;
  ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER: number;
  ECS_ENABLE_UNTRACKED_IMAGE_CLEANUP: boolean;
  ECS_EXCLUDE_UNTRACKED_IMAGE: readonly string[];
  NON_ECS_IMAGE_MINIMUM_CLEANUP_AGE: number;
  NONECS_NUM_CONTAINERS_DELETE_PER_CYCLE: number;
  ECS_ENABLE_SPOT_INSTANCE_DRAINING: boolean;
  ECS_DATADIR: string;
  ECS_CHECKPOINT: boolean;
}

export type AgentSettingName = keyof AgentValues;

export interface AgentSetting<T> extends AgentValue<T> {
  readonly what: string;
  /** The first release that knows it. */
  readonly since: string;
}

export type AgentTable = { readonly [Name in AgentSettingName]: AgentSetting<AgentValues[Name]> };

const HOUR = 3600;
const MINUTE = 60;
/** A negative age is no error to the agent, and every image is older than that. */
const ANY_AGE = 'a negative age makes every image old enough';

function setting<T>(what: string, since: string, value: AgentValue<T>): AgentSetting<T> {
  return { what, since, ...value };
}

const LINUX: AgentTable = {
  ECS_IMAGE_PULL_BEHAVIOR: setting(
    'default, always, once or prefer-cached; any other text is default',
    '1.18.0',
    pullBehavior,
  ),
  ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT: setting(
    'Whether images are pulled before dependsOn lets their containers start',
    '1.48.0',
    flag(false),
  ),
  ECS_IMAGE_PULL_TIMEOUT: setting(
    'For all attempts of one pull together',
    '1.44.2',
    duration(2 * HOUR, { negative: 'every pull is out of time before it begins' }),
  ),
  ECS_IMAGE_PULL_INACTIVITY_TIMEOUT: setting(
    'How long a pull may be silent; looked at once in such a time, so that it takes up to twice as long',
    '1.21.0',
    duration(MINUTE, { minimum: MINUTE, below: MINUTE }),
  ),
  ECS_MANIFEST_PULL_TIMEOUT: setting(
    'For all attempts to resolve a tag; at least 30s',
    '1.83.0',
    duration(MINUTE, { minimum: 30, below: 30 }),
  ),
  ECS_CONTAINER_CREATE_TIMEOUT: setting(
    'For docker create; at least 1m',
    '1.49.0',
    duration(4 * MINUTE, { minimum: MINUTE, below: MINUTE }),
  ),
  ECS_CONTAINER_START_TIMEOUT: setting(
    'For docker start; at least 45s',
    '1.17.3',
    duration(3 * MINUTE, { minimum: 45, below: 45 }),
  ),
  ECS_CONTAINER_STOP_TIMEOUT: setting(
    'Before a container that does not stop is killed; at least 1s. A stopTimeout of its own comes first',
    '1.10.0',
    duration(30, { minimum: 1, below: 1 }),
  ),
  ECS_DISABLE_IMAGE_CLEANUP: setting('Whether no image is ever removed', '1.13.0', flag(false)),
  ECS_IMAGE_CLEANUP_INTERVAL: setting(
    'Between cleanup cycles; below 10m it is the default',
    '1.13.0',
    duration(30 * MINUTE, { minimum: 10 * MINUTE }),
  ),
  ECS_IMAGE_MINIMUM_CLEANUP_AGE: setting(
    'Age, since it was first recorded, before an image can be removed',
    '1.13.0',
    duration(HOUR, { negative: ANY_AGE }),
  ),
  ECS_NUM_IMAGES_DELETE_PER_CYCLE: setting('Most images that a cycle removes', '1.13.0', atLeastOne(5)),
  ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: setting(
    'How long a stopped task keeps its images in use; below 1s it is the default',
    '1.8.0',
    duration(3 * HOUR, { minimum: 1 }),
  ),
  ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER: setting(
    'Up to so much longer, drawn for each task',
    '1.55.0',
    duration(0, { negative: 'the model takes a negative jitter for none' }),
  ),
  ECS_ENABLE_UNTRACKED_IMAGE_CLEANUP: setting(
    'Whether images and containers that no task has used are removed too',
    '1.24.0',
    flag(false),
  ),
  ECS_EXCLUDE_UNTRACKED_IMAGE: setting(
    'Names of images that are never removed, between commas and without blanks',
    '1.24.0',
    imageNames,
  ),
  NON_ECS_IMAGE_MINIMUM_CLEANUP_AGE: setting(
    'Age, since it was built, before an image that no task has used can be removed',
    '1.33.0',
    duration(HOUR, { negative: ANY_AGE }),
  ),
  NONECS_NUM_CONTAINERS_DELETE_PER_CYCLE: setting(
    'Most containers of others that a cycle removes',
    '1.24.0',
    atLeastOne(5),
  ),
  ECS_ENABLE_SPOT_INSTANCE_DRAINING: setting(
    'Whether the tasks of an instance move when its interruption is announced',
    '1.32.0',
    flag(false),
  ),
  ECS_DATADIR: setting('Where the agent keeps its state; ecs-init sets /data', '1.0.0', plain('/data')),
  ECS_CHECKPOINT: setting(
    'Whether image states outlive a restart of the agent. Where it is not set, as ECS_DATADIR is set',
    '1.0.0',
    flag(true),
  ),
};

const WINDOWS: AgentTable = {
  ...LINUX,
  ECS_IMAGE_PULL_INACTIVITY_TIMEOUT: {
    ...LINUX.ECS_IMAGE_PULL_INACTIVITY_TIMEOUT,
    ...duration(3 * MINUTE, { minimum: MINUTE, below: MINUTE }),
  },
  ECS_CONTAINER_START_TIMEOUT: {
    ...LINUX.ECS_CONTAINER_START_TIMEOUT,
    ...duration(8 * MINUTE, { minimum: 2 * MINUTE, below: 2 * MINUTE }),
  },
};

/** The settings on hosts of an operating system. */
export function agentTable(operatingSystem: 'LINUX' | 'WINDOWS'): AgentTable {
  return operatingSystem === 'LINUX' ? LINUX : WINDOWS;
}

export const AGENT_SETTINGS = Object.keys(LINUX) as readonly AgentSettingName[];

/** Settings that have nothing to do with images, so that the model leaves them out. */
export const OTHER_SETTINGS: readonly string[] = [
  'AWS_DEFAULT_REGION',
  'DOCKER_HOST',
  'ECS_AGENT_HEALTHCHECK_HOST',
  'ECS_APPARMOR_CAPABLE',
  'ECS_AVAILABLE_LOGGING_DRIVERS',
  'ECS_AWSVPC_BLOCK_IMDS',
  'ECS_BACKEND_HOST',
  'ECS_CGROUP_CPU_PERIOD',
  'ECS_CGROUP_PATH',
  'ECS_CLUSTER',
  'ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM',
  'ECS_CONTAINER_INSTANCE_TAGS',
  'ECS_DISABLE_DOCKER_HEALTH_CHECK',
  'ECS_DISABLE_METRICS',
  'ECS_DISABLE_PRIVILEGED',
  'ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE',
  'ECS_ENABLE_CONTAINER_METADATA',
  'ECS_ENABLE_GPU_SUPPORT',
  'ECS_ENABLE_HIGH_DENSITY_ENI',
  'ECS_ENABLE_TASK_CPU_MEM_LIMIT',
  'ECS_ENABLE_TASK_ENI',
  'ECS_ENABLE_TASK_IAM_ROLE',
  'ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST',
  'ECS_ENGINE_AUTH_DATA',
  'ECS_ENGINE_AUTH_TYPE',
  'ECS_EXCLUDE_IPV6_PORTBINDING',
  'ECS_HOST_DATA_DIR',
  'ECS_INSTANCE_ATTRIBUTES',
  'ECS_LOGFILE',
  'ECS_LOGLEVEL',
  'ECS_LOG_DRIVER',
  'ECS_LOG_MAX_FILE_SIZE_MB',
  'ECS_LOG_MAX_ROLL_COUNT',
  'ECS_LOG_OPTS',
  'ECS_LOG_OUTPUT_FORMAT',
  'ECS_LOG_ROLLOVER_TYPE',
  'ECS_NVIDIA_RUNTIME',
  'ECS_POLLING_METRICS_WAIT_DURATION',
  'ECS_POLL_METRICS',
  'ECS_RESERVED_MEMORY',
  'ECS_RESERVED_PORTS',
  'ECS_RESERVED_PORTS_UDP',
  'ECS_SELINUX_CAPABLE',
  'ECS_SHARED_VOLUME_MATCH_FULL_CONFIG',
  'ECS_TASK_METADATA_RPS_LIMIT',
  'ECS_UPDATES_ENABLED',
  'ECS_UPDATE_DOWNLOAD_DIR',
];
