import { describe, expect, it } from 'vitest';
import { LAZY_FALLBACKS, type LazyFallback } from '../../../src/model/lazy-spec.js';
import type { LabelColumn, RunResult } from '../../../src/model/record.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import type {
  FargateCapacitySpec,
  ImageSpec,
  LazyRules,
  RegistrySpec,
  TimelineEntry,
  WorldSpec,
} from '../../../src/model/spec.js';
import type { StartStory } from '../../../src/model/story.js';
import { fallbackWords } from '../../../src/report/story/mount-words.js';
import { storyText } from '../../../src/report/story/story-text.js';
import { constant } from '../../../src/units/distribution.js';
import { cacheSpec } from '../registry/tiny-cache.js';
import { lazyIndex, lazyLoading, lazyRules } from '../tiny-lazy.js';
import {
  at,
  container,
  ec2,
  fargate,
  image,
  layer,
  MB,
  registry,
  runTask,
  runtime,
  taskDefinition,
  world,
} from '../tiny-world.js';

/** What may be changed in a world in which a task of one container loads its image lazily. */
interface Change {
  readonly capacity?: Partial<FargateCapacitySpec>;
  readonly rules?: Partial<LazyRules>;
  readonly image?: Partial<ImageSpec>;
  readonly registries?: readonly RegistrySpec[];
  /** A container beside it, ready at once. */
  readonly side?: Partial<ImageSpec>;
  readonly timeline?: readonly TimelineEntry[];
  readonly reference?: string;
}

/** As containerd: nothing is shared between pulls. */
const soci = runtime({
  duplicates: 'none',
  layersWaitForConfig: true,
  keepAlive: true,
  lazy: lazyLoading({ indexVersions: ['v2'] }),
});

function onFargate(change: Change = {}): WorldSpec {
  const platforms = ['linux/amd64', 'linux/arm64', 'windows/amd64'];
  const images = [image({ platforms, lazyIndex: lazyIndex(), ...change.image })];
  const containers = [container({ image: change.reference ?? 'api:live', ready: constant(1) })];
  if (change.side !== undefined) {
    images.push(
      image({
        name: 'side',
        repository: 'side',
        layers: [layer({ digest: 'sha256:side' })],
        lazyIndex: lazyIndex(),
        ...change.side,
      }),
    );
    containers.push(container({ name: 'side', image: 'side:live' }));
  }
  const rules = lazyRules(change.rules);
  return world({
    images,
    registries: change.registries ?? [registry()],
    capacities: [fargate({ name: 'web', runtime: soci, lazyRules: rules, ...change.capacity })],
    taskDefinitions: [taskDefinition({ networkMode: 'awsvpc', containers })],
    timeline: change.timeline ?? [runTask(0)],
  });
}

interface Played {
  readonly stories: readonly StartStory[];
  /** Of each start, in the order of requests. */
  readonly snapshotters: readonly string[];
  readonly fallbacks: readonly string[];
  /** What `explain` tells of the first start. */
  readonly told: string;
}

function play(spec: WorldSpec): Played {
  const stories: StartStory[] = [];
  const { starts } = simulateRun(spec, 'seed', 0, { onStart: (story) => stories.push(story) });
  stories.sort((one, other) => one.requestedAt - other.requestedAt);
  const order = [...starts.number.requestedAt.keys()].sort(
    (one, other) => starts.number.requestedAt[one]! - starts.number.requestedAt[other]!,
  );
  return {
    stories,
    snapshotters: order.map((row) => label(starts, 'snapshotter', row)),
    fallbacks: order.map((row) => label(starts, 'fallback', row)),
    told: storyText(stories[0]!, spec, { width: 10_000 }),
  };
}

function label(starts: RunResult['starts'], column: LabelColumn, row: number): string {
  return starts.labels[column][starts.text[column][row]!]!;
}

const hub = registry({ name: 'hub', type: 'docker-hub' });
const publicEcr = registry({ name: 'public', type: 'ecr-public' });
const zstd = { layers: [layer({ compression: 'zstd' })] };

