import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MicroHost } from '../../../src/model/launch/fargate-host.js';
import { FargateImageCache } from '../../../src/model/launch/fargate-image-cache.js';
import { ChainTable } from '../../../src/model/image/chain-table.js';
import type {
  ImageCacheSpec,
  TaskDefinitionSpec,
  TimelineEntry,
  WorldSpec,
} from '../../../src/model/spec.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import { constant } from '../../../src/units/distribution.js';
import { lazyIndex, lazyLoading, lazyRules } from '../tiny-lazy.js';
import { environment, registries, release, task } from '../tiny-parts.js';
import {
  at,
  container,
  fargate,
  image,
  layer,
  MB,
  play,
  rows,
  runTask,
  runtime,
  taskDefinition,
  world,
} from '../tiny-world.js';

const MINUTE = 60;

const cacheSpec = (overrides: Partial<ImageCacheSpec> = {}): ImageCacheSpec => ({
  scope: 'host',
  keepSeconds: 30 * MINUTE,
  maximumHosts: Infinity,
  maximumBytes: Infinity,
  ...overrides,
});

/** A minute of work in each task. */
function spec(
  timeline: TimelineEntry[],
  imageCache: ImageCacheSpec | null,
  overrides: Partial<WorldSpec> = {},
  definition: Partial<TaskDefinitionSpec> = {},
): WorldSpec {
  return world({
    durationSeconds: 10_000,
    capacities: [fargate({ imageCache })],
    taskDefinitions: [
      taskDefinition({ cpuUnits: 1024, networkMode: 'awsvpc', lifetime: constant(60), ...definition }),
    ],
    timeline,
    ...overrides,
  });
}

const every = (minutes: number, count: number) =>
  Array.from({ length: count }, (_, index) => runTask(index * minutes * MINUTE, { capacity: 'fargate' }));

