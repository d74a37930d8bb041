/** Experiment results from plain numbers, for tests of what becomes of them. */
import type { ExperimentResult } from '../../src/experiment/result.js';
import {
  BINDERS,
  LABEL_COLUMNS,
  NUMBER_COLUMNS,
  PHASES,
  type Binder,
  type LabelColumn,
  type NumberColumn,
  type Phase,
  type RegistryTotals,
  type RunResult,
  type RunTotals,
  type Series,
  type StartTable,
} from '../../src/model/record.js';
import { defaultModelParameters } from '../../src/catalog/costs.js';
import { agent, ec2, reads, runtime } from '../model/tiny-world.js';
import { type PathKind, PATHS } from '../../src/model/network-spec.js';
import type { Ec2CapacitySpec, ModelParameters, WorldSpec } from '../../src/model/spec.js';
import type { Scenario, Threshold, Variant } from '../../src/scenario/scenario.js';
import { constant } from '../../src/units/distribution.js';

export type PhaseSeconds = Partial<Record<Phase, number>>;

/** One start; whatever is left out has a plain default. */
export interface Row {
  readonly task?: string;
  readonly service?: string;
  readonly capacity?: string;
  readonly host?: string;
  readonly outcome?: 'started' | 'failed' | 'unfinished' | 'stopped';
  readonly cause?: string;
  readonly stopCode?: string;
  readonly cache?: 'cold' | 'partial' | 'warm' | '';
  readonly image?: string;
  readonly requestedAt?: number;
  readonly stoppedAt?: number;
  /** Whether ECS reports pull instants; by default where there is something to fetch, unpack or wait for. */
  readonly pulls?: boolean;
  readonly phases?: PhaseSeconds;
  readonly bound?: Partial<Record<Binder, number>>;
  readonly bytes?: number;
  readonly crossRegionBytes?: number;
  readonly natBytes?: number;
  readonly endpointBytes?: number;
  readonly peerBytes?: number;
  readonly lazyBytes?: number;
  readonly snapshotter?: string;
  readonly fallback?: string;
  readonly firstRequestSeconds?: number;
  readonly slowestRequestSeconds?: number;
  readonly requests?: number;
  readonly throttled?: number;
  readonly layersPulled?: number;
  readonly layersReused?: number;
  readonly staleSeconds?: number;
  readonly billedPullSeconds?: number;
}

/** A start that takes `seconds`, all of it in `ready`. */
export function taking(seconds: number, more: Row = {}): Row {
  return { phases: { ready: seconds }, ...more };
}

/** A table of these rows. */
export function startTable(rows: readonly Row[]): StartTable {
  const labels = Object.fromEntries(LABEL_COLUMNS.map((name) => [name, [] as string[]])) as Record<
    LabelColumn,
    string[]
  >;
  const text = Object.fromEntries(
    LABEL_COLUMNS.map((name) => [name, new Uint32Array(rows.length)]),
  ) as Record<LabelColumn, Uint32Array>;
  const number = Object.fromEntries(
    NUMBER_COLUMNS.map((name) => [name, new Float64Array(rows.length)]),
  ) as Record<NumberColumn, Float64Array>;
  const bound = new Float64Array(rows.length * BINDERS.length);
  rows.forEach((row, index) => {
    for (const column of LABEL_COLUMNS)
      text[column][index] = code(labels[column], labelOf(row, column, index));
    for (const column of NUMBER_COLUMNS) number[column][index] = numberOf(row, column);
    BINDERS.forEach((binder, at) => (bound[index * BINDERS.length + at] = row.bound?.[binder] ?? 0));
  });
  return { rows: rows.length, labels, text, number, bound };
}

function code(labels: string[], label: string): number {
  const at = labels.indexOf(label);
  return at >= 0 ? at : labels.push(label) - 1;
}

const LABEL_DEFAULTS: Readonly<Record<LabelColumn, string>> = {
  task: '',
  service: 'api',
  capacity: 'web',
  host: 'web/1',
  outcome: 'started',
  cause: '',
  stopCode: '',
  cache: 'cold',
  image: 'api@sha256:0',
  snapshotter: 'overlayfs',
  fallback: '',
};

function labelOf(row: Row, column: LabelColumn, index: number): string {
  return row[column] ?? (column === 'task' ? `api/1/${index}/1` : LABEL_DEFAULTS[column]);
}