/** Each turns one condition, and what the record says then. */
const CONDITIONS: readonly (readonly [string, Change, LazyFallback])[] = [
  [
    'the task runs on Windows',
    { capacity: { operatingSystem: 'WINDOWS', platformVersion: '1.0.0' } },
    'operating system',
  ],
  [
    'the platform does not do it yet',
    { capacity: { runtime: runtime() }, rules: { notYet: true } },
    'not yet',
  ],
  ['the platform version is 1.3.0', { capacity: { platformVersion: '1.3.0' } }, 'platform version'],
  [
    'the platform version is 1.3.0, with its own runtime',
    { capacity: { platformVersion: '1.3.0', runtime: runtime() } },
    'platform version',
  ],
  [
    'it is ARM64 in the year of the launch',
    { capacity: { architecture: 'ARM64' }, rules: { architectures: ['X86_64'] } },
    'architecture',
  ],
  [
    'it is ARM64 on Spot before that was to be had',
    { capacity: { architecture: 'ARM64', spot: true }, rules: { spotArchitectures: ['X86_64'] } },
    'Spot architecture',
  ],
  [
    'the image is on Docker Hub',
    { registries: [registry(), hub], image: { registry: 'hub', pulledFrom: 'hub' } },
    'registry',
  ],
  [
    'the image is in ECR Public',
    { registries: [registry(), publicEcr], image: { registry: 'public', pulledFrom: 'public' } },
    'registry',
  ],
  ['nobody has built an index', { image: { lazyIndex: null } }, 'no index'],
  [
    'the index is there for later pushes alone',
    { image: { lazyIndex: lazyIndex({ atStart: false }) } },
    'no index',
  ],
  ['the index is of version 1', { image: { lazyIndex: lazyIndex({ version: 'v1' }) } }, 'index version'],
  ['the layers are of zstd', { image: zstd }, 'compression'],
  [
    'the layers are smaller than the minimum',
    { image: { layers: [layer({ compressedBytes: 9 * MB, uncompressedBytes: 18 * MB })] } },
    'layers below minimum',
  ],
  [
    'a side-car has no index, and all must have one',
    { side: { lazyIndex: null }, rules: { allOrNothing: true } },
    'other image of the task',
  ],
];

describe('an image that is loaded lazily', () => {
  it('says so: in the record, and in the words of explain', () => {
    const { snapshotters, fallbacks, told } = play(onFargate());
    expect([snapshotters, fallbacks]).toEqual([['soci'], ['']]);
    expect(told).toContain('loaded lazily (soci): 1 of 1 layer mounted before their bytes were there');
  });

  it.each(CONDITIONS)('is pulled whole when %s, and the reason is told', (_, change, fallback) => {
    const spec = onFargate(change);
    const { snapshotters, fallbacks, told, stories } = play(spec);
    expect(stories[0]!.outcome).toBe('started');
    expect(fallbacks).toEqual([fallback]);
    expect(snapshotters[0]).toMatch(/^overlay/);
    const { reason, remedy } = fallbackWords(fallback, 'web', spec);
    expect(told).toContain(`pulled whole: ${reason} (${snapshotters[0]}); ${remedy}`);
  });

  it('has a test for every reason', () => {
    expect(new Set(CONDITIONS.map(([, , fallback]) => fallback))).toEqual(new Set(LAZY_FALLBACKS));
  });

  it.each<readonly [string, Change]>([
    ['it is ARM64', { capacity: { architecture: 'ARM64' } }],
    ['it is ARM64 on Spot', { capacity: { architecture: 'ARM64', spot: true } }],
    ['its layers are not compressed', { image: { layers: [layer({ compression: 'none' })] } }],
    [
      'one layer of two is large enough',
      { image: { layers: [layer(), layer({ digest: 'sha256:small', compressedBytes: MB })] } },
    ],
    ['another image of the task has none, each for itself', { side: { lazyIndex: null } }],
    ['all images of the task have one, and all must', { side: {}, rules: { allOrNothing: true } }],
    ['it is small: that is allowed', { image: { layers: [layer({ compressedBytes: 11 * MB })] } }],
  ])('still is when %s', (_, change) => {
    const { stories } = play(onFargate(change));
    const [app] = stories[0]!.containers;
    expect([app!.snapshotter, app!.fallback]).toEqual(['soci', '']);
  });

  it('is told container by container', () => {
    const { stories } = play(onFargate({ side: { lazyIndex: null } }));
    const told = stories[0]!.containers.map(({ snapshotter, fallback }) => [snapshotter, fallback]);
    expect(told).toEqual([
      ['soci', ''],
      ['overlayfs', 'no index'],
    ]);
  });
});

describe('an index that comes late', () => {
  const deploys = [
    at(100, { kind: 'push', image: 'api', tag: 'live', sameDigest: false }),
    runTask(110),
    runTask(200),
  ];

  it.each(['v1', 'v2'] as const)(
    'misses the deployment right after the push, silently, and not the next (%s)',
    (version) => {
      const lazy = runtime({ duplicates: 'none', layersWaitForConfig: true, lazy: lazyLoading() });
      const spec = onFargate({
        timeline: deploys,
        image: { lazyIndex: lazyIndex({ version, buildSeconds: constant(60) }) },
        capacity: { runtime: lazy },
      });
      const { fallbacks, snapshotters, stories } = play(spec);
      expect(stories.map(({ outcome }) => outcome)).toEqual(['started', 'started']);
      expect(fallbacks).toEqual(['no index', '']);
      expect(snapshotters).toEqual(['overlayfs', 'soci']);
    },
  );

  it('is never there where the pipeline pushes without, or nobody builds one', () => {
    const [push, ...rest] = deploys;
    const without = at(100, { ...(push!.action as object), buildsIndex: false } as TimelineEntry['action']);
    expect(play(onFargate({ timeline: [without, ...rest] })).fallbacks).toEqual(['no index', 'no index']);
    const nobody = lazyIndex({ buildSeconds: null });
    expect(play(onFargate({ timeline: deploys, image: { lazyIndex: nobody } })).fallbacks).toEqual([
      'no index',
      'no index',
    ]);
  });

  it('is there at once where the image is converted before it is pushed', () => {
    const converted = lazyIndex({ buildSeconds: constant(0) });
    expect(play(onFargate({ timeline: deploys, image: { lazyIndex: converted } })).fallbacks).toEqual([
      '',
      '',
    ]);
  });

  it('that is deleted is missed from then on', () => {
    const timeline = [runTask(0), at(100, { kind: 'deleteIndex', image: 'api', tag: 'live' }), runTask(200)];
    expect(play(onFargate({ timeline })).fallbacks).toEqual(['', 'no index']);
  });
});

