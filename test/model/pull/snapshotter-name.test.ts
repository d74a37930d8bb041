import { expect, test } from 'vitest';
import { eagerSnapshotter } from '../../../src/model/pull/snapshotter-name.js';
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