function numberOf(row: Row, column: NumberColumn): number {
  if ((PHASES as readonly string[]).includes(column)) return row.phases?.[column as Phase] ?? 0;
  const upTo = (last: Phase): number =>
    (row.requestedAt ?? 0) +
    PHASES.slice(0, PHASES.indexOf(last) + 1).reduce((sum, phase) => sum + (row.phases?.[phase] ?? 0), 0);
  const isReady = (row.outcome ?? 'started') === 'started';
  const { wait = 0, fetch = 0, unpack = 0 } = row.phases ?? {};
  const pulls = row.pulls ?? wait + fetch + unpack > 0;
  switch (column) {
    case 'requestedAt':
      return row.requestedAt ?? 0;
    case 'createdAt':
      return upTo('capacity');
    case 'pullStartedAt':
      return pulls ? upTo('resolve') : Number.NaN;
    case 'pullStoppedAt':
      return pulls && isReady ? upTo('unpack') : Number.NaN;
    case 'startedAt':
      return isReady ? upTo('create') : Number.NaN;
    case 'readyAt':
      return isReady ? upTo('ready') : Number.NaN;
    case 'stoppedAt':
      return row.stoppedAt ?? Number.NaN;
    case 'firstRequestSeconds':
    case 'slowestRequestSeconds':
      return row[column] ?? Number.NaN;
    default:
      return row[column as 'bytes'] ?? 0;
  }
}

/** What a registry did; whatever is left out is nothing. */
export function registryTotals(name: string, more: Partial<RegistryTotals> = {}): RegistryTotals {
  return {
    name,
    requests: 0,
    throttledRequests: 0,
    upstreamPulls: 0,
    upstreamRefusals: 0,
    copiedBytes: 0,
    replicatedBytes: 0,
    storedByteSeconds: 0,
    storedBytes: 0,
    expiredImages: 0,
    ...more,
  };
}

const NO_TOTALS: RunTotals = {
  downloadedBytes: 0,
  crossRegionBytes: 0,
  registryRequests: 0,
  failedRequests: 0,
  throttledRequests: 0,
  bytesByPath: Object.fromEntries(PATHS.map((path) => [path, 0])) as Record<PathKind, number>,
  traffic: [],
  interZoneBytes: 0,
  registries: [],
  imagesRemoved: 0,
  cleanupCycles: 0,
  rejectedPushes: 0,
  diskPeakShare: 0,
  diskPeakBytes: 0,
  hostSeconds: 0,
  hostSecondsByCapacity: {},
  fargateVcpuSeconds: 0,
  fargateGibSeconds: 0,
  versionSkewSeconds: 0,
  staleSeconds: 0,
  eventsProcessed: 0,
};

/** One run of these rows. */
export function run(
  rows: readonly Row[],
  totals: Partial<RunTotals> = {},
  series: readonly Series[] = [],
): RunResult {
  return { starts: startTable(rows), totals: { ...NO_TOTALS, ...totals }, series };
}

export interface VariantRuns {
  readonly name: string;
  readonly runs: readonly RunResult[];
  readonly world?: WorldSpec;
  readonly set?: Readonly<Record<string, string>>;
}

/** An experiment with these results. */
export function experiment(
  variants: readonly VariantRuns[],
  more: Partial<Omit<Scenario, 'variants'>> & { readonly complete?: boolean } = {},
): ExperimentResult {
  const { complete = true, ...scenario } = more;
  return {
    scenario: {
      name: 'pull-policies',
      question: 'How much start time does each pull behaviour save?',
      seed: '1',
      runs: Math.max(0, ...variants.map(({ runs }) => runs.length)),
      varies: 'pull behaviour',
      measure: { fromSeconds: 0, service: null, cache: 'any' },
      expect: [],
      warnings: [],
      provenance: [],
      ...scenario,
      variants: variants.map(({ name, world, set }): Variant => ({
        name,
        set: set ?? {},
        world: world ?? worldSpec(),
      })),
    },
    variants: variants.map(({ name, runs }) => ({ name, runs })),
    complete,
  };
}

/** `start p95 < 120` and the like. */
export function threshold(
  text: string,
  rest: Omit<Threshold, 'text' | 'variant'> & { variant?: string },
): Threshold {
  return { text, variant: null, ...rest };
}

const MODEL: ModelParameters = {
  ...defaultModelParameters(),
  jitter: true,
  schedulerDelay: constant(0.3),
  runTaskDelay: constant(0.1),
  ec2AwsvpcProvision: constant(3),
  ec2BridgeProvision: constant(0.6),
  containerCreate: constant(0.5),
  taskStop: constant(1),
  imageInspect: constant(0.01),
  imageTag: constant(0.01),
  imageRemove: constant(0.5),
  tcpRoundTrips: 1,
  tlsRoundTrips: 1,
  unreachableTimeoutSeconds: 30,
  layerOverheadSeconds: 0.1,
  sha256BytesPerSecond: 4e8,
  downloadCpuBytesPerSecond: 1e9,
  untarBytesPerSecond: 8e8,
  fileCpuSeconds: 1e-5,
  fileDiskBytes: 2500,
  indexBytesPerPlatform: 300,
  manifestBytes: 2000,
};

