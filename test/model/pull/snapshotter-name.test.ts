import { describe, expect, it, test } from 'vitest';
import { eagerSnapshotter, snapshotterName } from '../../../src/model/pull/snapshotter-name.js';
import type { LazyMount } from '../../../src/model/lazy/lazy-mount.js';
import { runtime } from '../../../src/model/tiny-world.js';

test.each([
  ['Docker’s graph driver', runtime({ duplicates: 'shared' }), 'overlay2'],
  ['containerd', runtime({ duplicates: 'locked', blobs: 'kept' }), 'overlayfs'],
  ['Docker with the containerd image store', runtime({ duplicates: 'polled', blobs: 'kept' }), 'overlayfs'],
  ['Fargate', runtime({ duplicates: 'none' }), 'overlayfs'],
  ['Windows', runtime({ importBytesPerSecond: 30e6 }), 'windowsfilter'],
])('%s mounts what it has pulled whole by its own driver', (_, given, name) => {
  expect(eagerSnapshotter(given)).toBe(name);
});

describe('the snapshotter of an image', () => {
  const mount = { snapshotter: 'soci' } as LazyMount;

  it('is that of its mount', () => {
    expect(snapshotterName(runtime(), mount, '')).toBe('soci');
  });

  it('is the ordinary one where the image could not be loaded lazily, but for layers of another', () => {
    expect(snapshotterName(runtime(), mount, 'no index')).toBe('overlay2');
    expect(snapshotterName(runtime(), null, '')).toBe('overlay2');
  });
});
