import { describe, expect, it } from 'vitest';
import { findRuntime } from '../../../src/catalog/runtimes.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import type {
  FargateCapacitySpec,
  ImageSpec,
  LazyRules,
  NetworkSpec,
  TaskDefinitionSpec,
  WorldSpec,
} from '../../../src/model/spec.js';
import {
  container,
  fargate,
  image,
  layer,
  MB,
  near,
  play,
  registry,
  runTask,
  runtime,
  taskDefinition,
  world,
} from '../tiny-world.js';

const kept = runtime({ ...fargate().runtime, blobs: 'kept' });
const GB = 1000 * MB;

function spec(
  images: readonly ImageSpec[],
  capacity: Partial<FargateCapacitySpec> = {},
  definition: Partial<TaskDefinitionSpec> = {},
  overrides: Partial<WorldSpec> = {},
): WorldSpec {
  return world({
    images,
    capacities: [fargate(capacity)],
    taskDefinitions: [taskDefinition({ cpuUnits: 4096, networkMode: 'awsvpc', ...definition })],
    timeline: [runTask(0, { capacity: 'fargate' })],
    durationSeconds: 5000,
    ...overrides,
  });
}

/** Of so many layers of 1 GB, unpacked 2 GB. */
const large = (layers: number) =>
  image({
    layers: Array.from({ length: layers }, (_, index) =>
      layer({ digest: `sha256:${index}`, compressedBytes: GB, uncompressedBytes: 2 * GB }),
    ),
  });

const reasonOf = (of: WorldSpec): string => {
  let reason = '';
  simulateRun(of, 'seed', 0, { onStart: (story) => (reason = story.reason) });
  return reason;
};

describe('ephemeral storage', () => {
  it('must hold an image compressed and unpacked on platform version 1.4.0', () => {
    // Unpacked 16 GB of 21.5 GB; with its blobs 24 GB.
    const of = spec([large(8)], { runtime: findRuntime('fargate-1.4')!.runtime });
    expect(play(of)[0]).toMatchObject({ outcome: 'failed', cause: 'CannotPullContainerError' });
    expect(reasonOf(of)).toContain('no space left on device');
  });

  it('can be made large enough', () => {
    const runtime14 = findRuntime('fargate-1.4')!.runtime;
    const of = spec([large(8)], { runtime: runtime14 }, { ephemeralStorageBytes: 25 * GB });
    expect(play(of)[0]!.outcome).toBe('started');
  });

  it('holds blobs only until they are unpacked where the runtime drops them', () => {
    expect(play(spec([large(8)], { runtime: findRuntime('fargate-1.3')!.runtime }))[0]!.outcome).toBe(
      'started',
    );
  });

  it('is 10 GB for layers on platform version 1.3.0, whatever the task asks for', () => {
    const old = { runtime: findRuntime('fargate-1.3')!.runtime, layerStorageBytes: 10 * GB };
    expect(play(spec([large(5)], old, { ephemeralStorageBytes: 200 * GB }))[0]!.outcome).toBe('failed');
    expect(play(spec([large(3)], old, { ephemeralStorageBytes: 200 * GB }))[0]!.outcome).toBe('started');
  });

  it('holds the image of each container, the same one twice', () => {
    const containers = [container(), container({ name: 'side' })];
    const ephemeralStorageBytes = 4.5 * GB;
    expect(play(spec([large(1)], { runtime: kept }, { ephemeralStorageBytes }))[0]!.outcome).toBe('started');
    expect(play(spec([large(1)], { runtime: kept }, { ephemeralStorageBytes, containers }))[0]!.outcome).toBe(
      'failed',
    );
  });
});

