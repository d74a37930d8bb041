import { describe, expect, it } from 'vitest';
import type { PlatformFacts } from '../../../src/model/lazy/eligibility.js';
import { lazyRefusal } from '../../../src/model/launch/lazy-refusal.js';
import type { ImageSpec, LazyRules, RegistrySpec } from '../../../src/model/spec.js';
import { CacheScene, nginx, withCache } from '../registry/tiny-cache.js';
import { lazyIndex, lazyLoading, lazyRules } from '../tiny-lazy.js';
import { environment, registries, task } from '../tiny-parts.js';
import { container, image, registry } from '../tiny-world.js';

const linux: PlatformFacts = {
  operatingSystem: 'LINUX',
  platformVersion: '1.4.0',
  architecture: 'X86_64',
  spot: false,
};

interface Given {
  readonly rules?: Partial<LazyRules> | null;
  readonly facts?: Partial<PlatformFacts>;
  readonly side?: Partial<ImageSpec>;
  readonly from?: readonly RegistrySpec[];
}

/** Of the containers app and side, each of its own image. */
function refusals({ rules = {}, facts = {}, side = {}, from = [registry()] }: Given): string[] {
  const env = environment();
  const index = lazyIndex();
  const images = [
    image({ lazyIndex: index }),
    image({ name: 'side', repository: 'side', lazyIndex: index, ...side }),
  ];
  const of = task(env, { containers: [container(), container({ name: 'side', image: 'side:live' })] });
  const place = {
    rules: rules === null ? null : lazyRules(rules),
    facts: { ...linux, ...facts },
    registries: registries(env, images, from),
    lazy: lazyLoading(),
  };
  return of.containers.map((each) => lazyRefusal(each, place));
}

const hub = registry({ name: 'hub', type: 'docker-hub' });
const allOrNothing = { allOrNothing: true };

describe('what there is against loading an image lazily', () => {
  it('is nothing for images in ECR on Linux 1.4.0, or where there are no rules', () => {
    expect(refusals({})).toEqual(['', '']);
    expect(refusals({ rules: null, facts: { platformVersion: '1.3.0' } })).toEqual(['', '']);
  });

  it.each<[string, Partial<PlatformFacts>]>([
    ['operating system', { operatingSystem: 'WINDOWS', platformVersion: '1.0.0' }],
    ['platform version', { platformVersion: '1.3.0' }],
    ['Spot architecture', { architecture: 'ARM64', spot: true }],
  ])('is the %s', (refusal, facts) => {
    expect(refusals({ facts, rules: { spotArchitectures: ['X86_64'] } })).toEqual([refusal, refusal]);
  });

  it('is the registry of the one image that is elsewhere', () => {
    expect(refusals({ side: { registry: 'hub' }, from: [registry(), hub] })).toEqual(['', 'registry']);
  });

  it('is found image by image, as a missing index is found during the pull', () => {
    expect(refusals({ side: { lazyIndex: null } })).toEqual(['', '']);
  });
});

describe('all images of a task or none', () => {
  it('are loaded lazily where all can be', () => {
    expect(refusals({ rules: allOrNothing })).toEqual(['', '']);
  });

  it('are pulled whole where one has no index, which is told as the reason of the other', () => {
    const without = refusals({ rules: allOrNothing, side: { lazyIndex: null } });
    expect(without).toEqual(['other image of the task', '']);
  });

  it('are pulled whole where one is in another registry', () => {
    const elsewhere = { side: { registry: 'hub' }, from: [registry(), hub] };
    expect(refusals({ rules: allOrNothing, ...elsewhere })).toEqual(['other image of the task', 'registry']);
  });

  it('count an image that a cache has not copied yet as it is upstream', () => {
    const { env, all } = new CacheScene(withCache(), [image({ lazyIndex: lazyIndex() }), nginx()]);
    const of = task(env, { containers: [container(), container({ name: 'web', image: 'nginx:1' })] });
    const place = { rules: lazyRules(allOrNothing), facts: linux, registries: all, lazy: lazyLoading() };
    expect(lazyRefusal(of.containers[0]!, place)).toBe('other image of the task');
    const indexed = new CacheScene(withCache(), [
      image({ lazyIndex: lazyIndex() }),
      nginx({ lazyIndex: lazyIndex() }),
    ]);
    expect(lazyRefusal(of.containers[0]!, { ...place, registries: indexed.all })).toBe('');
  });
});
