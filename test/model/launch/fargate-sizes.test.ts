/** What a larger task gains, by the catalogue: with the real rates, decoders and costs, and no jitter. */
import { describe, expect, it } from 'vitest';
import { defaultModelParameters } from '../../../src/catalog/costs.js';
import { findFargateSize } from '../../../src/catalog/fargate.js';
import { findRuntime } from '../../../src/catalog/runtimes.js';
import type { Compression } from '../../../src/model/spec.js';
import { fargate, image, layer, MB, play, runTask, taskDefinition, world } from '../tiny-world.js';

const SIZES = { 256: 2048, 512: 4096, 1024: 8192, 2048: 8192, 4096: 8192 } as const;
type CpuUnits = keyof typeof SIZES;

/** Twenty layers of 100 MB, 250 MB unpacked. */
function start(cpuUnits: CpuUnits, compression: Compression = 'gzip', platform = 'fargate-1.4') {
  const layers = Array.from({ length: 20 }, (_, index) =>
    layer({
      digest: `sha256:${index}`,
      compressedBytes: 100 * MB,
      uncompressedBytes: 250 * MB,
      files: 7500,
      compression,
    }),
  );
  const memoryMiB = SIZES[cpuUnits];
  const [row] = play(
    world({
      durationSeconds: 5000,
      images: [image({ layers })],
      model: { ...defaultModelParameters(), jitter: false, without: [] },
      capacities: [
        fargate({
          runtime: findRuntime(platform)!.runtime,
          rates: [findFargateSize(cpuUnits, memoryMiB)!],
        }),
      ],
      taskDefinitions: [taskDefinition({ cpuUnits, memoryMiB, networkMode: 'awsvpc' })],
      timeline: [runTask(0, { capacity: 'fargate' })],
    }),
  );
  return row!;
}

const pull = (cpuUnits: CpuUnits, compression: Compression = 'gzip', platform = 'fargate-1.4') => {
  const row = start(cpuUnits, compression, platform);
  return row.pullStoppedAt - row.pullStartedAt;
};

describe.each(['fargate-1.4', 'fargate-1.3'])('an image of 2 GB on %s', (platform) => {
  const at = (cpuUnits: CpuUnits) => pull(cpuUnits, 'gzip', platform);

  it('takes half the time with each doubling, as long as all cores are in use', () => {
    expect(at(256) / at(512)).toBeCloseTo(2, 1);
    expect(at(512) / at(1024)).toBeGreaterThan(1.85);
  });

  it('gains less from the second vCPU, and nothing from those after: one core writes', () => {
    expect(at(1024) / at(2048)).toBeGreaterThan(1.3);
    expect(at(2048) / at(4096)).toBeCloseTo(1, 2);
    expect(start(1024, 'gzip', platform).bound.cores).toBeGreaterThan(20);
    expect(start(4096, 'gzip', platform).bound).toMatchObject({ cores: 0 });
    expect(start(4096, 'gzip', platform).bound.core).toBeGreaterThan(20);
  });

  it('takes longer at 1 vCPU than at 4, though not the twice that a user reported', () => {
    expect(at(1024) / at(4096)).toBeGreaterThan(1.4);
    expect(at(1024) / at(4096)).toBeLessThan(2);
  });
});

describe('zstd on Fargate', () => {
  it('saves a tenth to a quarter of the pull where cores are short', () => {
    for (const cpuUnits of [256, 512, 1024] as const) {
      const saved = 1 - pull(cpuUnits, 'zstd') / pull(cpuUnits);
      expect(saved).toBeGreaterThan(0.1);
      expect(saved).toBeLessThan(0.27);
    }
  });

  it('saves nothing of the same bytes where decompression is not what binds', () => {
    expect(pull(4096, 'zstd') / pull(4096)).toBeCloseTo(1, 2);
  });
});
