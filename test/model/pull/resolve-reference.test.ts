import { describe, expect, it } from 'vitest';
import { missingPlatform } from '../../../src/model/pull/resolve-reference.js';
import type { RuntimeSpec } from '../../../src/model/spec.js';
import { environment, PullHost, registries } from '../tiny-parts.js';
import { image, registry, runtime } from '../tiny-world.js';

/** Requests of a pull by tag, of one by digest, and of both once the image is there; less the two blobs. */
function requests(spec: Partial<RuntimeSpec>, indexed = true): readonly number[] {
  const count = (reference: 'tag' | 'digest', present: boolean): number => {
    const env = environment();
    const known = registries(env, [image({ indexed })], [registry()]);
    const host = new PullHost(env, known, { runtime: runtime(spec) });
    const { digest } = known.byName('ecr').repository('api').newest;
    const name = reference === 'tag' ? 'api:live' : `api@${digest}`;
    if (present) host.begin('api:live');
    env.simulation.run();
    const pull = host.begin(name);
    env.simulation.run();
    return pull.result!.requests - (present ? 0 : 2);
  };
  return [count('tag', false), count('digest', false), count('tag', true), count('digest', true)];
}

describe('what a reference names', () => {
  it('is asked for as Docker does: HEAD for a tag, nothing but a ping for a digest that is here', () => {
    expect(requests({})).toEqual([4, 3, 2, 1]);
    expect(requests({}, false)).toEqual([3, 2, 2, 1]);
  });

  it('is asked for as containerd does: HEAD for a digest, too', () => {
    expect(requests({ blobs: 'kept', duplicates: 'locked' })).toEqual([4, 4, 2, 2]);
  });

  it('is nothing for a host without its platform', () => {
    expect(missingPlatform('linux/arm64')).toBe(
      "image Manifest does not contain descriptor matching platform 'linux/arm64'",
    );
  });
});