describe('a Fargate that kept the host of a task', () => {
  it('finds the image for all but the first of tasks every ten minutes, with half an hour', () => {
    const starts = play(spec(every(10, 12), cacheSpec()));
    expect(starts.map(({ cache }) => cache)).toEqual(['cold', ...Array.from({ length: 11 }, () => 'warm')]);
    expect(starts.map(({ bytes }) => bytes / MB)).toEqual([100, ...Array.from({ length: 11 }, () => 0)]);
    expect(new Set(starts.map(({ host }) => host)).size).toBe(1);
  });

  it('finds nothing where tasks come less often than it keeps', () => {
    const starts = play(spec(every(40, 4), cacheSpec()));
    expect(starts.every(({ cache }) => cache === 'cold')).toBe(true);
  });

  it('still provisions, asks the registry and creates', () => {
    const [, warm] = play(spec(every(10, 2), cacheSpec()));
    expect(warm).toMatchObject({
      provision: 10,
      create: 3,
      fetch: 0,
      unpack: 0,
      layersReused: 1,
      layersPulled: 0,
    });
    expect(warm!.requests).toBeGreaterThan(0);
  });

  it('has no reason for a whole pull where it pulls nothing', () => {
    const lazily = fargate({
      imageCache: cacheSpec(),
      runtime: runtime({ layersWaitForConfig: true, lazy: lazyLoading() }),
      lazyRules: lazyRules(),
    });
    const starts = play(spec(every(10, 2), null, { capacities: [lazily] }));
    expect(starts.map(({ fallback }) => fallback)).toEqual(['no index', '']);
  });

  it('hits as often as arithmetic says for Poisson arrivals: with 1 − exp(−keep ÷ gap)', () => {
    const poisson: TimelineEntry = {
      id: 'jobs',
      schedule: { kind: 'poisson', ratePerSecond: 1 / 600, fromSeconds: 0, untilSeconds: 1.2e6 },
      action: { kind: 'runTask', taskDefinition: 'api', capacity: 'fargate', count: 1 },
    };
    // Tasks that take next to no time never overlap.
    const fast = { definition: { lifetime: constant(0) } };
    const of = spec([poisson], cacheSpec({ keepSeconds: 300 }), { durationSeconds: 1.21e6 }, fast.definition);
    const quick = {
      ...of,
      capacities: [
        fargate({
          imageCache: cacheSpec({ keepSeconds: 300 }),
          provisionSeconds: constant(0),
          createSeconds: constant(0),
        }),
      ],
    };
    const jittered = { ...quick, model: { ...quick.model, jitter: true } };
    const starts = rows(simulateRun(jittered, 'seed', 0));
    const warm = starts.filter(({ cache }) => cache === 'warm').length / starts.length;
    expect(starts.length).toBeGreaterThan(1800);
    expect(Math.abs(warm - (1 - Math.exp(-300 / 600)))).toBeLessThan(0.03);
  });

  it('gives tasks at the same time hosts of their own, and the one used last first', () => {
    const timeline = [
      runTask(0, { capacity: 'fargate', count: 3 }),
      runTask(600, { capacity: 'fargate' }),
      runTask(1200, { capacity: 'fargate' }),
    ];
    const starts = play(spec(timeline, cacheSpec()));
    expect(new Set(starts.slice(0, 3).map(({ host }) => host)).size).toBe(3);
    expect(starts[4]!.host).toBe(starts[3]!.host);
  });

  it('pulls what a new release has changed, and keeps the rest', () => {
    const layers = [
      layer({ digest: 'sha256:base', changesEachRelease: false }),
      layer({ digest: 'sha256:code', compressedBytes: 10 * MB, uncompressedBytes: 20 * MB }),
    ];
    const push = at(300, { kind: 'push', image: 'api', tag: 'live', sameDigest: false });
    const [first, second] = play(spec([...every(10, 2), push], cacheSpec(), { images: [image({ layers })] }));
    expect([first!.cache, second!.cache]).toEqual(['cold', 'partial']);
    expect(second).toMatchObject({ layersReused: 1, layersPulled: 1, bytes: 10 * MB });
  });

  it('makes room where an older release leaves too little', () => {
    const push = at(300, { kind: 'push', image: 'api', tag: 'live', sameDigest: false });
    const small = { ephemeralStorageBytes: 350 * MB };
    const starts = play(spec([...every(10, 2), push], cacheSpec(), {}, small));
    expect(starts.map(({ outcome, cache }) => [outcome, cache])).toEqual([
      ['started', 'cold'],
      ['started', 'cold'],
    ]);
  });

  it('keeps the images of each container', () => {
    const containers = [container(), container({ name: 'side' })];
    const [, second] = play(spec(every(10, 2), cacheSpec(), {}, { containers }));
    expect(second).toMatchObject({ bytes: 0, layersReused: 2 });
  });

  it('gives no host to tasks of another size', () => {
    const other = taskDefinition({ family: 'other', cpuUnits: 2048, networkMode: 'awsvpc' });
    const api = spec([], null).taskDefinitions[0]!;
    const timeline = [...every(10, 1), runTask(600, { capacity: 'fargate', taskDefinition: 'other' })];
    const starts = play(spec(timeline, cacheSpec(), { taskDefinitions: [api, other] }));
    expect(starts[1]!.cache).toBe('cold');
  });

  it('keeps nothing of a task that failed', () => {
    const outage = at(0, { kind: 'outage', registry: 'ecr', fault: 'not-found', forSeconds: 300, share: 1 });
    const starts = play(spec([outage, ...every(10, 2)], cacheSpec()));
    expect(starts.map(({ outcome, cache }) => [outcome, cache])).toEqual([
      ['failed', ''],
      ['started', 'cold'],
    ]);
  });
});

describe('idle hosts', () => {
  function setUp(overrides: Partial<ImageCacheSpec> = {}) {
    const env = environment();
    const cache = new FargateImageCache(cacheSpec(overrides), env);
    const made = (name: string) => new MicroHost(task(env, {}, name), fargate(), registries(env), env);
    return { env, cache, made };
  }

  it('are as many as may be: the one that has waited longest goes', () => {
    const { env, cache, made } = setUp({ maximumHosts: 2 });
    for (const name of ['a', 'b', 'c']) cache.giveBack(made(name));
    expect(cache.idleHosts).toBe(2);
    expect(cache.take(task(env))?.name).toBe('c');
    expect(cache.take(task(env))?.name).toBe('b');
    expect(cache.take(task(env))).toBeNull();
  });

  it('wait for so long, to the second', () => {
    const { env, cache, made } = setUp({ keepSeconds: 100 });
    cache.giveBack(made('a'));
    env.simulation.schedule(100, { handle: () => expect(cache.idleHosts).toBe(1) });
    env.simulation.schedule(100.1, { handle: () => expect(cache.idleHosts).toBe(0) });
    env.simulation.run();
    expect(cache.take(task(env))).toBeNull();
  });

  it('are none where there may be none', () => {
    const { cache, made } = setUp({ maximumHosts: 0 });
    cache.giveBack(made('a'));
    expect(cache.idleHosts).toBe(0);
  });
});

