/** What lazy loading needs on tiny worlds: an index that is there, a snapshotter whose work takes no time, AWS's rules. */
import type { LazyIndexSpec, LazyLoading, LazyRules } from '../../src/model/spec.js';
import { constant } from '../../src/units/distribution.js';
import { MB } from './tiny-world.js';

/** SOCI v2, there at time zero and a minute after each push; it follows everything. */
export function lazyIndex(overrides: Partial<LazyIndexSpec> = {}): LazyIndexSpec {
  return {
    format: 'soci',
    version: 'v2',
    buildSeconds: constant(60),
    atStart: true,
    minLayerBytes: 10 * MB,
    spanBytes: 4 * 2 ** 20,
    prefetches: false,
    follows: ['replication', 'pull-through-cache', 'retag'],
    ...overrides,
  };
}

/** Looks for both versions, and fetches nothing that nobody reads. */
export function lazyLoading(overrides: Partial<LazyLoading> = {}): LazyLoading {
  return {
    format: 'soci',
    indexVersions: ['v1', 'v2'],
    indexesFirst: true,
    mountSeconds: 0,
    indexedFileSeconds: 0,
    prefetchTimeoutSeconds: 0,
    background: null,
    readStreams: 1,
    fuseBytesPerSecond: Infinity,
    spanRetries: { attempts: 1, backoffSeconds: 0, backoffFactor: 1, backoffJitterShare: 0 },
    ...overrides,
  };
}

/** Those of Fargate: each image for itself. */
export function lazyRules(overrides: Partial<LazyRules> = {}): LazyRules {
  return {
    privateEcrOnly: true,
    allOrNothing: false,
    operatingSystems: ['LINUX'],
    platformVersions: ['1.4.0'],
    architectures: ['X86_64', 'ARM64'],
    spotArchitectures: ['X86_64', 'ARM64'],
    ...overrides,
  };
}