describe('an instance that loads lazily', () => {
  const lazy = runtime({
    duplicates: 'none',
    layersWaitForConfig: true,
    keepAlive: true,
    blobs: 'temporary',
    lazy: lazyLoading(),
  });
  const rules = lazyRules({ privateEcrOnly: false, platformVersions: null });
  const onEc2 = (change: Partial<ImageSpec>, registries: readonly RegistrySpec[] = [registry()]): WorldSpec =>
    world({
      images: [image({ lazyIndex: lazyIndex(), ...change })],
      registries,
      capacities: [ec2({ runtime: lazy, lazyRules: rules })],
      timeline: [runTask(0), runTask(300)],
    });

  it('takes images of any registry', () => {
    const { snapshotters } = play(onEc2({ registry: 'hub', pulledFrom: 'hub' }, [registry(), hub]));
    expect(snapshotters).toEqual(['soci', 'soci']);
  });

  it('says of an image on its disk, too, how it came there', () => {
    expect(play(onEc2({}))).toMatchObject({ snapshotters: ['soci', 'soci'], fallbacks: ['', ''] });
    expect(play(onEc2({ lazyIndex: null }))).toMatchObject({
      snapshotters: ['overlayfs', 'overlayfs'],
      fallbacks: ['no index', 'no index'],
    });
  });

  it('says nothing where its runtime has no lazy loading', () => {
    const eager = world({ images: [image({ lazyIndex: lazyIndex() })] });
    expect(play(eager)).toMatchObject({ snapshotters: ['overlay2'], fallbacks: [''] });
  });
});

describe('a copy of an image', () => {
  const cached = (follows: readonly 'pull-through-cache'[], version: 'v1' | 'v2'): Change => ({
    registries: [
      registry(),
      hub,
      registry({ name: 'cache', type: 'ecr-pull-through-cache', cache: cacheSpec() }),
    ],
    image: {
      registry: 'hub',
      repository: 'library/api',
      pulledFrom: 'cache',
      names: [{ name: 'cache/library/api', registry: 'cache' }],
      lazyIndex: lazyIndex({ follows, version }),
    },
    capacity: { runtime: runtime({ duplicates: 'none', layersWaitForConfig: true, lazy: lazyLoading() }) },
  });

  it.each(['v1', 'v2'] as const)(
    'in a pull-through cache of ECR is loaded lazily where the index comes along (%s)',
    (version) => {
      expect(play(onFargate(cached(['pull-through-cache'], version))).fallbacks).toEqual(['']);
      expect(play(onFargate(cached([], version))).fallbacks).toEqual(['no index']);
    },
  );

  const replica = (follows: readonly 'replication'[], version: 'v1' | 'v2'): Change => ({
    registries: [
      registry({
        replication: [{ to: 'ecr-eu', prefix: '', delay: constant(100), coversExisting: true }],
      }),
      registry({ name: 'ecr-eu' }),
    ],
    image: {
      names: [{ name: 'ecr-eu/api', registry: 'ecr-eu' }],
      lazyIndex: lazyIndex({ follows, version, buildSeconds: constant(60) }),
    },
    reference: 'ecr-eu/api:live',
    capacity: { runtime: runtime({ duplicates: 'none', layersWaitForConfig: true, lazy: lazyLoading() }) },
    timeline: [
      runTask(0),
      at(1, { kind: 'push', image: 'api', tag: 'live', sameDigest: false }),
      runTask(110),
      runTask(170),
    ],
  });

  it.each(['v1', 'v2'] as const)(
    'in another Region is loaded lazily once its index has come, which is later than the image (%s)',
    (version) => {
      expect(play(onFargate(replica(['replication'], version))).fallbacks).toEqual(['', 'no index', '']);
      expect(play(onFargate(replica([], version))).fallbacks).toEqual(['no index', 'no index', 'no index']);
    },
  );

  it.each(['v1', 'v2'] as const)('under another tag keeps its index where that follows (%s)', (version) => {
    const tagged = (follows: readonly 'retag'[]): Change => ({
      image: { lazyIndex: lazyIndex({ follows, version }) },
      reference: 'api:stable',
      capacity: { runtime: runtime({ duplicates: 'none', layersWaitForConfig: true, lazy: lazyLoading() }) },
      timeline: [at(1, { kind: 'push', image: 'api', tag: 'stable', sameDigest: true }), runTask(2)],
    });
    expect(play(onFargate(tagged(['retag']))).fallbacks).toEqual(['']);
    expect(play(onFargate(tagged([]))).fallbacks).toEqual(['no index']);
  });
});