describe('a Fargate whose hosts shared layers', () => {
  const fleet = (overrides: Partial<ImageCacheSpec> = {}) => cacheSpec({ scope: 'fleet', ...overrides });

  it('has what an earlier task has pulled at each host that is made later', () => {
    const timeline = [runTask(0, { capacity: 'fargate' }), runTask(100, { capacity: 'fargate', count: 5 })];
    const starts = play(spec(timeline, fleet()));
    expect(starts.map(({ cache }) => cache)).toEqual(['cold', ...Array.from({ length: 5 }, () => 'warm')]);
    expect(new Set(starts.map(({ host }) => host)).size).toBe(6);
  });

  it('has nothing of an image that is loaded lazily, of which no task has had all', () => {
    const lazy = { layersWaitForConfig: true, lazy: lazyLoading() };
    const lazily = fargate({ imageCache: fleet(), runtime: runtime(lazy), lazyRules: lazyRules() });
    const images = [image({ lazyIndex: lazyIndex() })];
    const starts = play(spec(every(10, 2), null, { images, capacities: [lazily] }));
    expect(starts.map(({ snapshotter }) => snapshotter)).toEqual(['soci', 'soci']);
    expect(starts[1]!.bytes).toBe(starts[0]!.bytes);
  });

  it('shares the base of another image', () => {
    const base = layer({ digest: 'sha256:os', compressedBytes: 50 * MB, uncompressedBytes: 100 * MB });
    const images = [
      image({ layers: [base, layer({ digest: 'sha256:a' })] }),
      image({ name: 'side', repository: 'side', layers: [base, layer({ digest: 'sha256:b' })] }),
    ];
    const api = spec([], null).taskDefinitions[0]!;
    const other = { ...api, family: 'other', containers: [container({ image: 'side:live' })] };
    const timeline = [...every(10, 1), runTask(600, { capacity: 'fargate', taskDefinition: 'other' })];
    const starts = play(spec(timeline, fleet(), { images, taskDefinitions: [api, other] }));
    expect(starts[1]).toMatchObject({ cache: 'partial', bytes: 100 * MB });
  });

  it('takes no room on the disk of a task', () => {
    const starts = play(spec(every(10, 2), fleet(), {}, { ephemeralStorageBytes: 310 * MB }));
    expect(starts.every(({ outcome }) => outcome === 'started')).toBe(true);
  });

  it('forgets what nobody has used for so long', () => {
    const starts = play(spec(every(40, 3), fleet()));
    expect(starts.every(({ cache }) => cache === 'cold')).toBe(true);
  });

  it('never keeps more bytes than it may, and the least recently used go first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 40 }), (uses) => {
        const chains = new ChainTable();
        const cache = new FargateImageCache(fleet({ maximumBytes: 900 * MB }), environment());
        const of = (index: number) => release({ layers: [layer({ digest: `sha256:${index}` })] }, 0, chains);
        for (const index of uses) cache.used(of(index));
        expect(cache.keptBytes).toBeLessThanOrEqual(900 * MB);
        // Four of 200 MB each fit.
        const last = [...new Set(uses.toReversed())].slice(0, 4);
        expect([...cache.layers()].sort()).toEqual(last.map((index) => of(index).chains[0]!).sort());
      }),
    );
  });

  it('gives up the top of an image before its base', () => {
    const chains = new ChainTable();
    const cache = new FargateImageCache(fleet({ maximumBytes: 250 * MB }), environment());
    const two = release(
      { layers: [layer({ digest: 'sha256:os' }), layer({ digest: 'sha256:app' })] },
      0,
      chains,
    );
    cache.used(two);
    expect([...cache.layers()]).toEqual([two.chains[0]]);
  });
});

describe('Fargate as it is', () => {
  it('keeps nothing', () => {
    const starts = play(spec(every(2, 5), null));
    expect(starts.every(({ cache }) => cache === 'cold')).toBe(true);
  });
});
