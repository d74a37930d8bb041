import { expect, it } from 'vitest';
import { isLazySnapshotter } from '../../../src/model/lazy/lazy-snapshotters.js';
import { eagerSnapshotter } from '../../../src/model/pull/snapshotter-name.js';
import { runtime } from '../tiny-world.js';

it('tells snapshotters that load lazily from those of images that are pulled whole, and from none', () => {
  expect(['soci', 'stargz'].every(isLazySnapshotter)).toBe(true);
  const whole = [{}, { duplicates: 'locked' }, { importBytesPerSecond: 1 }] as const;
  expect(whole.map((each) => eagerSnapshotter(runtime(each))).some(isLazySnapshotter)).toBe(false);
  expect(isLazySnapshotter('')).toBe(false);
});
