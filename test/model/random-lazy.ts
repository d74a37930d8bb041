/** Random lazy loading: indexes that are there or not, snapshotters, rules, and what containers read and serve. */
import fc from 'fast-check';
import { findRuntime } from '../../src/catalog/runtimes.js';
import type {
  BackgroundFetch,
  CapacitySpec,
  FirstRequestsSpec,
  ImageSpec,
  LazyFormat,
  LazyIndexSpec,
  LazyLoading,
  LazyRules,
  ReadsSpec,
  WorldSpec,
} from '../../src/model/spec.js';
import { cost, mostly, TAGS } from './random-parts.js';
import { lazyIndex } from './tiny-lazy.js';
import { MB, reads as usualReads } from './tiny-world.js';

const format: fc.Arbitrary<LazyFormat> = mostly('soci', 'estargz');

/** What an image brings: nothing, an index, or layers of its own. */
export const lazyIndexes: fc.Arbitrary<LazyIndexSpec | null> = fc.option(
  fc.record({
    format,
    version: mostly<'v1' | 'v2'>('v2', 'v1'),
    buildSeconds: fc.option(cost),
    atStart: mostly(true, false),
    minLayerBytes: fc.constantFrom(0, 110 * MB),
    spanBytes: fc.constantFrom(4 * MB, 30 * MB),
    prefetches: fc.boolean(),
    follows: fc.subarray<LazyIndexSpec['follows'][number]>(['replication', 'pull-through-cache', 'retag']),
  }),
  { freq: 4 },
);

const background: fc.Arbitrary<BackgroundFetch> = fc.record({
  periodSeconds: fc.constantFrom(0, 0.5),
  streams: fc.constantFrom(1, 2),
  silenceSeconds: fc.constantFrom(0, 30),
  silencedBy: fc.constantFrom<BackgroundFetch['silencedBy'][]>('mount', 'read'),
});

const loading: fc.Arbitrary<LazyLoading> = fc.record({
  format,
  indexVersions: fc.constantFrom<LazyLoading['indexVersions'][]>(['v1', 'v2'], ['v2']),
  indexesFirst: fc.boolean(),
  mountSeconds: fc.constantFrom(0, 0.25),
  indexedFileSeconds: fc.constantFrom(0, 1e-4),
  prefetchTimeoutSeconds: fc.constantFrom(0, 2),
  background: fc.option(background),
  readStreams: fc.constantFrom(1, 3),
  fuseBytesPerSecond: fc.constantFrom(Infinity, 500 * MB),
  spanRetries: fc.record({
    attempts: fc.constantFrom(1, 3),
    backoffSeconds: fc.constantFrom(0, 1),
    backoffFactor: fc.constant(2),
    backoffJitterShare: fc.constantFrom(0, 0.5),
  }),
});

/** Of a made-up runtime: mostly it loads lazily, where layers wait for the configuration as containerd's do. */
export const lazyLoadings: fc.Arbitrary<LazyLoading | null> = fc.option(loading, { freq: 3 });

export const lazyRuleSets: fc.Arbitrary<LazyRules | null> = fc.option(
  fc.record({
    privateEcrOnly: fc.boolean(),
    allOrNothing: fc.boolean(),
    operatingSystems: fc.constant<LazyRules['operatingSystems']>(['LINUX']),
    platformVersions: fc.constantFrom<LazyRules['platformVersions'][]>(null, ['1.4.0']),
    architectures: mostly<LazyRules['architectures']>(['X86_64', 'ARM64'], ['ARM64']),
    spotArchitectures: mostly<LazyRules['architectures']>(['X86_64', 'ARM64'], []),
  }),
);

const requests: fc.Arbitrary<FirstRequestsSpec> = fc.record({
  count: fc.constantFrom(1, 5),
  everySeconds: fc.constantFrom(0, 2),
  handlingSeconds: cost,
  share: fc.constantFrom(0, 0.2),
});

/** What a container reads, and the requests that it serves. */
export const containerReads: fc.Arbitrary<ReadsSpec> = fc
  .record({
    share: fc.constantFrom(0, 0.05, 0.4, 1),
    order: fc.constantFrom<ReadsSpec['order'][]>('sequential', 'scattered'),
    runBytes: fc.constantFrom(1 * MB, 16 * MB),
    bursts: fc.constantFrom(1, 4),
    streams: fc.constantFrom(1, 4),
    requests: fc.option(requests, { freq: 2 }),
  })
  .map((overrides) => usualReads(overrides));

/** Long enough that a service does not replace its tasks a thousand times. */
export const health: fc.Arbitrary<number | null> = mostly<number | null>(null, 20, 60);

/** The same world with nothing in the way of lazy loading but what happens in it: faults, full disks, stops. */
export function loadsLazily(world: WorldSpec): WorldSpec {
  const capacities = world.capacities.map(lazyCapacity);
  const { format } = capacities[0]!.runtime.lazy!;
  return {
    ...world,
    capacities,
    images: world.images.map((image) => lazyImage(image, format)),
    registries: world.registries.map((registry) => ({ ...registry, limits: [] })),
    taskDefinitions: world.taskDefinitions.map((definition) => ({
      ...definition,
      containers: definition.containers.map((container) => ({
        ...container,
        image: container.image.slice(container.image.lastIndexOf('/') + 1),
      })),
    })),
  };
}

/** Both capacities load in the same way: as the first does, or as SOCI where that loads nothing lazily. */
function lazyCapacity(one: CapacitySpec, _: number, [first]: readonly CapacitySpec[]): CapacitySpec {
  const runtime = first!.runtime.lazy === null ? findRuntime('soci')!.runtime : first!.runtime;
  const common = { runtime, lazyRules: null, network: null, operatingSystem: 'LINUX' } as const;
  if (one.launchType === 'FARGATE') return { ...one, ...common };
  return { ...one, ...common, machine: { ...one.machine, diskBytes: 30_000 * MB } };
}

function lazyImage(image: ImageSpec, format: LazyFormat): ImageSpec {
  const place = { registry: 'ecr', pulledFrom: 'ecr', names: [], tags: TAGS, lifecycle: [] };
  const own = { format, version: 'v2', atStart: true, minLayerBytes: 0 } as const;
  const index = { ...(image.lazyIndex ?? lazyIndex()), ...own };
  return { ...image, ...place, platforms: ['linux/amd64'], base: null, lazyIndex: index };
}
