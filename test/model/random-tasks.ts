/** Random images and task definitions: shared layers, dependencies of every kind, containers that end and restart. */
import fc from 'fast-check';
import type {
  Compression,
  ContainerSpec,
  DependencyCondition,
  ImageSpec,
  LayerSpec,
  TaskDefinitionSpec,
} from '../../src/model/spec.js';
import { containerReads, health, lazyIndexes } from './random-lazy.js';
import { cost, IMAGES, life, mostly, TAGS, usually } from './random-parts.js';
import { monthlyBase } from './tiny-bases.js';
import { lifecycle, placeOf } from './random-registries.js';
import { container, image, layer, MB, taskDefinition } from './tiny-world.js';

/** Few digests, so that images share blobs, chains and twins. */
const layerSpec: fc.Arbitrary<LayerSpec> = fc
  .record({
    digest: fc.constantFrom('a', 'b', 'c', 'd'),
    changesEachRelease: fc.boolean(),
    compression: mostly<Compression>('gzip', 'zstd', 'none'),
  })
  .map(({ digest, changesEachRelease, compression }) => {
    const size = 10 + digest.charCodeAt(0) - 97;
    return layer({
      digest: `sha256:${digest}-${compression}`,
      changesEachRelease,
      compression,
      compressedBytes: size * size * MB,
      uncompressedBytes: size * size * 2 * MB,
      files: size * 10,
    });
  });

export const imageSpec = (name: string): fc.Arbitrary<ImageSpec> =>
  fc
    .record({
      layers: fc.array(layerSpec, { minLength: 1, maxLength: 5 }),
      tags: fc.oneof(
        { weight: 15, arbitrary: fc.constant(TAGS) },
        { weight: 1, arbitrary: fc.subarray(TAGS) },
      ),
      immutableTags: fc.boolean(),
      indexed: fc.boolean(),
      platforms: usually(['linux/amd64'], ['linux/amd64', 'linux/arm64'], ['linux/arm64']),
      builtSecondsBefore: fc.constantFrom(0, 10_000),
      lifecycle,
      lazyIndex: lazyIndexes,
      base: mostly(null, monthlyBase([-100, 100], 0), monthlyBase([-100, 0, 200], 1)),
      place: placeOf(name),
    })
    .map(({ place, ...overrides }) => image({ name, repository: name, ...place, ...overrides }));

/** By a name that the image may have; where it has not, `randomWorld` takes the bare one. */
const reference = fc
  .tuple(
    mostly('', 'cache/', 'ecr-eu/'),
    fc.constantFrom(...IMAGES),
    fc.oneof(usually(':live', ''), fc.constant(':v1')),
  )
  .map((parts) => parts.join(''));

const containerSpec = (name: string, others: readonly string[]): fc.Arbitrary<ContainerSpec> =>
  fc
    .record({
      image: reference,
      essential: fc.boolean(),
      ready: cost,
      runs: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: life }),
      exitCode: mostly(0, 1, 137),
      restarts: fc.boolean(),
      startTimeoutSeconds: usually<number | null>(null, 5, 60),
      versionConsistency: fc.boolean(),
      reads: containerReads,
      healthSeconds: health,
      condition: fc.oneof(
        fc.constantFrom<DependencyCondition[]>('START', 'CREATE', 'HEALTHY'),
        // What is essential takes the task with it when it ends.
        usually<DependencyCondition>('START', 'COMPLETE', 'SUCCESS'),
      ),
      depends: fc.subarray([...others]),
    })
    .map(({ condition, depends, essential, ...rest }) =>
      container({
        ...rest,
        name,
        essential: essential || others.length === 0,
        dependsOn: depends.map((other) => ({ container: other, condition })),
      }),
    );

/** Every task ends some time. */
export const definition = (family: string): fc.Arbitrary<TaskDefinitionSpec> =>
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
      lifetime: life,
      networkMode: fc.constantFrom<('awsvpc' | 'bridge')[]>('awsvpc', 'bridge'),
      cpuUnits: fc.constantFrom(256, 1024, 3000),
      memoryMiB: fc.constantFrom(512, 6000),
      stopTimeoutSeconds: fc.constantFrom(2, 30),
      handlesSigterm: fc.boolean(),
      executionRole: fc.boolean(),
      cpuUse: fc.constantFrom(0, 1),
      ephemeralStorageBytes: usually(20_000 * MB, 500 * MB),
    })
    .map((overrides) => taskDefinition({ family, ...overrides }));
