import { expect, test } from 'vitest';
import { findRuntime } from '../../src/catalog/runtimes.js';

test.each(['soci', 'stargz', 'fargate-1.4'])('%s loads lazily', (name) => {
  expect(findRuntime(name)!.runtime.lazy).not.toBeNull();
});

test.each(['fargate-1.3', 'docker-25', 'containerd-2.2', 'soci-parallel-eks', 'fargate-windows'])(
  '%s pulls all images whole',
  (name) => {
    expect(findRuntime(name)!.runtime.lazy).toBeNull();
  },
);

test('SOCI has the defaults of its code', () => {
  const { lazy } = findRuntime('soci')!.runtime;
  expect(lazy!.background).toEqual({
    periodSeconds: 0.5,
    streams: 1,
    silenceSeconds: 30,
    silencedBy: 'mount',
  });
  expect(lazy!.spanRetries).toEqual({
    attempts: 9,
    backoffSeconds: 0.03,
    backoffFactor: 2,
    backoffJitterShare: 0.125,
  });
  expect(lazy!.indexVersions).toEqual(['v2']);
});

test('stargz waits for what is fetched ahead, and rests after reads', () => {
  const { lazy } = findRuntime('stargz')!.runtime;
  expect([lazy!.prefetchTimeoutSeconds, lazy!.indexesFirst]).toEqual([10, false]);
  expect(lazy!.background).toMatchObject({ streams: 2, silenceSeconds: 5, silencedBy: 'read' });
});
