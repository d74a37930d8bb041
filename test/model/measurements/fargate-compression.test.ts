/**
 * AWS on zstd for Fargate (aws.amazon.com/blogs/containers, 2022-10-13): starts become up to 27 % faster, those of large
 * images most. The same content, one sixth fewer bytes (as F16), by size of image and of task.
 */
import { describe, expect, it } from 'vitest';
import { imageDefaults } from '../../../src/catalog/costs.js';
import { medianStart, start } from './fargate-task.js';
import { byRank, layersOf } from './one-pull.js';

const MB = 1e6;
const BYTES = [20 * MB, 100 * MB, 258 * MB, 1000 * MB, 3000 * MB];
const SMALLER = 217 / 258;

function seconds(size: readonly [number, number], bytes: number, compression: 'gzip' | 'zstd'): number {
  const packed = compression === 'gzip' ? bytes : bytes * SMALLER;
  const ratio = (imageDefaults.uncompressedRatio * bytes) / packed;
  const layers = layersOf(byRank(packed, 12), ratio, imageDefaults.filesPerMegabyte, compression);
  const images = [{ layers }];
  return medianStart(
    { day: '2022-10-13', region: 'us-east-1', size, images, model: { jitter: false } },
    start,
    1,
  );
}

describe('zstd on Fargate', () => {
  it.each([
    ['a quarter of a vCPU', [256, 512]],
    ['1 vCPU', [1024, 2048]],
    ['4 vCPU', [4096, 8192]],
  ] as const)('never loses, and gains most with large images: %s', (_, size) => {
    const saved = BYTES.map((bytes) => 1 - seconds(size, bytes, 'zstd') / seconds(size, bytes, 'gzip'));
    expect(Math.min(...saved)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...saved)).toBeLessThan(0.27);
    expect(saved).toEqual(saved.toSorted((a, b) => a - b));
  });
});
