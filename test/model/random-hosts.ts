/** Random capacities: every setting of the agent, presets and made-up runtimes, credits, page caches, data volumes. */
import fc from 'fast-check';
import { findRuntime, runtimeNames } from '../../src/catalog/runtimes.js';
import { BUILT_IN_POLICIES } from '../../src/model/policy/find-policy.js';
import { PULL_BEHAVIORS } from '../../src/model/policy/types.js';
import type {
  AgentSettings,
  CapacitySpec,
  Credits,
  HostBasesSpec,
  InitialImage,
  MachineSpec,
  ManagedInstancesSpec,
  RuntimeSpec,
} from '../../src/model/spec.js';
import { lazyLoadings, lazyRuleSets } from './random-lazy.js';
import { peers, subnets } from './random-network.js';
import { IMAGES, mostly, TAGS, usually } from './random-parts.js';
import { hostBases } from './tiny-bases.js';
import { agent, ec2, fargate, managedInstances, MB, runtime } from './tiny-world.js';

const settings: fc.Arbitrary<AgentSettings> = fc
  .record({
    version: mostly('1.105.1', '1.13.0', '1.47.0', '1.72.0', '1.85.0'),
    pullBehavior: fc.constantFrom(...PULL_BEHAVIORS),
    pullDependentContainersUpfront: fc.boolean(),
    disableImageCleanup: mostly(false, true),
    imageCleanupIntervalSeconds: fc.constantFrom(50, 600),
    imageMinimumCleanupAgeSeconds: fc.constantFrom(-1, 10, 300),
    imagesDeletePerCycle: fc.constantFrom(1, 5),
    taskCleanupWaitSeconds: fc.constantFrom(1, 60, 1800),
    taskCleanupWaitJitterSeconds: fc.constantFrom(0, 20),
    enableUntrackedImageCleanup: fc.boolean(),
    excludeUntrackedImages: fc.subarray(['api:live', 'web']),
    nonEcsImageMinimumAgeSeconds: fc.constantFrom(1, 3600),
    nonEcsContainersDeletePerCycle: fc.constantFrom(1, 5),
    imagePullTimeoutSeconds: mostly(7200, 30),
    imagePullInactivityTimeoutSeconds: mostly(60, 10),
    manifestPullTimeoutSeconds: mostly(60, 30),
    containerCreateTimeoutSeconds: usually(240, 5),
    containerStartTimeoutSeconds: usually(180, 5),
    containerStopTimeoutSeconds: fc.constantFrom(1, 30),
    enableSpotInstanceDraining: fc.boolean(),
    checkpoint: fc.boolean(),
  })
  .map((overrides) => agent(overrides));

const credits = (baselineBytesPerSecond: number): fc.Arbitrary<Credits> =>
  fc.record({
    baselineBytesPerSecond: fc.constant(baselineBytesPerSecond),
    capacityBytes: fc.constantFrom(300 * MB, 3000 * MB),
    initialShare: fc.constantFrom(0, 0.5, 1),
  });

const machine: fc.Arbitrary<MachineSpec> = fc
  .record({
    diskBytes: mostly(30_000 * MB, 2000 * MB, 700 * MB),
    diskUsedBytes: fc.constantFrom(0, 100 * MB),
    diskBytesPerSecond: fc.constantFrom(200 * MB, 10_000 * MB),
    diskCredits: fc.oneof(
      fc.constant([]),
      fc.tuple(credits(50 * MB)),
      fc.tuple(credits(50 * MB), credits(90 * MB)),
    ),
    nicCredits: fc.option(credits(100 * MB), { freq: 2 }),
    flowBytesPerSecond: fc.constantFrom(Infinity, 60 * MB),
    pageCache: fc.option(
      fc.record({ dirtyBytes: fc.constantFrom(50 * MB, 1000 * MB), bytesPerSecond: fc.constant(2000 * MB) }),
    ),
    snapshotBytesPerSecond: fc.constantFrom(null, null, 40 * MB),
    diskOutlivesHost: fc.boolean(),
    coreCapacity: fc.constantFrom(4, 2.5),
  })
  .map((overrides) => ({ ...ec2().machine, ...overrides }));

