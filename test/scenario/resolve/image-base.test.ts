import { beforeAll, describe, expect, it } from 'vitest';
import { imageDefaults } from '../../../src/catalog/costs.js';
import { findImage, loadImageArchive } from '../../../src/catalog/images.js';
import { filesOf } from '../../../src/scenario/resolve/image-base.js';
import { files, linesOf, rowsOf, worldOf } from '../reading.js';
import { small } from '../small-scenario.js';

const built = (on: string): string => small('layers:\n      - { size: 30 MiB, files: 100 }', on);

describe('an image of the catalogue', () => {
  const python = findImage('python:3.12')!;

  it('brings its layers with their digests, and is what it is there', () => {
    const [image] = worldOf(built('from: python:3.12')).images;
    expect(image!.layers.map(({ digest }) => digest)).toEqual(python.layers.map(({ digest }) => digest));
    expect(image!.layers.reduce((sum, layer) => sum + layer.compressedBytes, 0)).toBe(python.compressedBytes);
    expect(image!.indexed).toBe(python.indexed);
    expect(image!.platforms).toContain('linux/amd64');
  });

  it('is the same under its full name', () => {
    const [image] = worldOf(built('from: docker.io/library/python:3.12')).images;
    expect(image!.layers).toHaveLength(python.layers.length);
  });

  it('says where it comes from', () => {
    const row = rowsOf(built('from: python:3.12')).get('images.api.from.layers');
    expect(row).toMatchObject({ origin: 'catalogue' });
    expect(row!.source).toContain('repo-info');
  });

  it('that is there for other platforms only is told so', () => {
    expect(linesOf(built('from: python:3.12\n    platforms: [linux/s390x]'))[0]).toContain(
      'not for linux/s390x',
    );
  });

  it('can be of the archive once that is loaded', async () => {
    await loadImageArchive();
    expect(
      worldOf(built('from: pytorch/pytorch:2.3.0-cuda12.1-cudnn8-runtime')).images[0]!.layers,
    ).toHaveLength(5);
  });

  beforeAll(() => loadImageArchive());
});

describe('a manifest file', () => {
  const manifest = JSON.stringify({
    schemaVersion: 2,
    config: { digest: 'sha256:c', size: 7000 },
    layers: [
      { mediaType: 'application/vnd.oci.image.layer.v1.tar+zstd', digest: 'sha256:a', size: 1_000_000 },
    ],
  });

  it('gives layers, configuration, and sizes on disk by the ratio of the catalogue', () => {
    const [image] = worldOf(built('manifest: ./m.json'), files({ './m.json': manifest })).images;
    const uncompressedBytes = Math.round(1_000_000 * imageDefaults.uncompressedRatio);
    expect(image).toMatchObject({
      configBytes: 7000,
      indexed: false,
      layers: [
        { digest: 'sha256:a', compression: 'zstd', uncompressedBytes, files: filesOf(uncompressedBytes) },
      ],
    });
  });

  it('is looked for beside an index of an OCI layout', () => {
    const index = JSON.stringify({
      manifests: [{ digest: 'sha256:1', size: 1, platform: { os: 'linux', architecture: 'amd64' } }],
    });
    const table = { 'layout/index.json': index, 'layout/blobs/sha256/1': manifest };
    const [image] = worldOf(built('manifest: layout/index.json'), files(table)).images;
    expect(image).toMatchObject({
      indexed: true,
      platforms: ['linux/amd64'],
      layers: [{ digest: 'sha256:a' }],
    });
  });

  it('that is none is refused at its name', () => {
    expect(linesOf(built('manifest: ./m.json'), 'error', files({ './m.json': '{}' }))[0]).toMatch(
      /^5:15 .*m\.json holds no image manifest/,
    );
    expect(
      linesOf(
        built('manifest: ./m.json\n    from: python:3.12'),
        'error',
        files({ './m.json': manifest }),
      )[0],
    ).toContain('both there');
  });
});
