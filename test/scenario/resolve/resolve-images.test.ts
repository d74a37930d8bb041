import { describe, expect, it } from 'vitest';
import { imageDefaults } from '../../../src/catalog/costs.js';
import type { ImageSpec } from '../../../src/model/spec.js';
import { linesOf, worldOf } from '../reading.js';
import { small } from '../small-scenario.js';

const image = (
  body: string,
  text = small('    layers:\n      - { size: 30 MiB, files: 100 }\n    tags: [live]', body),
): ImageSpec => worldOf(text.replace('"api:live"', 'api').replace(', tag: live', '')).images[0]!;

describe('a layer that is written out', () => {
  it.each([
    [
      '{ size: 10 MB }',
      {
        compressedBytes: 1e7,
        uncompressedBytes: Math.round(1e7 * imageDefaults.uncompressedRatio),
        compression: 'gzip',
      },
    ],
    [
      '{ size: 10 MB, ratio: 3 }',
      { uncompressedBytes: 3e7, files: Math.round(30 * imageDefaults.filesPerMegabyte) },
    ],
    ['{ size: 10 MB, uncompressed: 25 MB, files: 7 }', { uncompressedBytes: 25e6, files: 7 }],
    ['{ size: 10 MB, compression: none }', { uncompressedBytes: 1e7, compression: 'none' }],
    [
      '{ size: 10 MB, compression: zstd, changesEachRelease: true }',
      { compression: 'zstd', changesEachRelease: true },
    ],
    ['{ size: 10 MB, name: base }', { digest: 'layer:base' }],
    [`{ size: 10 MB, digest: "sha256:${'a'.repeat(64)}" }`, { digest: `sha256:${'a'.repeat(64)}` }],
  ])('has defaults for what is not given: %s', (layer, expected) => {
    expect(image(`    layers: [${layer}]`).layers[0]).toMatchObject(expected);
  });

  it('is shared by name, and is its own without one', () => {
    const text = small(
      'images:\n',
      'images:\n  other: { layers: [{ size: 5 MB, name: base }, { size: 1 MB }] }\n',
    ).replace('- { size: 30 MiB, files: 100 }', '- { size: 5 MB, name: base }\n      - { size: 1 MB }');
    const [other, api] = worldOf(text).images;
    expect(other!.layers[0]!.digest).toBe(api!.layers[0]!.digest);
    expect(other!.layers[1]!.digest).not.toBe(api!.layers[1]!.digest);
  });

  it('has a digest of its own at another scale', () => {
    const scaled = image('    scale: 0.5\n    layers: [{ size: 10 MB, name: base, files: 9, ratio: 2 }]');
    expect(scaled.layers).toEqual([
      {
        digest: 'layer:base*0.5',
        compressedBytes: 5e6,
        uncompressedBytes: 1e7,
        files: 5,
        compression: 'gzip',
        changesEachRelease: false,
      },
    ]);
  });
});

describe('an image', () => {
  it('is stored in the only registry under its own name, tagged latest, for linux/amd64', () => {
    expect(image('    layers: [{ size: 1 MB }]')).toMatchObject({
      registry: 'ecr',
      repository: 'api',
      tags: ['latest'],
      platforms: ['linux/amd64'],
      indexed: false,
      immutableTags: false,
      builtSecondsBefore: 2_592_000,
      pulledFrom: 'ecr',
      names: [],
      lifecycle: [],
    });
  });

  it.each([
    ['repository: ecr/team/api', { registry: 'ecr', repository: 'team/api' }],
    ['repository: team/api', { registry: 'ecr', repository: 'team/api' }],
    ['repository: ecr', { registry: 'ecr', repository: 'ecr' }],
    ['platforms: [linux/amd64, linux/arm64]', { indexed: true }],
    ['index: true', { indexed: true, platforms: ['linux/amd64'] }],
    ['immutableTags: true', { immutableTags: true }],
    ['built: 2d', { builtSecondsBefore: 172_800 }],
    ['configSize: 20 kB', { configBytes: 20000 }],
  ])('says otherwise with %s', (line, expected) => {
    expect(image(`    layers: [{ size: 1 MB }]\n    ${line}`)).toMatchObject(expected);
  });

  it('needs a repository where there are several registries', () => {
    const text = small('capacity:\n', '  hub: { type: docker-hub }\ncapacity:\n');
    expect(linesOf(text)[0]).toMatch(/^4:3 .*several registries.*"ecr\/api"/);
  });

  it.each([
    ['ratio: 0.3', 'write a larger "ratio"'],
    ['uncompressed: 1 MiB', 'write a larger "uncompressed", or "ratio", which goes along with "size"'],
  ])('is warned about where a layer is larger compressed: %s', (line, remedy) => {
    const lines = linesOf(small('files: 100', line));
    expect(lines).toEqual([
      expect.stringMatching(
        /images.api.layers\[0\]: the layer is larger compressed \(31.5 MB\) than on disk/,
      ),
    ]);
    expect(lines[0]).toContain(remedy);
    expect(linesOf(small('files: 100', 'ratio: 0.99'))).toEqual([]);
  });

  it('cannot have two rules for one size', () => {
    const text = small('files: 100', 'ratio: 2, uncompressed: 60 MiB');
    expect(linesOf(text)[0]).toContain('"ratio" and "uncompressed" are both there');
  });
});
