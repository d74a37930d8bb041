/** Starts of an image that is loaded lazily, on instances and on Fargate: readiness, bytes, health, requests, errors. */
import { describe, expect, it } from 'vitest';
import { constant } from '../../../src/units/distribution.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import type {
  CapacitySpec,
  ContainerSpec,
  LazyLoading,
  TimelineEntry,
  WorldSpec,
} from '../../../src/model/spec.js';
import { lazyIndex, lazyLoading } from '../tiny-lazy.js';
import {
  at,
  container,
  ec2,
  fargate,
  image,
  MB,
  near,
  play,
  reads,
  registry,
  type Row,
  runTask,
  runtime,
  taskDefinition,
  world,
} from '../tiny-world.js';

/** 100 MB in spans of 1 MB, each 20 ms and a tenth of a second at 10 MB/s; the whole takes 10 s. */
const SPAN_SECONDS = 0.12;

interface Setting {
  readonly lazy?: boolean;
  readonly loading?: Partial<LazyLoading>;
  readonly lifetime?: number;
  readonly capacity?: 'web' | 'fargate';
  readonly spec?: Partial<ContainerSpec>;
  readonly timeline?: readonly TimelineEntry[];
}

function start(setting: Setting): Row[] {
  return play(worldOf(setting));
}

function worldOf({
  lazy = true,
  capacity = 'web',
  spec = {},
  timeline,
  loading,
  lifetime,
}: Setting): WorldSpec {
  const soci = runtime({
    name: 'soci',
    downloadSlots: Infinity,
    layersWaitForConfig: true,
    duplicates: 'locked',
    blobs: 'kept',
    keepAlive: true,
    gzipBytesPerSecond: Infinity,
    lazy: lazy ? lazyLoading(loading) : null,
  });
  const capacities: CapacitySpec[] = [
    ec2({ runtime: soci }),
    fargate({ runtime: soci, provisionSeconds: constant(0), createSeconds: constant(0) }),
  ];
  const containers = [container({ ready: constant(3), ...spec })];
  const size = { cpuUnits: 1024, memoryMiB: 2048 };
  const ends = lifetime === undefined ? null : constant(lifetime);
  return world({
    images: [image({ lazyIndex: lazyIndex({ spanBytes: 2 * MB }) })],
    registries: [registry({ perStreamBytesPerSecond: 10 * MB, firstByteLatency: constant(0.02) })],
    capacities,
    taskDefinitions: [taskDefinition({ ...size, containers, lifetime: ends })],
    timeline: timeline ?? [runTask(0, { capacity })],
  });
}

const readyIn = (row: Row | undefined) => row!.readyAt - row!.requestedAt;

describe.each(['web', 'fargate'] as const)('a start that is loaded lazily on %s', (capacity) => {
  it('starts its container long before it is ready, and records both', () => {
    const [row] = start({ capacity, spec: { reads: reads({ share: 0.2 }) } });
    expect(row).toMatchObject({ outcome: 'started', snapshotter: 'soci', fallback: '' });
    expect(row!.readyAt - row!.startedAt).toBeCloseTo(20 * SPAN_SECONDS + 3, 6);
    expect(row!.bound.lazy).toBeCloseTo(20 * SPAN_SECONDS, 6);
    expect(row!.ready).toBeCloseTo(20 * SPAN_SECONDS + 3, 6);
  });

  it('fetches what it reads, and the index', () => {
    const [row] = start({ capacity, spec: { reads: reads({ share: 0.2, bursts: 4 }) } });
    expect(row!.lazyBytes / MB).toBeCloseTo(20, 6);
    expect(row!.bytes).toBeGreaterThanOrEqual(row!.lazyBytes);
    expect(row!.bytes).toBeLessThan(30 * MB);
  });

  it('is ready sooner than one that is pulled whole where little is read, and later where all is', () => {
    const [whole] = start({ capacity, lazy: false });
    expect(whole).toMatchObject({ lazyBytes: 0, outcome: 'started' });
    const [some] = start({ capacity, spec: { reads: reads({ share: 0.2 }) } });
    const [all] = start({ capacity, spec: { reads: reads({ share: 1 }) } });
    expect(readyIn(some)).toBeLessThan(readyIn(whole));
    expect(readyIn(all)).toBeGreaterThan(readyIn(whole));
  });

  it('serves first requests slower than one that was pulled whole', () => {
    const requests = { count: 4, everySeconds: 5, handlingSeconds: constant(0.1), share: 0.1 };
    const spec = { reads: reads({ share: 0.2, requests }) };
    expect(start({ capacity, lazy: false, spec })).toMatchObject([
      { firstRequestSeconds: near(0.1), slowestRequestSeconds: near(0.1) },
    ]);
    const [row] = start({ capacity, spec });
    expect(row!.firstRequestSeconds).toBeGreaterThan(0.1 + 2 * SPAN_SECONDS - 1e-6);
    expect(row!.slowestRequestSeconds).toBeCloseTo(0.1 + 3 * SPAN_SECONDS, 6);
    expect(row!.lazyBytes / MB).toBeCloseTo(30, 6);
  });

  it('fails of an I/O error where the registry is gone when it reads', () => {
    const outage = at(2, {
      kind: 'outage',
      registry: 'ecr',
      fault: 'unreachable',
      forSeconds: 900,
      share: 1,
    });
    const spec = { ready: constant(5), reads: reads({ share: 0.2, bursts: 5 }) };
    const [row] = start({ capacity, spec, timeline: [runTask(0, { capacity }), outage] });
    expect(row).toMatchObject({ outcome: 'failed', cause: 'EssentialContainerExited' });
    expect(row!.stopCode).toBe('EssentialContainerExited');
    expect(row!.lazyBytes).toBeGreaterThan(0);
  });
});

