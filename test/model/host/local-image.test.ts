import { describe, expect, it } from 'vitest';
import { isSingleReference, type LocalImage } from '../../../src/model/host/local-image.js';
import { release } from '../tiny-parts.js';

function named(...names: string[]): LocalImage {
  return {
    release: release(),
    tags: new Set(names.filter((name) => !name.includes('@'))),
    repoDigests: new Set(names.filter((name) => name.includes('@'))),
    containers: new Set(),
    blobs: [],
  };
}

describe('the names of an image', () => {
  it.each<[boolean, string[]]>([
    [true, ['api:v1']],
    [true, ['api@sha256:1']],
    [true, ['api:v1', 'api@sha256:1']],
    [true, ['localhost:5000/api:v1', 'localhost:5000/api@sha256:1']],
    [false, []],
    [false, ['api:v1', 'api:v2']],
    [false, ['api:v1', 'api:v2', 'api@sha256:1']],
    [false, ['api:v1', 'web@sha256:1']],
    [false, ['api@sha256:1', 'web@sha256:1']],
  ])('are those of one repository with one tag at most: %s for %j', (single, names) => {
    expect(isSingleReference(named(...names))).toBe(single);
  });
});