const madeUp: fc.Arbitrary<RuntimeSpec> = fc
  .record({
    downloadSlots: fc.constantFrom(1, 3, Infinity),
    downloadSlotsPerPull: fc.constantFrom(2, Infinity),
    slotUnit: fc.constantFrom<('layer' | 'request')[]>('layer', 'request'),
    slotHeldInBackoff: fc.boolean(),
    keepAlive: fc.boolean(),
    idleConnections: fc.constantFrom(0, 2),
    multiplexing: mostly(false, true),
    requestAttempts: mostly(1, 3),
    requestBackoffSeconds: fc.constantFrom(0, 0.5),
    layersWaitForConfig: fc.boolean(),
    duplicates: fc.constantFrom<RuntimeSpec['duplicates'][]>('shared', 'locked', 'polled', 'none'),
    blobs: fc.constantFrom<RuntimeSpec['blobs'][]>('temporary', 'kept', 'discarded'),
    syncsBlobs: fc.boolean(),
    chunkBytes: mostly(Infinity, 40 * MB),
    chunksAskRegistry: fc.boolean(),
    unpackSlotsPerPull: fc.constantFrom(1, 3),
    unpackSlots: fc.constantFrom(1, Infinity),
    fetchesAllFirst: fc.boolean(),
    importBytesPerSecond: mostly(Infinity, 30 * MB),
    unpackSlotBeforeDownload: fc.boolean(),
    pipelinedUnpack: fc.boolean(),
    layerBackoffGrows: fc.boolean(),
    lazy: lazyLoadings,
  })
  .map((overrides) => {
    const { lazy, layersWaitForConfig } = overrides;
    return runtime({ name: 'made up', ...overrides, lazy: layersWaitForConfig ? lazy : null });
  });

/** Windows imports so slowly that a pull would outlive the sweep of its task. */
const quick = (preset: RuntimeSpec): RuntimeSpec => ({
  ...preset,
  importBytesPerSecond: Math.max(preset.importBytesPerSecond, 50 * MB),
});

const runtimeSpec: fc.Arbitrary<RuntimeSpec> = fc.oneof(
  fc.constantFrom(...runtimeNames()).map((name) => quick(findRuntime(name)!.runtime)),
  fc.constantFrom('soci', 'stargz').map((name) => findRuntime(name)!.runtime),
  madeUp,
);

/** Base images that hosts come with, where they have room: see `randomWorld`. */
const bases: fc.Arbitrary<HostBasesSpec | null> = fc.oneof(
  fc.constant(null),
  fc.constantFrom(1, 2).map((kept) => hostBases([-100, 50, 250], kept)),
);

/** Instances that ECS manages: a third of the worlds has them. */
const managed: fc.Arbitrary<ManagedInstancesSpec | null> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        unusedImageSeconds: fc.constantFrom(20, 900, Infinity),
        usesCachedImages: fc.boolean(),
        firstTaskAlone: fc.boolean(),
        maximumCount: fc.constantFrom(3, 6),
        idleInstanceSeconds: fc.constantFrom(0, 40, Infinity),
      })
      .map((overrides) => managedInstances(overrides)),
  },
);

/** What hosts hold at time zero, where the image has the tag: see `randomWorld`. */
const initialImages: fc.Arbitrary<InitialImage[]> = fc.array(
  fc.record({
    image: fc.tuple(fc.constantFrom(...IMAGES), fc.constantFrom(...TAGS)).map((parts) => parts.join(':')),
    pulledByAgent: fc.boolean(),
    ageSeconds: fc.constantFrom(0, 5000),
  }),
  { maxLength: 2 },
);

export const capacities: fc.Arbitrary<CapacitySpec[]> = fc
  .record({
    machine,
    agent: settings,
    runtime: runtimeSpec,
    policy: fc.constantFrom(...BUILT_IN_POLICIES.keys()),
    count: mostly(2, 0, 1, 3),
    launchSeconds: fc.constantFrom(0, 30).map((value) => ({ kind: 'constant', value }) as const),
    initialImages,
    hostBases: bases,
    network: subnets,
    peers,
    lazyRules: lazyRuleSets,
    managed,
    fargateNetwork: subnets,
    fargateRuntime: fc.option(runtimeSpec),
    platformVersion: mostly('1.4.0', '1.3.0'),
    spot: fc.boolean(),
  })
  .map(({ fargateNetwork, fargateRuntime, platformVersion, spot, ...overrides }) => {
    const { hostBases: kept, lazyRules } = overrides;
    const own = { network: fargateNetwork, hostBases: kept, lazyRules, platformVersion, spot };
    return [ec2(overrides), fargate(fargateRuntime === null ? own : { ...own, runtime: fargateRuntime })];
  });
