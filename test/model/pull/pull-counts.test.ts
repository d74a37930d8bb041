import { expect, test } from 'vitest';
import { FetchedBytes } from '../../../src/model/pull/fetched-bytes.js';
import { pullCounts } from '../../../src/model/pull/pull-counts.js';
import { caller } from '../tiny-parts.js';

function received(bytes: number): FetchedBytes {
  const counts = new FetchedBytes();
  counts.add(bytes, 'nat-gateway');
  return counts;
}

test('a pull counts its own requests, those of its layers, and what is neither', () => {
  const own = { ...caller(), requests: 5, throttled: 1, refusedBy: 'pulls' };
  const layers = [
    { caller: { ...caller(), requests: 2, throttled: 2, refusedBy: 'blobs' }, received: received(10) },
    { caller: { ...caller(), requests: 1 }, received: received(20) },
  ];
  expect(pullCounts(own, layers, received(3))).toEqual({
    requests: 8,
    throttled: 3,
    refusedBy: 'blobs',
    downloadedBytes: 33,
    natBytes: 33,
    endpointBytes: 0,
    peerBytes: 0,
  });
});
