import { beforeAll, describe, expect, it } from 'vitest';
import { images as archived, sources as archivedSources } from '../../src/catalog/data/images-archive.js';
import { images as linux, sources as currentSources } from '../../src/catalog/data/images-2026.js';
import { images as microsoft, sources as microsoftSources } from '../../src/catalog/data/images-microsoft.js';
import {
  canonicalReference,
  findImage,
  hasAllImages,
  imageNames,
  loadImageArchive,
  platformsOf,
} from '../../src/catalog/images.js';
import type { CatalogueImage } from '../../src/catalog/images.js';

const current = [...linux, ...microsoft];

const found = (ref: string, platform?: string): CatalogueImage => {
  const image = findImage(ref, platform);
  if (image === undefined) throw new Error(`${ref} is not in the catalogue`);
  return image;
};

describe('before the archive is loaded', () => {
  it('has the official Linux images of 2026 only', () => {
    expect(hasAllImages()).toBe(false);
    expect(findImage('golang:windowsservercore', 'windows/amd64')).toBeUndefined();
    expect(found('python:3.12').asOf).toMatch(/^2026-/);
    expect(findImage('pytorch/pytorch:2.3.0-cuda12.1-cudnn8-runtime')).toBeUndefined();
    expect(imageNames()).not.toContain('debian:jessie');
  });
});

describe('references', () => {
  it.each([
    ['nginx', 'nginx:latest'],
    ['docker.io/nginx', 'nginx:latest'],
    ['docker.io/library/nginx:latest', 'nginx:latest'],
    ['index.docker.io/library/nginx', 'nginx:latest'],
    ['library/nginx', 'nginx:latest'],
    ['docker.io/pytorch/pytorch:2.3', 'pytorch/pytorch:2.3'],
    ['localhost:5000/nginx', 'localhost:5000/nginx:latest'],
    ['mcr.microsoft.com/dotnet/aspnet:8.0-alpine', 'mcr.microsoft.com/dotnet/aspnet:8.0-alpine'],
  ])('%s is written %s', (ref, canonical) => {
    expect(canonicalReference(ref)).toBe(canonical);
  });

  it('finds the same entry under every spelling', () => {
    expect(findImage('docker.io/library/nginx')).toEqual(findImage('nginx:latest'));
    expect(findImage('nginx', 'linux/amd64/v3')).toEqual(findImage('nginx'));
  });

  it('gives nothing for an unknown reference or platform', () => {
    expect(findImage('no-such-image:1')).toBeUndefined();
    expect(findImage('nginx:latest', 'linux/riscv64')).toBeUndefined();
    expect(platformsOf('no-such-image')).toEqual([]);
  });
});

describe('with the archive', () => {
  beforeAll(async () => {
    await loadImageArchive();
    await loadImageArchive();
  });

  it('sees the older images, each reference once', () => {
    expect(hasAllImages()).toBe(true);
    expect(findImage('pytorch/pytorch:2.3.0-cuda12.1-cudnn8-runtime')?.layers).toHaveLength(5);
    expect(new Set(imageNames()).size).toBe(imageNames().length);
    expect(imageNames()).toHaveLength(215);
  });

  it('prefers the entry of 2026 where both years have one', () => {
    for (const ref of ['nginx:latest', 'httpd:latest', 'wordpress:latest', 'sonarqube:latest']) {
      expect(archived.some((row) => row.ref === ref)).toBe(true);
      expect(found(ref).asOf).toMatch(/^2026-/);
    }
  });

  it('falls back to an older entry for a platform that 2026 lacks', () => {
    expect(platformsOf('nginx')).toEqual(['linux/amd64', 'linux/arm64']);
    expect(found('nginx', 'linux/arm64').asOf).toBe('2018-01-29');
  });

  it('takes the highest Windows build of a day', () => {
    expect(found('golang:windowsservercore', 'windows/amd64').osVersion).toBe('10.0.26100.33296');
  });

  it('gives a digest one size on disk wherever it occurs', () => {
    const sizes = new Map<string, number>();
    for (const row of [...current, ...archived]) {
      for (const { digest, compressedBytes, uncompressedBytes } of found(row.ref, row.platform).layers) {
        expect(uncompressedBytes, `${row.ref} ${digest}`).toBe(sizes.get(digest) ?? uncompressedBytes);
        expect(uncompressedBytes).toBeGreaterThan(0);
        expect(compressedBytes).toBeGreaterThan(0);
        sizes.set(digest, uncompressedBytes);
      }
    }
  });

  it('shares the size that docker inspect showed over the layers, to the precision it had', () => {
    for (const row of archived) {
      if (row.uncompressedBytes === undefined) continue;
      const sum = (row.layers as readonly (readonly [string, number, number])[]).reduce(
        (s, layer) => s + layer[2],
        0,
      );
      expect(Math.abs(sum - row.uncompressedBytes), row.ref).toBeLessThan(20_000);
    }
  });

  it('uses the ratio of the kind where no size on disk is known', () => {
    const ratio = ({ layers, compressedBytes }: CatalogueImage): number =>
      layers.reduce((sum, layer) => sum + layer.uncompressedBytes, 0) / compressedBytes;
    expect(ratio(found('python:3.12'))).toBeCloseTo(2.42, 5);
    expect(ratio(found('pytorch/pytorch:2.3.0-cuda12.1-cudnn8-devel'))).toBeCloseTo(1.9, 1);
    expect(ratio(found('golang:windowsservercore', 'windows/amd64'))).toBeCloseTo(2.25, 4);
    expect(found('python:3.12').uncompressedRule).toBe('2.42 × compressed');
  });

  it('says whether the tag names an index', () => {
    expect(found('nginx').indexed).toBe(true);
    expect(found('huggingface/transformers-pytorch-gpu').indexed).toBe(false);
  });

  it('gives each image a date and a source that names repository and licence', () => {
    for (const row of [...current, ...archived]) {
      const image = found(row.ref, row.platform);
      expect(image.asOf).toMatch(/^20(18|24|26)-\d\d-\d\d$/);
      expect(image.source).toMatch(/https:\/\/.*(Apache-2.0|MIT|facts)/);
    }
  });
});

describe('the listings', () => {
  const rows = [...current, ...archived];

  it('have layers that add up to the total that the source states', () => {
    for (const row of rows)
      expect(
        row.layers.reduce((sum, [, bytes]) => sum + bytes, 0),
        row.ref,
      ).toBe(row.totalBytes);
  });

  it('have digests of 64 hexadecimal digits, and one compressed size for each', () => {
    const sizes = new Map<string, number>();
    for (const [digest, bytes] of rows.flatMap(({ layers }) => layers)) {
      expect(digest).toMatch(/^[0-9a-f]{64}$/);
      expect(bytes).toBe(sizes.get(digest) ?? bytes);
      sizes.set(digest, bytes);
    }
  });

  it('name only sources that are described', () => {
    for (const row of linux) expect(currentSources[row.source]?.retrieved).toBe('2026-11-21');
    for (const row of microsoft) expect(microsoftSources[row.source]?.retrieved).toBe('2026-11-21');
    for (const row of archived) expect(archivedSources[row.source]?.retrieved).toBe('2026-11-21');
  });
});
