/** Random tiny worlds for property tests: every kind of entry, behaviour, fault and launch type, a few of each. */
import fc from 'fast-check';
import type {
  CapacitySpec,
  ContainerSpec,
  ImageSpec,
  LayerSpec,
  RegistryFault,
  TaskDefinitionSpec,
  TimelineAction,
  TimelineEntry,
  WorldSpec,
} from '../../src/model/spec.js';
import { PULL_BEHAVIORS } from '../../src/model/policy/types.js';
import type { Distribution } from '../../src/units/distribution.js';
import {
  agent,
  container,
  ec2,
  fargate,
  image,
  layer,
  MB,
  parameters,
  registry,
  runtime,
  taskDefinition,
  world,
} from './tiny-world.js';

const IMAGES = ['api', 'web', 'job'];
const TAGS = ['live', 'v1'];
/** Nothing begins after this; what goes on may end. */
const LAST_SECONDS = 1500;
export const DURATION_SECONDS = 40_000;

const seconds = (max: number) => fc.integer({ min: 0, max: max * 4 }).map((quarters) => quarters / 4);

const cost: fc.Arbitrary<Distribution> = fc.oneof(
  fc.constant<Distribution>({ kind: 'constant', value: 0 }),
  seconds(8).map((value): Distribution => ({ kind: 'constant', value })),
  seconds(8).map((low): Distribution => ({ kind: 'uniform', low, high: low + 3 })),
);

/** Few digests, so that images share blobs, chains and twins. */
const layerSpec: fc.Arbitrary<LayerSpec> = fc
  .record({
    digest: fc.constantFrom('a', 'b', 'c', 'd'),
    changesEachRelease: fc.boolean(),
  })
  .map(({ digest, changesEachRelease }) => {
    const size = 10 + digest.charCodeAt(0) - 97;
    return layer({
      digest: `sha256:${digest}`,
      changesEachRelease,
      compressedBytes: size * size * MB,
      uncompressedBytes: size * size * 2 * MB,
      files: size * 10,
    });
  });

const imageSpec = (name: string): fc.Arbitrary<ImageSpec> =>
  fc
    .record({
      layers: fc.array(layerSpec, { minLength: 1, maxLength: 5 }),
      tags: fc.subarray(TAGS),
      immutableTags: fc.boolean(),
      indexed: fc.boolean(),
      platforms: fc.constantFrom(['linux/amd64'], ['linux/amd64', 'linux/arm64'], ['linux/arm64']),
    })
    .map((overrides) => image({ name, repository: name, ...overrides }));

const containerSpec = (name: string, others: readonly string[]): fc.Arbitrary<ContainerSpec> =>
  fc
    .record({
      image: fc
        .tuple(fc.constantFrom(...IMAGES), fc.constantFrom('', ':live', ':v1'))
        .map((parts) => parts.join('')),
      essential: fc.boolean(),
      ready: cost,
      runs: fc.option(cost, { freq: 3 }),
      versionConsistency: fc.boolean(),
      condition: fc.constantFrom<('START' | 'CREATE' | 'HEALTHY' | 'COMPLETE')[]>(
        'START',
        'CREATE',
        'HEALTHY',
        'COMPLETE',
      ),
      depends: fc.subarray([...others]),
    })
    .map(({ condition, depends, essential, runs, ...rest }) =>
      container({
        ...rest,
        name,
        essential: essential || others.length === 0,
        runs: essential || others.length === 0 ? null : runs,
        dependsOn: depends.map((other) => ({ container: other, condition })),
      }),
    );

const definition = (family: string): fc.Arbitrary<TaskDefinitionSpec> =>
  fc
    .record({
      containers: fc.oneof(
        fc.tuple(containerSpec('main', [])),
        fc.tuple(containerSpec('main', []), containerSpec('side', ['main'])),
        fc.tuple(
          containerSpec('main', []),
          containerSpec('side', ['main']),
          containerSpec('log', ['main', 'side']),
        ),
      ),
      lifetime: fc.option(cost),
      networkMode: fc.constantFrom<('awsvpc' | 'bridge')[]>('awsvpc', 'bridge'),
      cpuUnits: fc.constantFrom(256, 1024),
      ephemeralStorageBytes: fc.constantFrom(500 * MB, 20_000 * MB),
    })
    .map((overrides) => taskDefinition({ family, ...overrides }));

const capacities: fc.Arbitrary<CapacitySpec[]> = fc
  .record({
    pullBehavior: fc.constantFrom(...PULL_BEHAVIORS),
    pullDependentContainersUpfront: fc.boolean(),
    taskCleanupWaitSeconds: fc.constantFrom(1, 60, 3600),
    imageCleanupIntervalSeconds: fc.constantFrom(100, 600),
    imageMinimumCleanupAgeSeconds: fc.constantFrom(10, 300),
    imagesDeletePerCycle: fc.constantFrom(1, 5),
    count: fc.integer({ min: 0, max: 3 }),
    diskBytes: fc.constantFrom(700 * MB, 2000 * MB, 30_000 * MB),
    downloadSlots: fc.constantFrom(1, 3),
    duplicates: fc.constantFrom<('shared' | 'none')[]>('shared', 'none'),
    pipelinedUnpack: fc.boolean(),
  })
  .map(({ count, diskBytes, downloadSlots, duplicates, pipelinedUnpack, ...settings }) => [
    ec2({
      count,
      agent: agent(settings),
      machine: { ...ec2().machine, diskBytes },
      runtime: runtime({ downloadSlots, duplicates, pipelinedUnpack }),
    }),
    fargate(),
  ]);

