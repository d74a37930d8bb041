import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compressed, indexLayer, spanLength } from '../../../src/model/lazy/ztoc.js';
import { MB, layer, parameters } from '../../../src/model/tiny-world.js';
import type { LazyIndexSpec } from '../../../src/model/spec.js';

const MIB = 2 ** 20;
const soci: LazyIndexSpec = {
  format: 'soci',
  version: 'v2',
  buildSeconds: null,
  atStart: true,
  minLayerBytes: 10 * MIB,
  spanBytes: 4 * MIB,
  prefetches: false,
  follows: [],
};
const estargz: LazyIndexSpec = { ...soci, format: 'estargz', minLayerBytes: 0 };

describe('the index of a layer', () => {
  it('has the size of the sample in the documentation of SOCI: 9 spans, 4 102 files, 1 086 672 bytes', () => {
    const sample = layer({ compressedBytes: 14 * MIB, uncompressedBytes: 36 * MIB, files: 4102 });
    const index = indexLayer(sample, soci, parameters())!;
    expect(index.spans).toBe(9);
    expect(index.indexBytes).toBeGreaterThan(0.98 * 1_086_672);
    expect(index.indexBytes).toBeLessThan(1.02 * 1_086_672);
  });

  it('is about 0.78 % of the uncompressed bytes, beside its files', () => {
    const large = layer({ compressedBytes: 400 * MIB, uncompressedBytes: 1000 * MIB, files: 0 });
    expect(indexLayer(large, soci, parameters())!.indexBytes / (1000 * MIB)).toBeCloseTo(0.0078, 4);
  });

  it('is missing below the minimum, which counts compressed bytes, and for zstd', () => {
    const small = layer({ compressedBytes: 10 * MIB - 1, uncompressedBytes: 100 * MIB });
    expect(indexLayer(small, soci, parameters())).toBeNull();
    expect(indexLayer({ ...small, compressedBytes: 10 * MIB }, soci, parameters())).not.toBeNull();
    const zstd = layer({ compressedBytes: 20 * MIB, uncompressedBytes: 50 * MIB, compression: 'zstd' });
    expect(indexLayer(zstd, soci, parameters())).toBeNull();
  });

  it('cuts eStargz at files, at 4 MiB within large ones, and not finer than 50 000 bytes of the blob', () => {
    const of = (files: number) =>
      indexLayer(
        layer({ compressedBytes: 100 * MB, uncompressedBytes: 200 * MB, files }),
        estargz,
        parameters(),
      )!;
    expect(of(1000).spans).toBe(1000);
    expect(of(1000).spanBytes).toBe(200_000);
    expect(of(2).spanBytes).toBe(4 * MIB);
    expect(of(1_000_000).spanBytes).toBe(100_000);
  });

  it('cuts eStargz at files of the size of those that are read, which are larger than most', () => {
    const one = layer({ compressedBytes: 100 * MB, uncompressedBytes: 200 * MB, files: 6000 });
    expect(indexLayer(one, estargz, parameters())!.spanBytes).toBe(100_000);
    expect(indexLayer(one, estargz, parameters({ readFileRatio: 30 }))!.spanBytes).toBe(1 * MB);
    expect(indexLayer(one, estargz, parameters({ readFileRatio: 1000 }))!.spanBytes).toBe(4 * MIB);
  });

  it('covers each byte of the layer once, compressed and uncompressed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10 * MIB, max: 3000 * MIB }),
        fc.integer({ min: 1, max: 5 }),
        (compressedBytes, ratio) => {
          const one = layer({ compressedBytes, uncompressedBytes: ratio * compressedBytes });
          const index = indexLayer(one, soci, parameters())!;
          let sum = 0;
          for (let span = 0; span < index.spans; span++) {
            expect(spanLength(one, index, span)).toBeGreaterThan(0);
            sum += spanLength(one, index, span);
          }
          expect(sum).toBe(one.uncompressedBytes);
          expect(compressed(one, sum)).toBeCloseTo(compressedBytes, 3);
        },
      ),
      { numRuns: 50 },
    );
  });
});
