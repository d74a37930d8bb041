import { describe, expect, it } from 'vitest';
import { MicroHost } from '../../../src/model/launch/fargate-host.js';
import { lazyRefusal } from '../../../src/model/launch/fargate-lazy.js';
import type {
  FargateCapacitySpec,
  ImageSpec,
  LazyIndexSpec,
  LazyLoading,
  LazyRules,
  RegistrySpec,
} from '../../../src/model/spec.js';
import { environment, registries, task } from '../tiny-parts.js';
import { container, fargate, image, MB, registry, runtime } from '../tiny-world.js';

const lazyRules: LazyRules = {
  privateEcrOnly: true,
  allOrNothing: false,
  operatingSystems: ['LINUX'],
  platformVersions: ['1.4.0'],
  architectures: ['X86_64', 'ARM64'],
  spotArchitectures: ['X86_64'],
};
const lazyIndex: LazyIndexSpec = {
  format: 'soci',
  version: 'v2',
  buildSeconds: null,
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

/** Of the containers app and side, each of its own image. */
function refusals(
  capacity: Partial<FargateCapacitySpec>,
  side: Partial<ImageSpec> = { lazyIndex },
  from: readonly RegistrySpec[] = [registry()],
): string[] {
  const env = environment();
  const images = [image({ lazyIndex }), image({ name: 'side', repository: 'side', ...side })];
  const of = task(env, { containers: [container(), container({ name: 'side', image: 'side:live' })] });
  const spec = fargate({ lazyRules, runtime: runtime({ lazy }), ...capacity });
  const host = new MicroHost(of, spec, registries(env, images, from), env);
  return of.containers.map((each) => lazyRefusal(host, each));
}

const all = { lazyRules: { ...lazyRules, allOrNothing: true } };

describe('what Fargate has against loading images lazily', () => {
  it('is nothing for images in ECR on platform version 1.4.0, or where there are no rules', () => {
    expect(refusals({})).toEqual(['', '']);
    expect(refusals({ lazyRules: null, platformVersion: '1.3.0' })).toEqual(['', '']);
  });

  it.each<[string, Partial<FargateCapacitySpec>]>([
    ['operating system', { operatingSystem: 'WINDOWS', platformVersion: '1.0.0' }],
    ['platform version', { platformVersion: '1.3.0' }],
    ['Spot architecture', { architecture: 'ARM64', spot: true }],
  ])('is the %s', (refusal, change) => {
    expect(refusals(change)).toEqual([refusal, refusal]);
  });

  it('is the registry of the one image that is elsewhere', () => {
    const hub = registry({ name: 'hub', type: 'docker-hub' });
    expect(refusals({}, { lazyIndex, registry: 'hub' }, [registry(), hub])).toEqual(['', 'registry']);
  });

  it('is found image by image, as a missing index is found during the pull', () => {
    expect(refusals({}, { lazyIndex: null })).toEqual(['', '']);
  });
});

describe('all images of a task or none', () => {
  it('are loaded lazily where all can be', () => {
    expect(refusals(all)).toEqual(['', '']);
  });

  it('are pulled whole where one has no index, which is told as the reason of the other', () => {
    expect(refusals(all, { lazyIndex: null })).toEqual(['other image of the task', '']);
  });

  it('are pulled whole where one is in another registry', () => {
    const hub = registry({ name: 'hub', type: 'docker-hub' });
    const of = refusals(all, { lazyIndex, registry: 'hub' }, [registry(), hub]);
    expect(of).toEqual(['other image of the task', 'registry']);
  });
});