describe('the containers of one task', () => {
  const containers = ['app', 'b', 'c', 'd'].map((name) => container({ name }));

  it('pull the whole image each, though it is the same', () => {
    const [start] = play(spec([image()], {}, { containers }));
    expect(start).toMatchObject({ bytes: 400 * MB, layersPulled: 4, layersReused: 0, cache: 'cold' });
  });

  it('share the interface of the task', () => {
    const rates = [{ ...fargate().rates[0]!, nicBytesPerSecond: 100 * MB }];
    const fetch = (of: Partial<TaskDefinitionSpec>) => play(spec([image()], { rates }, of))[0]!.fetch;
    expect(fetch({})).toBeCloseTo(1, 3);
    expect(fetch({ containers })).toBeCloseTo(4, 3);
  });

  it('share its cores: four pulls unpack on one in four times the time', () => {
    const pull = (of: Partial<TaskDefinitionSpec>) => {
      const [start] = play(spec([image()], {}, of));
      return start!.pullStoppedAt - start!.pullStartedAt;
    };
    expect(pull({ cpuUnits: 1024 })).toBeCloseTo(1 + 2, 3);
    expect(pull({ cpuUnits: 1024, containers })).toBeCloseTo(1 + 4 * 2, 3);
    expect(pull({ cpuUnits: 4096, containers })).toBeCloseTo(1 + 2, 3);
  });

  it('share its disk', () => {
    // Four times 100 MB down at 100 MB/s a stream, then four times 200 MB unpacked at 200 MB/s together.
    const rates = [{ ...fargate().rates[0]!, diskBytesPerSecond: 200 * MB }];
    const [start] = play(spec([image()], { rates }, { cpuUnits: 16_384, containers }));
    expect(start!.pullStoppedAt - start!.pullStartedAt).toBeCloseTo(2 + 4, 3);
  });
});

describe('credits of the interface', () => {
  it('let a pull burst until they are spent, and go on at the baseline', () => {
    const credits = { baselineBytesPerSecond: 10 * MB, capacityBytes: 90 * MB, initialShare: 1 };
    const rates = [{ ...fargate().rates[0]!, nicBytesPerSecond: 100 * MB, nicCredits: credits }];
    const of = spec([image({ layers: [layer({ compressedBytes: 200 * MB })] })], { rates });
    // 90 MB of credits last one second of 100 MB, and the other 100 MB come at 10 MB/s.
    expect(play(of)[0]!.fetch).toBeCloseTo(1 + 10, 1);
  });
});

describe('the network of a task', () => {
  const networks: NetworkSpec[] = [
    { name: 'closed', zones: 1, internet: { kind: 'none' }, ecrEndpoint: false, s3Endpoint: null },
  ];

  it('does not help where the image lacks the architecture of the capacity', () => {
    const arm = image({ platforms: ['linux/arm64'] });
    expect(play(spec([arm], { architecture: 'ARM64' }))[0]!.outcome).toBe('started');
    expect(play(spec([arm]))[0]!.outcome).toBe('failed');
  });

  it('lets nothing through without a way, but the token of platform version 1.3.0', () => {
    const of = (platformVersion: string) => {
      const capacity = { platformVersion, network: 'closed' };
      return play(
        spec([image()], capacity, {}, { networks, registries: [registry({ region: 'us-east-1' })] }),
      )[0]!;
    };
    expect(of('1.4.0').cause).toBe('ResourceInitializationError');
    expect(of('1.3.0').cause).toBe('CannotPullContainerError');
  });
});

describe('what comes of a pull', () => {
  const runtime14 = findRuntime('fargate-1.4')!.runtime;
  const loadsLazily = (of: WorldSpec) => {
    const { snapshotter, fallback, cache, bytes } = play(of)[0]!;
    return { snapshotter, fallback, cache, bytes };
  };
  const lazyRules: LazyRules = {
    privateEcrOnly: true,
    allOrNothing: false,
    operatingSystems: ['LINUX'],
    platformVersions: ['1.4.0'],
    architectures: ['X86_64'],
    spotArchitectures: ['X86_64'],
  };

  it('names the snapshotter, why the image was pulled whole, and that all was fetched', () => {
    const whole = { snapshotter: 'overlayfs', cache: 'cold', bytes: near(100 * MB, 0) };
    const eager = { ...runtime14, lazy: null };
    expect(loadsLazily(spec([image()], { runtime: eager }))).toEqual({ ...whole, fallback: '' });
    expect(loadsLazily(spec([image()], { runtime: runtime14, lazyRules }))).toEqual({
      ...whole,
      fallback: 'no index',
    });
    const arm = { runtime: runtime14, lazyRules, architecture: 'ARM64' } as const;
    const images = [image({ platforms: ['linux/arm64'] })];
    expect(loadsLazily(spec(images, arm))).toEqual({ ...whole, fallback: 'architecture' });
  });
});
