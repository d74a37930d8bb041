/**
 * Windows, by the numbers of docs/fidelity.md: base images that hosts have and images that lie on others, patch days, and
 * the import of layers. The registry gives 100 MB/s to a connection, a host imports 10 MB/s. The release layer of the base
 * is 100 MB (200 MB on disk), each update 50 MB (100 MB), the image's own layer 20 MB (40 MB): 0.2 s and 4 s.
 */
import { describe, expect, it } from 'vitest';
import { findRuntime } from '../../../src/catalog/runtimes.js';
import type {
  Ec2CapacitySpec,
  FargateCapacitySpec,
  HostBasesSpec,
  ImageSpec,
  RuntimeSpec,
  TimelineEntry,
  WorldSpec,
} from '../../../src/model/spec.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import { constant } from '../../../src/units/distribution.js';
import { hostBases, monthlyBase } from '../tiny-bases.js';
import {
  at,
  ec2,
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

const DAY = 86_400;
const MONTHS = [-60 * DAY, -30 * DAY, 0];

/** A preset, with the rates of these tests. */
const preset = (name: string): RuntimeSpec => ({
  ...findRuntime(name)!.runtime,
  tarSplitBytesPerSecond: Infinity,
  syncsBlobs: false,
  gzipBytesPerSecond: 100 * MB,
  importBytesPerSecond: 10 * MB,
});

const own = layer({
  digest: 'sha256:own',
  compressedBytes: 20 * MB,
  uncompressedBytes: 40 * MB,
  changesEachRelease: true,
});

/** On this release of the base. */
const windowsImage = (atStart: number, overrides: Partial<ImageSpec> = {}): ImageSpec =>
  image({
    layers: [own],
    base: monthlyBase(MONTHS, atStart),
    platforms: ['windows/amd64'],
    configBytes: 0,
    ...overrides,
  });

const onEc2 = (bases: HostBasesSpec | null, overrides: Partial<Ec2CapacitySpec> = {}): Ec2CapacitySpec =>
  ec2({ operatingSystem: 'WINDOWS', runtime: preset('docker-windows'), hostBases: bases, ...overrides });

const onFargate = (
  bases: HostBasesSpec | null,
  overrides: Partial<FargateCapacitySpec> = {},
): FargateCapacitySpec =>
  fargate({
    operatingSystem: 'WINDOWS',
    operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE',
    platformVersion: '1.0.0',
    runtime: preset('fargate-windows'),
    provisionSeconds: constant(0),
    createSeconds: constant(0),
    hostBases: bases,
    ...overrides,
  });

function windowsWorld(
  of: ImageSpec,
  capacity: Ec2CapacitySpec | FargateCapacitySpec,
  overrides: Partial<WorldSpec> = {},
): WorldSpec {
  const definition = taskDefinition({ operatingSystem: 'WINDOWS', cpuUnits: 1024, memoryMiB: 2048 });
  return world({
    images: [of],
    capacities: [capacity],
    taskDefinitions: [definition],
    timeline: [runTask(0, { capacity: capacity.name })],
    ...overrides,
  });
}

describe('an image on a base that hosts may have', () => {
  it.each([
    ['the one that hosts have', 1, 1, 20, 4.2],
    // The release layer is there; the update comes beside the own layer, and is imported first.
    ['one a month older', 0, 1, 70, 0.5 + 10 + 4],
    ['one that is newer', 2, 1, 70, 0.5 + 10 + 4],
    ['one a month older, where hosts keep two', 0, 2, 20, 4.2],
    ['one that hosts have nothing of', 1, 0, 170, 1 + 20 + 10 + 4],
  ])('lies on %s: bytes and seconds by arithmetic', (_, atStart, kept, megabytes, seconds) => {
    const bases = hostBases([-2, -1], kept);
    for (const capacity of [onEc2(bases), onFargate(bases)]) {
      const [start] = play(windowsWorld(windowsImage(atStart), capacity));
      expect(start!.bytes, capacity.name).toBe(megabytes * MB);
      expect(start!.readyAt, capacity.name).toBeCloseTo(seconds, 6);
    }
  });

  it('takes storage of a Fargate task for its own layers alone', () => {
    const bases = hostBases([-1], 1);
    const small = taskDefinition({ operatingSystem: 'WINDOWS', ephemeralStorageBytes: 100 * MB });
    const of = (atStart: number) =>
      play(windowsWorld(windowsImage(atStart), onFargate(bases), { taskDefinitions: [small] }))[0]!;
    expect(of(0).outcome).toBe('started');
    expect(of(1)).toMatchObject({ outcome: 'failed', cause: 'CannotPullContainerError' });
  });

  it('finds the base images of its AMI on the disk of an instance', () => {
    const spec = windowsWorld(windowsImage(1), onEc2(hostBases([-2, -1], 2)));
    // The base is there once, with two updates; the own layer packed, then unpacked.
    expect(simulateRun(spec, 'seed', 0).totals.diskPeakBytes).toBe((200 + 100 + 100 + 40 + 20) * MB);
    const tight = onEc2(hostBases([-2, -1], 2));
    const machine = { ...tight.machine, diskBytes: 399 * MB };
    expect(() => play(windowsWorld(windowsImage(1), { ...tight, machine }))).toThrow(/do not fit/);
  });

  it('finds what hosts had when they were made: older hosts keep older bases', () => {
    const bases = hostBases([-1, 100], 1);
    const timeline = [
      at(150, { kind: 'scaleCapacity', capacity: 'web', count: 2 }),
      at(300, { kind: 'startTask', taskDefinition: 'api', capacity: 'web', instance: 1 }),
      at(300, { kind: 'startTask', taskDefinition: 'api', capacity: 'web', instance: 2 }),
    ];
    const starts = play(windowsWorld(windowsImage(1), onEc2(bases), { timeline }));
    expect(starts.map(({ host, bytes }) => [host, bytes])).toEqual([
      ['web/1', 70 * MB],
      ['web/2', 20 * MB],
    ]);
  });
});

describe('the import of layers', () => {
  it('§9.27: bounds a pull on Windows, not its download', () => {
    const [start] = play(windowsWorld(windowsImage(1), onEc2(null)));
    expect(start!.unpack / (start!.fetch + start!.unpack)).toBeGreaterThan(0.9);
    expect(start!.bound.import).toBeCloseTo(20 + 10 + 4, 6);
    const linux = play(windowsWorld(windowsImage(1), onEc2(null, { runtime: runtime() })))[0]!;
    expect(linux.readyAt).toBeLessThan(start!.readyAt / 3);
  });

  it.each([
    ['containerd-windows', 2],
    ['docker-windows', 1],
  ])('§9.27: of two pulls of one image at once takes with %s %i times as long', (name, times) => {
    const seconds = (count: number) => {
      const spec = windowsWorld(windowsImage(1), onEc2(null, { runtime: preset(name) }), {
        timeline: [runTask(0, { count })],
      });
      return play(spec).map(({ readyAt }) => readyAt);
    };
    const [alone] = seconds(1);
    expect(alone).toBeCloseTo(1 + 34, 6);
    // The looks of the second at the blob that the first has in hand take a few seconds more.
    for (const each of seconds(2)) expect(each / alone!).toBeGreaterThan(times - 0.12);
    for (const each of seconds(2)) expect(each / alone!).toBeLessThan(times + 0.01);
  });
});

describe('two months of patch days', () => {
  /** Bases come out every 30 days, and to hosts 3 days later. */
  const published = [-30, 0, 30].map((day) => day * DAY);
  const bases = (kept: number) =>
    hostBases(
      published.map((from) => from + 3 * DAY),
      kept,
    );
  const daily: TimelineEntry = {
    id: 'daily',
    schedule: { kind: 'every', periodSeconds: DAY, fromSeconds: DAY / 2, untilSeconds: 60 * DAY },
    action: { kind: 'runTask', taskDefinition: 'api', capacity: 'fargate', count: 1 },
  };
  const rebase = (day: number) =>
    at(day * DAY, { kind: 'push', image: 'api', tag: 'live', sameDigest: false, rebase: true });

  /** Days on which a start pulled more than its own layer. */
  function slowDays(kept: number, timeline: TimelineEntry[]): number[] {
    const of = windowsImage(0, { base: monthlyBase(published, 0) });
    const spec = windowsWorld(of, onFargate(bases(kept)), {
      timeline: [...timeline, daily],
      durationSeconds: 60 * DAY,
    });
    const starts = rows(simulateRun(spec, 'seed', 0));
    expect(starts).toHaveLength(60);
    return starts.flatMap(({ bytes, requestedAt }) =>
      bytes > 20 * MB ? [Math.floor(requestedAt / DAY)] : [],
    );
  }

  it('make an image that is rebuilt the same day slow until hosts have the base, three days each month', () => {
    expect(slowDays(2, [rebase(0), rebase(30)])).toEqual([0, 1, 2, 30, 31, 32]);
    expect(slowDays(1, [rebase(0), rebase(30)])).toEqual([0, 1, 2, 30, 31, 32]);
  });

  it('pass unseen by one that is rebuilt later, where hosts keep two bases', () => {
    expect(slowDays(2, [rebase(5), rebase(35)])).toEqual([]);
    expect(slowDays(1, [rebase(5), rebase(35)])).toEqual([3, 4, 33, 34]);
  });

  it('make one that is never rebuilt slow for good, a month after another', () => {
    const from = (day: number) => Array.from({ length: 60 - day }, (_, n) => day + n);
    expect(slowDays(2, [])).toEqual(from(33));
    expect(slowDays(1, [])).toEqual(from(3));
  });

  it('leave Nano Server alone, which no host has: every start pulls it whole', () => {
    const nano = windowsWorld(windowsImage(1), onFargate(null), {
      timeline: [daily],
      durationSeconds: 5 * DAY,
    });
    const starts = rows(simulateRun(nano, 'seed', 0));
    expect(starts.map(({ bytes }) => bytes)).toEqual(starts.map(() => 170 * MB));
  });
});
