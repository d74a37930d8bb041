/**
 * The model with the catalogue's defaults against the measurements that it is calibrated on: one image
 * of 918 MiB in 34 layers, pulled in ap-northeast-1 on 2026-08-15 (github.com/k-k1/agent-fleet,
 * docs/62 and docs/64). Left open by the source, and guessed here: the sizes of the 33 smaller layers
 * (halving as 1 ÷ rank), their order, the unpacked size (× 2.42) and the number of files.
 */
import { describe, expect, it } from 'vitest';
import {
  fargateDefaults,
  imageDefaults,
  defaultModelParameters,
  registryDefaults,
} from '../../src/catalog/costs.js';
import { findFargateSize } from '../../src/catalog/fargate.js';
import { findMachine } from '../../src/catalog/machines.js';
import { findRuntime } from '../../src/catalog/runtimes.js';
import { simulateRun } from '../../src/model/simulate-run.js';
import type { LayerSpec, WorldSpec } from '../../src/model/spec.js';
import { ec2, fargate, image, registry, rows, runTask, taskDefinition, world } from './tiny-world.js';

const REGION = 'ap-northeast-1';
const TOTAL_BYTES = 962_872_701;
const LARGEST_BYTES = 318 * 2 ** 20;

function layersOf(position: number): LayerSpec[] {
  const shares = Array.from({ length: 33 }, (_, index) => 1 / (index + 1));
  const sum = shares.reduce((total, share) => total + share);
  const sizes = shares.map((share) => Math.round(((TOTAL_BYTES - LARGEST_BYTES) * share) / sum));
  sizes.splice(position, 0, LARGEST_BYTES);
  return sizes.map((compressedBytes, index) => {
    const uncompressedBytes = compressedBytes * imageDefaults.uncompressedRatio;
    const files = Math.round((uncompressedBytes / 1e6) * imageDefaults.filesPerMegabyte);
    return {
      digest: `layer ${index}`,
      compressedBytes,
      uncompressedBytes,
      compression: 'gzip',
      files,
      changesEachRelease: false,
    };
  });
}

function probe(position: number, overrides: Partial<WorldSpec>): WorldSpec {
  return world({
    durationSeconds: 3600,
    images: [image({ layers: layersOf(position) })],
    registries: [registry({ ...registryDefaults('ecr'), region: REGION, roundTripSeconds: null })],
    model: defaultModelParameters(),
    ...overrides,
  });
}

/** The mean over ten runs of what `read` finds in the start with this ordinal. */
function meanOf(
  spec: WorldSpec,
  ordinal: number,
  read: (row: ReturnType<typeof rows>[number]) => number,
): number {
  const values = Array.from({ length: 10 }, (_, run) =>
    read(rows(simulateRun(spec, 'calibration', run))[ordinal]!),
  );
  return values.reduce((sum, value) => sum + value) / values.length;
}

const pull = (row: ReturnType<typeof rows>[number]) => row.pullStoppedAt - row.pullStartedAt;

function onEc2(position: number): WorldSpec {
  return probe(position, {
    capacities: [
      ec2({ region: REGION, machine: findMachine('m7i.large')!, runtime: findRuntime('docker-25')!.runtime }),
    ],
    taskDefinitions: [taskDefinition({ networkMode: 'awsvpc' })],
    timeline: [runTask(0), runTask(600)],
  });
}

function onFargate(position: number): WorldSpec {
  const { nicBytesPerSecond, diskBytesPerSecond } = findFargateSize(1024, 2048)!;
  const { provisionSeconds, createSeconds } = fargateDefaults;
  const runtime = findRuntime('fargate-1.4')!.runtime;
  return probe(position, {
    capacities: [
      fargate({
        region: REGION,
        runtime,
        nicBytesPerSecond,
        diskBytesPerSecond,
        provisionSeconds,
        createSeconds,
      }),
    ],
    taskDefinitions: [taskDefinition({ cpuUnits: 1024, memoryMiB: 2048, networkMode: 'awsvpc' })],
    timeline: [runTask(0, { capacity: 'fargate' })],
  });
}

describe.each([
  ['first', 0],
  ['in the middle', 16],
  ['last', 33],
])('the 918 MiB image, its largest layer %s', (_, position) => {
  it('is pulled cold on m7i.large in 31.8 s, within a quarter (C1)', () => {
    expect(meanOf(onEc2(position), 0, pull) / 31.8).toBeGreaterThan(0.75);
    expect(meanOf(onEc2(position), 0, pull) / 31.8).toBeLessThan(1.25);
  });

  it('is checked on a host that has it in 45 to 90 ms, within a quarter (C3)', () => {
    const seconds = meanOf(onEc2(position), 1, pull);
    expect(seconds).toBeGreaterThan(0.045 * 0.75);
    expect(seconds).toBeLessThan(0.09 * 1.25);
  });

  it('is pulled on Fargate with one vCPU in 29.1 s, and starts in 42.3 s, within a quarter (F1)', () => {
    expect(meanOf(onFargate(position), 0, pull) / 29.1).toBeGreaterThan(0.75);
    expect(meanOf(onFargate(position), 0, pull) / 29.1).toBeLessThan(1.25);
    const whole = meanOf(onFargate(position), 0, (row) => row.startedAt - row.createdAt);
    expect(whole / 42.3).toBeGreaterThan(0.75);
    expect(whole / 42.3).toBeLessThan(1.25);
  });
});
