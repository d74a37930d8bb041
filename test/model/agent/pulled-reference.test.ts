import { describe, expect, it } from 'vitest';
import { isPulledOnDisk, pulledReference } from '../../../src/model/agent/pulled-reference.js';
import { ecsAgent, environment, only, registries, task } from '../tiny-parts.js';
import { container } from '../tiny-world.js';

describe('what is pulled', () => {
  it.each([
    ['api:live', null, 'api:live'],
    ['api:live', 'sha256:1', 'api@sha256:1'],
    ['api', 'sha256:1', 'api@sha256:1'],
    ['api@sha256:own', 'sha256:own', 'api@sha256:own'],
    ['api:live@sha256:own', 'sha256:1', 'api:live@sha256:own'],
  ])('for %s with the digest %s is %s', (image, digest, pulled) => {
    const of = only(task(environment(), { containers: [container({ image })] }));
    of.digestReported = digest;
    expect(pulledReference(of)).toBe(pulled);
  });

  it.each([
    ['by its digest', [], false],
    ['by its tag, where that inference is switched off,', ['upfront-digest-check'], true],
  ] as const)('is looked for on disk %s after a pull that failed', (_, without, found) => {
    const env = environment({ without });
    const all = registries(env);
    const it = ecsAgent(env, all);
    it.instance.store.preload(all.resolve('api:live')!, 'api:live');
    const of = only(task(env));
    of.digestReported = 'sha256:newer';
    expect(isPulledOnDisk(it, of)).toBe(found);
  });
});