const WEB: Ec2CapacitySpec = {
  launchType: 'EC2',
  name: 'web',
  region: 'us-east-1',
  machine: {
    ...ec2().machine,
    instanceType: 'm6i.large',
    cores: 2,
    memoryBytes: 8 * 2 ** 30,
    nicBytesPerSecond: 9.4e7,
    diskBytesPerSecond: 1.25e8,
    diskBytes: 30 * 2 ** 30,
    diskUsedBytes: 3e9,
    architecture: 'X86_64',
  },
  count: 10,
  launchSeconds: constant(90),
  agent: {
    ...agent(),
    pullBehavior: 'default',
    pullDependentContainersUpfront: false,
    disableImageCleanup: false,
    imageCleanupIntervalSeconds: 1800,
    imageMinimumCleanupAgeSeconds: 3600,
    imagesDeletePerCycle: 5,
    taskCleanupWaitSeconds: 10_800,
    taskCleanupWaitJitterSeconds: 0,
    imagePullTimeoutSeconds: 7200,
    manifestPullTimeoutSeconds: 60,
  },
  runtime: {
    ...runtime(),
    name: 'docker-25',
    downloadSlots: 3,
    keepAlive: true,
    idleConnections: 2,
    multiplexing: false,
    requestAttempts: 1,
    requestBackoffSeconds: 0,
    layersWaitForConfig: false,
    pipelinedUnpack: true,
    gzipBytesPerSecond: 4e7,
    zstdBytesPerSecond: 1.2e8,
    layerAttempts: 5,
    layerBackoffSeconds: 5,
  },
  policy: 'amazon-ecs-agent',
  initialImages: [],
  network: null,
  peers: null,
  volume: null,
  operatingSystem: 'LINUX',
  lazyRules: null,
  hostBases: null,
  managed: null,
};

/** The `web` capacity with some of the agent's settings changed. */
export function webCapacity(agent: Partial<Ec2CapacitySpec['agent']> = {}): Ec2CapacitySpec {
  return { ...WEB, agent: { ...WEB.agent, ...agent } };
}

/** A world of one image, one EC2 capacity and one service of 40 tasks. */
export function worldSpec(more: Partial<WorldSpec> = {}): WorldSpec {
  const layer = (digest: string, mebibytes: number, changesEachRelease = false) => ({
    digest,
    compressedBytes: mebibytes * 2 ** 20,
    uncompressedBytes: 2.4 * mebibytes * 2 ** 20,
    compression: 'gzip' as const,
    files: 1000,
    changesEachRelease,
  });
  return {
    epochMs: 1_785_542_400_000,
    durationSeconds: 43_200,
    images: [
      {
        name: 'api',
        registry: 'ecr',
        repository: 'api',
        pulledFrom: 'ecr',
        names: [],
        lifecycle: [],
        lazyIndex: null,
        base: null,
        layers: [layer('sha256:base', 48), layer('sha256:libraries', 180), layer('sha256:code', 3, true)],
        platforms: ['linux/amd64'],
        indexed: false,
        configBytes: 7000,
        tags: ['live'],
        immutableTags: false,
        builtSecondsBefore: 86_400,
      },
    ],
    registries: [
      {
        name: 'ecr',
        type: 'ecr',
        region: 'us-east-1',
        limits: [],
        replication: [],
        cache: null,
        roundTripSeconds: null,
        requestLatency: constant(0.05),
        firstByteLatency: constant(0.05),
        perStreamBytesPerSecond: 6e7,
        aggregateBytesPerSecond: Number.POSITIVE_INFINITY,
      },
    ],
    networks: [],
    capacities: [WEB],
    taskDefinitions: [
      {
        family: 'api',
        networkMode: 'bridge',
        cpuUnits: 256,
        memoryMiB: 512,
        cpuArchitecture: 'X86_64',
        ephemeralStorageBytes: 21_474_836_480,
        containers: [
          {
            name: 'app',
            image: 'api:live',
            essential: true,
            dependsOn: [],
            ready: constant(4),
            runs: null,
            exitCode: 0,
            restarts: false,
            startTimeoutSeconds: null,
            versionConsistency: true,
            reads: reads(),
            healthSeconds: null,
          },
        ],
        lifetime: null,
        stopTimeoutSeconds: 30,
        handlesSigterm: true,
        executionRole: false,
        cpuUse: 0,
        operatingSystem: 'LINUX',
        efsVolumes: 0,
        secrets: false,
        serviceConnect: false,
      },
    ],
    timeline: [
      {
        id: 'createService',
        schedule: { kind: 'at', atSeconds: 0 },
        action: {
          kind: 'createService',
          name: 'api',
          taskDefinition: 'api',
          capacity: 'web',
          desiredCount: 40,
          minimumHealthyPercent: 100,
          maximumPercent: 200,
          placementStrategy: 'spread',
        },
      },
      {
        id: 'push',
        schedule: { kind: 'every', periodSeconds: 14_400, fromSeconds: 14_400, untilSeconds: 43_200 },
        action: { kind: 'push', image: 'api', tag: 'live', sameDigest: false },
      },
    ],
    model: MODEL,
    ...more,
  };
}
