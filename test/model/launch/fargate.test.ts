import { describe, expect, it } from 'vitest';
import { PHASES } from '../../../src/model/record.js';
import type {
  FargateCapacitySpec,
  TaskDefinitionSpec,
  TimelineEntry,
  WorldSpec,
} from '../../../src/model/spec.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import { constant } from '../../../src/units/distribution.js';
import {
  at,
  container,
  fargate,
  image,
  layer,
  MB,
  parameters,
  play,
  registry,
  runTask,
  sum,
  taskDefinition,
  world,
  near,
} from '../tiny-world.js';

function onFargate(
  definition: Partial<TaskDefinitionSpec> = {},
  overrides: Partial<WorldSpec> = {},
  capacity: Partial<FargateCapacitySpec> = {},
  timeline: TimelineEntry[] = [runTask(0, { capacity: 'fargate' })],
): WorldSpec {
  const taskDefinitions = [taskDefinition({ cpuUnits: 1024, networkMode: 'awsvpc', ...definition })];
  return world({ capacities: [fargate(capacity)], taskDefinitions, timeline, ...overrides });
}

const two = (second: object) => [container(), container({ name: 'side', image: 'side:live', ...second })];
const images = [
  image(),
  image({
    name: 'side',
    repository: 'side',
    layers: [layer({ digest: 'sha256:side', compressedBytes: 500 * MB })],
  }),
];