const action: fc.Arbitrary<TimelineAction> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record<TimelineAction & { kind: 'runTask' }>({
      kind: fc.constant('runTask'),
      taskDefinition: fc.constantFrom('one', 'two'),
      capacity: fc.constantFrom('web', 'web', 'fargate'),
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record<TimelineAction & { kind: 'push' }>({
      kind: fc.constant('push'),
      image: fc.constantFrom(...IMAGES),
      tag: fc.constantFrom(...TAGS, 'v{n}'),
      sameDigest: fc.boolean(),
    }),
  },
  fc.record<TimelineAction & { kind: 'updateService' }>({
    kind: fc.constant('updateService'),
    service: fc.constant('web'),
    forceNewDeployment: fc.boolean(),
    desiredCount: fc.option(fc.integer({ min: 0, max: 5 })),
  }),
  fc.record<TimelineAction & { kind: 'scaleCapacity' }>({
    kind: fc.constant('scaleCapacity'),
    capacity: fc.constant('web'),
    count: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record<TimelineAction & { kind: 'outage' }>({
    kind: fc.constant('outage'),
    registry: fc.constant('ecr'),
    fault: fc.constantFrom<RegistryFault[]>('unreachable', 'throttled', 'auth-failing', 'not-found'),
    forSeconds: fc.integer({ min: 1, max: 300 }),
    share: fc.constantFrom(0.3, 1),
  }),
  fc.record<TimelineAction & { kind: 'pruneImages' }>({
    kind: fc.constant('pruneImages'),
    capacity: fc.constant('web'),
  }),
);

const entry: fc.Arbitrary<Omit<TimelineEntry, 'id'>> = fc.record({
  schedule: fc.oneof(
    seconds(LAST_SECONDS).map((atSeconds) => ({ kind: 'at' as const, atSeconds })),
    fc.record({
      kind: fc.constant('every' as const),
      periodSeconds: fc.integer({ min: 100, max: 800 }),
      fromSeconds: seconds(500),
      untilSeconds: fc.constant(LAST_SECONDS),
    }),
  ),
  action,
});

const service: fc.Arbitrary<TimelineEntry> = fc
  .record({
    capacity: fc.constantFrom('web', 'fargate'),
    desiredCount: fc.integer({ min: 0, max: 4 }),
    minimumHealthyPercent: fc.constantFrom(0, 50, 100),
    maximumPercent: fc.constantFrom(100, 150, 200),
    placementStrategy: fc.constantFrom<('spread' | 'binpack' | 'random')[]>('spread', 'binpack', 'random'),
  })
  .map((settings) => ({
    id: 'service',
    schedule: { kind: 'at', atSeconds: 0 },
    action: { kind: 'createService', name: 'web', taskDefinition: 'one', ...settings },
  }));

/** At the end the service goes to nothing and its tasks with it, so that everything becomes quiet. */
const CLOSING: TimelineEntry = {
  id: 'closing',
  schedule: { kind: 'at', atSeconds: LAST_SECONDS + 1 },
  action: { kind: 'updateService', service: 'web', forceNewDeployment: false, desiredCount: 0 },
};

export const randomWorld: fc.Arbitrary<WorldSpec> = fc
  .record({
    images: fc.tuple(...IMAGES.map(imageSpec)),
    capacities,
    taskDefinitions: fc.tuple(definition('one'), definition('two')),
    service,
    entries: fc.array(entry, { minLength: 1, maxLength: 8 }),
    egress: fc.constantFrom(Infinity, 50 * MB, 400 * MB),
    jitter: fc.boolean(),
    costs: fc.record({
      schedulerDelay: cost,
      runTaskDelay: cost,
      containerCreate: cost,
      taskStop: cost,
      imageInspect: cost,
      imageTag: cost,
      imageRemove: cost,
      ec2AwsvpcProvision: cost,
    }),
    layerOverheadSeconds: fc.constantFrom(0, 0.2),
  })
  .map(
    ({
      images,
      taskDefinitions,
      service: created,
      entries,
      egress,
      jitter,
      costs,
      layerOverheadSeconds,
      ...rest
    }) =>
      world({
        ...rest,
        durationSeconds: DURATION_SECONDS,
        images,
        taskDefinitions,
        registries: [registry({ aggregateBytesPerSecond: egress, roundTripSeconds: 0.01 })],
        timeline: [created, ...entries.map((each, index) => ({ id: `entry-${index}`, ...each })), CLOSING],
        model: parameters({ jitter, layerOverheadSeconds, fileCpuSeconds: 1e-4, ...costs }),
      }),
  );
