import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../src/scenario/resolve/read-manifest.js';

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const GZIP = 'application/vnd.oci.image.layer.v1.tar+gzip';
const layer = (letter: string, size: number, mediaType = GZIP) => ({
  mediaType,
  digest: digest(letter),
  size,
});
const manifest = (...layers: readonly ReturnType<typeof layer>[]) => ({
  schemaVersion: 2,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digest('c'), size: 7000 },
  layers,
});
const entry = (letter: string, architecture: string, os = 'linux') => ({
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  digest: digest(letter),
  size: 500,
  platform: { os, architecture },
});
const index = {
  schemaVersion: 2,
  manifests: [entry('1', 'amd64'), entry('2', 'arm64'), entry('3', 'unknown', 'unknown')],
};
const none = (): null => null;
const read = (
  value: unknown,
  wanted: readonly string[] = [],
  blob: (digest: string) => string | null = none,
) => readManifest(JSON.stringify(value), wanted, blob);

describe('a manifest', () => {
  it('of one platform has its layers and configuration (docker manifest inspect, crane manifest, imagetools --raw)', () => {
    expect(read(manifest(layer('a', 100), layer('b', 200)))).toEqual({
      platform: null,
      platforms: [],
      indexed: false,
      layers: [
        { digest: digest('a'), compressedBytes: 100, compression: 'gzip' },
        { digest: digest('b'), compressedBytes: 200, compression: 'gzip' },
      ],
      configBytes: 7000,
    });
  });

  it('tells the compression by media type', () => {
    const types = [
      GZIP,
      'application/vnd.oci.image.layer.v1.tar+zstd',
      'application/vnd.oci.image.layer.v1.tar',
      'application/vnd.docker.image.rootfs.diff.tar.gzip',
      'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
    ];
    const { layers } = read(manifest(...types.map((type) => layer('a', 1, type))));
    expect(layers.map(({ compression }) => compression)).toEqual(['gzip', 'zstd', 'none', 'gzip', 'gzip']);
  });

  it('is chosen by platform out of what docker manifest inspect -v prints', () => {
    const verbose = [
      { Ref: 'x', Descriptor: entry('1', 'amd64'), SchemaV2Manifest: manifest(layer('a', 100)) },
      { Ref: 'x', Descriptor: entry('2', 'arm64'), OCIManifest: manifest(layer('b', 200)) },
      {
        Ref: 'x',
        Descriptor: entry('3', 'unknown', 'unknown'),
        OCIManifest: manifest(layer('d', 9, 'application/vnd.in-toto+json')),
      },
    ];
    expect(read(verbose)).toMatchObject({
      platform: 'linux/amd64',
      indexed: true,
      platforms: ['linux/amd64', 'linux/arm64'],
    });
    expect(read(verbose, ['linux/arm64']).layers[0]!.compressedBytes).toBe(200);
    expect(read(verbose, ['linux/arm64/v8']).platform).toBe('linux/arm64');
    expect(() => read(verbose, ['linux/s390x'])).toThrow('has no layers for linux/s390x');
    expect(read(verbose[0])).toMatchObject({ platform: 'linux/amd64', indexed: false });
  });

  it('is found in a saved answer of ECR batch-get-image, platforms by the index beside it', () => {
    const answer = {
      images: [
        { imageId: { imageDigest: digest('9') }, imageManifest: JSON.stringify(index) },
        { imageId: { imageDigest: digest('2') }, imageManifest: JSON.stringify(manifest(layer('b', 200))) },
        { imageId: { imageDigest: digest('1') }, imageManifest: JSON.stringify(manifest(layer('a', 100))) },
      ],
      failures: [],
    };
    expect(read(answer, ['linux/arm64'])).toMatchObject({
      platform: 'linux/arm64',
      indexed: true,
      layers: [{ compressedBytes: 200 }],
    });
    expect(read(answer).layers[0]!.compressedBytes).toBe(100);
  });

  it('is found in the blobs of an OCI layout, also one level down', () => {
    const blobs: Record<string, unknown> = {
      [digest('1')]: manifest(layer('a', 100)),
      [digest('2')]: manifest(layer('b', 200)),
      [digest('8')]: index,
    };
    const blob = (name: string): string | null =>
      blobs[name] === undefined ? null : JSON.stringify(blobs[name]);
    expect(read(index, ['linux/arm64'], blob).layers[0]!.compressedBytes).toBe(200);
    const layout = { schemaVersion: 2, manifests: [{ mediaType: 'index', digest: digest('8'), size: 1 }] };
    expect(read(layout, ['linux/arm64'], blob).layers[0]!.compressedBytes).toBe(200);
  });

  it.each([
    ['an index alone', index, 'lists platforms, and no layers'],
    ['schema 1', { schemaVersion: 1, fsLayers: [] }, 'schema 1'],
    ['something else', { hello: 1 }, 'holds no image manifest'],
    ['a number', 5, 'holds no image manifest'],
    [
      'a layer without a size',
      { ...manifest(), layers: [{ digest: digest('a') }] },
      'is not a manifest that can be read',
    ],
    ['a negative size', manifest(layer('a', -5)), 'is not a manifest that can be read'],
  ])('is not: %s', (_, value, words) => {
    expect(() => read(value)).toThrow(words);
  });

  it('is not text that is no JSON', () => {
    expect(() => readManifest('FROM scratch', [], none)).toThrow('is not JSON');
  });
});