describe('on Fargate', () => {
  it('the time in which files are fetched is billed like a pull', () => {
    const [row] = start({ capacity: 'fargate', spec: { reads: reads({ share: 0.2 }) } });
    expect(row!.billedPullSeconds).toBeCloseTo(row!.readyAt - row!.pullStartedAt, 9);
  });
});

describe('what is fetched in the background', () => {
  const background = { periodSeconds: 1, streams: 1, silenceSeconds: 0, silencedBy: 'mount' } as const;
  const fetched = (setting: Setting) =>
    simulateRun(worldOf({ loading: { background }, ...setting }), 'seed', 0).totals.downloadedBytes / MB;

  it('is all of the image in the end, and no bytes of the start', () => {
    const [row] = start({ loading: { background } });
    expect(row!.lazyBytes / MB).toBeCloseTo(10, 6);
    expect(fetched({})).toBeGreaterThan(100);
  });

  it('ends with the task on Fargate, and goes on for others on an instance', () => {
    expect(fetched({ capacity: 'fargate', lifetime: 20 })).toBeLessThan(40);
    expect(fetched({ capacity: 'web', lifetime: 20 })).toBeGreaterThan(100);
  });
});

describe('a health check that was right for an image that is pulled whole', () => {
  /** Ready 3 s after its start, and looked at after 5; where files are fetched, after 3 + 40 × 0.12 s. */
  function serve(capacity: 'web' | 'fargate', graceSeconds: number, lazy = true): Row[] {
    const service = {
      kind: 'createService',
      name: 'api',
      taskDefinition: 'api',
      capacity,
      desiredCount: 1,
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      placementStrategy: 'spread',
      healthCheckGraceSeconds: graceSeconds,
    } as const;
    const spec = { healthSeconds: 5, reads: reads({ share: 0.4, bursts: 4 }) };
    return start({ lazy, capacity, spec, timeline: [at(0, service)] });
  }

  it('has the start killed and replaced for ever where each task fetches anew', () => {
    expect(serve('fargate', 0, false)).toMatchObject([{ outcome: 'started' }]);
    const all = serve('fargate', 0);
    expect(all.length).toBeGreaterThan(20);
    for (const row of all.slice(0, -1)) {
      expect(row).toMatchObject({ outcome: 'failed', cause: 'TaskFailedContainerHealthChecks' });
    }
  });

  it('has it killed once on an instance, where the next task finds what was fetched', () => {
    expect(serve('web', 0)).toMatchObject([
      { outcome: 'failed', cause: 'TaskFailedContainerHealthChecks' },
      { outcome: 'started', cause: '' },
    ]);
  });

  it('is cured by a longer grace period', () => {
    expect(serve('fargate', 8)).toMatchObject([{ outcome: 'started' }]);
    expect(serve('web', 8)).toMatchObject([{ outcome: 'started' }]);
  });
});