describe('a task on Fargate', () => {
  it('provisions, pulls and creates, in that order', () => {
    const [start] = play(onFargate());
    expect(start).toMatchObject({ outcome: 'started', provision: 10, cache: 'cold' });
    expect(start!.pullStartedAt).toBe(10);
    expect(start!.create).toBeCloseTo(3, 9);
    expect(start!.pullStoppedAt).toBeCloseTo(10 + 3, 3);
    expect(start!.readyAt).toBeCloseTo(10 + 3 + 3, 3);
    expect(start!.billedPullSeconds).toBeCloseTo(6, 3);
  });

  it('finds nothing that an earlier task has pulled', () => {
    const again = [runTask(0, { capacity: 'fargate' }), runTask(100, { capacity: 'fargate' })];
    const starts = play(onFargate({}, {}, {}, again));
    expect(starts.map(({ bytes, cache }) => [bytes, cache])).toEqual([
      [100 * MB, 'cold'],
      [100 * MB, 'cold'],
    ]);
  });

  it('unpacks as fast as its vCPU allow, up to one for each image', () => {
    const seconds = (cpuUnits: number) => play(onFargate({ cpuUnits }))[0]!.unpack;
    expect([256, 512, 1024, 4096].map(seconds)).toEqual([8, 4, 2, 2].map((each) => near(each, 6)));
  });

  it('starts no container before all images are there', () => {
    const [start] = play(onFargate({ containers: two({}) }, { images }));
    // The other image: five seconds and ten.
    expect(start!.startedAt).toBeGreaterThanOrEqual(10 + 15 + 3);
    expect(start!.pullStoppedAt).toBeGreaterThanOrEqual(25);
  });

  it('accounts for all of its time, though the last container had its image first', () => {
    const containers = [container({ ready: constant(60) }), two({})[1]!];
    const [start] = play(onFargate({ containers }, { images }));
    expect(sum(start!, PHASES)).toBeCloseTo(start!.readyAt, 9);
    expect(start!.wait).toBeGreaterThan(10);
  });

  it('fails when its disk is too small for the image', () => {
    const [start] = play(onFargate({ ephemeralStorageBytes: 250 * MB }));
    expect(start).toMatchObject({ outcome: 'failed', cause: 'CannotPullContainerError' });
  });

  it('fails where the platform is missing, after five attempts', () => {
    const [start] = play(onFargate({}, {}, { architecture: 'ARM64' }));
    expect(start).toMatchObject({ outcome: 'failed', cause: 'CannotPullContainerError' });
    expect(start!.pullStoppedAt - start!.pullStartedAt).toBeCloseTo(1 + 2 + 4 + 5, 9);
  });

  it('tries as often, and after such waits, as its parameters say', () => {
    const model = parameters({
      fargatePullAttempts: 3,
      fargatePullRetrySeconds: 4,
      fargateRetryLongestSeconds: 6,
    });
    const [start] = play(onFargate({}, { model }, { architecture: 'ARM64' }));
    expect(start!.pullStoppedAt - start!.pullStartedAt).toBeCloseTo(4 + 6, 9);
  });

  it('fails with the first image that cannot be had, and does not wait for the others', () => {
    const containers = [container({ image: 'side:live' }), container({ name: 'lost', image: 'api:v9' })];
    const [start] = play(onFargate({ containers }, { images, model: parameters({ taskStop: constant(0) }) }));
    expect(start!.outcome).toBe('failed');
    expect(start!.stoppedAt).toBeCloseTo(10 + 12, 9);
  });

  it('pulls nothing any more when it has failed', () => {
    const large = image({
      name: 'side',
      repository: 'side',
      layers: [layer({ compressedBytes: 5000 * MB })],
    });
    const containers = [container({ image: 'side:live' }), container({ name: 'lost', image: 'api:v9' })];
    const { totals } = simulateRun(onFargate({ containers }, { images: [image(), large] }), 'seed', 0);
    expect(totals.downloadedBytes / MB).toBeCloseTo(12 * 100, 1);
  });

  it('does not try again when it was stopped', () => {
    const outage = {
      kind: 'outage',
      registry: 'ecr',
      fault: 'throttled',
      forSeconds: 500,
      share: 1,
    } as const;
    const service = {
      kind: 'createService',
      name: 'api',
      taskDefinition: 'api',
      capacity: 'fargate',
      desiredCount: 1,
      minimumHealthyPercent: 0,
      maximumPercent: 100,
      placementStrategy: 'spread',
    } as const;
    const stop = {
      kind: 'updateService',
      service: 'api',
      forceNewDeployment: false,
      desiredCount: 0,
    } as const;
    const timeline = [at(0, outage), at(0, service), at(10.5, stop)];
    const { totals } = simulateRun(onFargate({}, {}, {}, timeline), 'seed', 0);
    // Token and ping.
    expect(totals.registryRequests).toBe(2);
  });

  it('fails without a token for its registry', () => {
    const outage = at(0, {
      kind: 'outage',
      registry: 'ecr',
      fault: 'auth-failing',
      forSeconds: 500,
      share: 1,
    });
    const timeline = [outage, runTask(1, { capacity: 'fargate' })];
    expect(play(onFargate({}, {}, {}, timeline))[0]!.cause).toBe('ResourceInitializationError');
  });

  it('recovers when a retry succeeds, with new draws', () => {
    const outage = at(0, { kind: 'outage', registry: 'ecr', fault: 'throttled', forSeconds: 12, share: 1 });
    const [start] = play(onFargate({}, {}, {}, [outage, runTask(0, { capacity: 'fargate' })]));
    expect(start!.outcome).toBe('started');
    expect(start!.wait).toBeGreaterThanOrEqual(1 + 2 - 1e-9);
  });

  it('is billed from the start of its pull to the end of the run', () => {
    const { totals } = simulateRun(onFargate({ cpuUnits: 512, memoryMiB: 2048 }), 'seed', 0);
    expect(totals.fargateVcpuSeconds).toBeCloseTo(0.5 * 990, 6);
    expect(totals.fargateGibSeconds).toBeCloseTo(2 * 990, 6);
  });

  it('shares the egress of a registry with the others', () => {
    const spec = onFargate({}, { registries: [registry({ aggregateBytesPerSecond: 100 * MB })] }, {}, [
      runTask(0, { capacity: 'fargate', count: 4 }),
    ]);
    for (const start of play(spec)) {
      expect(start.fetch).toBeCloseTo(4, 3);
      expect(start.bound.registry).toBeCloseTo(4, 6);
    }
  });
});
