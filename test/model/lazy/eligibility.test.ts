import { describe, expect, it } from 'vitest';
import {
  indexRefusal,
  isIndexed,
  platformRefusal,
  registryRefusal,
  type PlatformFacts,
} from '../../../src/model/lazy/eligibility.js';
import type { LazyIndexSpec, LazyLoading, LazyRules, RegistrySpec } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { release } from '../tiny-parts.js';
import { layer, MB, registry } from '../tiny-world.js';

const rules: LazyRules = {
  privateEcrOnly: true,
  allOrNothing: false,
  operatingSystems: ['LINUX'],
  platformVersions: ['1.4.0'],
  architectures: ['X86_64', 'ARM64'],
  spotArchitectures: ['X86_64'],
};
const facts: PlatformFacts = {
  operatingSystem: 'LINUX',
  platformVersion: '1.4.0',
  architecture: 'X86_64',
  spot: false,
};
const index: LazyIndexSpec = {
  format: 'soci',
  version: 'v2',
  buildSeconds: constant(60),
  atStart: true,
  minLayerBytes: 10 * MB,
  spanBytes: 4 * 2 ** 20,
  prefetches: false,
  follows: [],
};
const lazy: LazyLoading = {
  format: 'soci',
  indexVersions: ['v2'],
  indexesFirst: true,
  mountSeconds: 0,
  indexedFileSeconds: 0,
  prefetchTimeoutSeconds: 0,
  background: null,
  readStreams: 1,
  fuseBytesPerSecond: Infinity,
  spanRetries: { attempts: 1, backoffSeconds: 0, backoffFactor: 1, backoffJitterShare: 0 },
};

describe('a platform', () => {
  it.each([
    ['', {}],
    ['', { architecture: 'ARM64' }],
    ['', { spot: true }],
    ['operating system', { operatingSystem: 'WINDOWS', platformVersion: '1.0.0' }],
    ['platform version', { platformVersion: '1.3.0' }],
    ['platform version', { platformVersion: null }],
    ['Spot architecture', { architecture: 'ARM64', spot: true }],
  ] as const)('has "%s" against loading lazily where it is %o', (refusal, change) => {
    expect(platformRefusal(rules, { ...facts, ...change })).toBe(refusal);
  });

  it('has its architecture against it where only the other one may', () => {
    const early: LazyRules = { ...rules, architectures: ['X86_64'] };
    expect(platformRefusal(early, { ...facts, architecture: 'ARM64', spot: true })).toBe('architecture');
  });

  it('loads nothing lazily before it has begun to', () => {
    expect(platformRefusal({ ...rules, notYet: true }, facts)).toBe('not yet');
    expect(platformRefusal({ ...rules, notYet: true }, { ...facts, operatingSystem: 'WINDOWS' })).toBe(
      'operating system',
    );
  });

  it('is not asked where no version is named, nor where there are no rules', () => {
    expect(platformRefusal({ ...rules, platformVersions: null }, { ...facts, platformVersion: null })).toBe(
      '',
    );
    expect(platformRefusal(null, { ...facts, operatingSystem: 'WINDOWS' })).toBe('');
  });
});

describe('a registry', () => {
  const cache: RegistrySpec['cache'] = {
    upstream: 'hub',
    registry: 'ecr',
    prefix: 'hub',
    validitySeconds: 86_400,
    validityFrom: 'lastCheck',
    syncSeconds: null,
    servesStale: true,
    coalesces: true,
    copiesAllPlatforms: true,
    immutableTags: false,
    createRepositorySeconds: constant(0),
    copyStreams: 3,
    copyBytesPerSecond: 1e8,
    missNeedsInternet: true,
    holdsAtStart: false,
    upstreamAccount: null,
    upstreamLimits: null,
  };

  it.each([
    ['', {}],
    ['', { type: 'ecr-pull-through-cache', cache }],
    ['registry', { type: 'ecr-public' }],
    ['registry', { type: 'docker-hub' }],
    ['registry', { type: 'generic' }],
    ['registry', { type: 'mirror', cache: { ...cache, registry: null } }],
  ] as const)('has "%s" against it where it is %o', (refusal, change) => {
    expect(registryRefusal(rules, registry(change))).toBe(refusal);
  });

  it('may be any where the rules do not say', () => {
    expect(registryRefusal({ ...rules, privateEcrOnly: false }, registry({ type: 'generic' }))).toBe('');
    expect(registryRefusal(null, registry({ type: 'generic' }))).toBe('');
  });
});

describe('an image', () => {
  const of = (...layers: Parameters<typeof layer>[0][]) =>
    release({ layers: layers.map((each, number) => layer({ digest: `sha256:${number}`, ...each })) });

  it('has nothing against it when its index covers a layer', () => {
    expect(indexRefusal(of({}), index, lazy)).toBe('');
    expect(indexRefusal(of({ compression: 'none' }), index, lazy)).toBe('');
    expect(indexRefusal(of({ compressedBytes: 9 * MB }, {}), index, lazy)).toBe('');
    expect(indexRefusal(of({ compression: 'zstd' }, {}), index, lazy)).toBe('');
  });

  it('needs an index of the format that its host reads', () => {
    expect(indexRefusal(of({}), null, lazy)).toBe('no index');
    expect(indexRefusal(of({}), { ...index, format: 'estargz' }, lazy)).toBe('no index');
    expect(indexRefusal(of({}), index, { ...lazy, format: 'estargz' })).toBe('no index');
  });

  it('needs an index of a version that its host looks for', () => {
    const old: LazyIndexSpec = { ...index, version: 'v1' };
    expect(indexRefusal(of({}), old, lazy)).toBe('index version');
    expect(indexRefusal(of({}), old, { ...lazy, indexVersions: ['v1', 'v2'] })).toBe('');
  });

  it('of zstd alone has its compression against it, where a layer would be large enough', () => {
    expect(indexRefusal(of({ compression: 'zstd' }), index, lazy)).toBe('compression');
    expect(indexRefusal(of({ compression: 'zstd' }, { compressedBytes: 1 * MB }), index, lazy)).toBe(
      'compression',
    );
    expect(indexRefusal(of({ compression: 'zstd', compressedBytes: 1 * MB }), index, lazy)).toBe(
      'layers below minimum',
    );
  });

  it('of small layers alone has no layer with an index', () => {
    expect(indexRefusal(of({ compressedBytes: 10 * MB - 1 }), index, lazy)).toBe('layers below minimum');
    expect(indexRefusal(of({ compressedBytes: 10 * MB }), index, lazy)).toBe('');
  });

  it('as eStargz may be compressed with zstd', () => {
    const estargz: LazyIndexSpec = { ...index, format: 'estargz', minLayerBytes: 0 };
    expect(isIndexed(layer({ compression: 'zstd' }), estargz)).toBe(true);
    expect(isIndexed(layer({ compression: 'zstd' }), index)).toBe(false);
  });
});
