import { describe, expect, it } from 'vitest';
import { manifestStage } from '../../../src/model/agent/manifest-stage.js';
import type { PullBehavior } from '../../../src/model/policy/types.js';
import type { ImageSpec, RegistrySpec } from '../../../src/model/spec.js';
import { ecsAgent, environment, finish, only, registries, task } from '../tiny-parts.js';
import { agent, container, image, registry } from '../tiny-world.js';

interface Options {
  readonly behavior?: PullBehavior;
  readonly image?: Partial<ImageSpec>;
  readonly registry?: Partial<RegistrySpec>;
  readonly reference?: string;
}

function setUp(options: Options = {}) {
  const env = environment();
  const all = registries(env, [image(options.image)], [registry(options.registry)]);
  const it = ecsAgent(env, all, { agent: agent({ pullBehavior: options.behavior ?? 'default' }) });
  const of = task(env, { containers: [container({ image: options.reference ?? 'api:live' })] });
  const resolve = () => finish(env, manifestStage(it, only(of)));
  return { env, it, of, resolve, from: all.byName('ecr'), digest: all.resolve('api:live')!.digest };
}

describe('the manifest stage', () => {
  it('resolves the tag, reports the digest and downloads nothing', () => {
    const { it, of, resolve, digest, from } = setUp();
    expect(resolve()).toBeNull();
    expect(only(of).digestReported).toBe(digest);
    expect(it.reported).toEqual([`app=${digest}`]);
    expect(from.downloadedBytes).toBe(0);
  });

  it.each<[string, Options, number]>([
    ['token, ping, HEAD and GET', {}, 4],
    ['the configuration too, where there is no index', { image: { indexed: false } }, 5],
    ["the registry's own token, where it wants one", { registry: { type: 'docker-hub' } }, 4],
    ['no token of an ideal registry', { registry: { type: 'ideal' } }, 3],
  ])('asks for %s', (_, options, requests) => {
    const { of, resolve } = setUp(options);
    resolve();
    expect(of.requests).toBe(requests);
  });

  it('asks nobody about a reference that holds a digest, and reports nothing', () => {
    const { it, of, resolve } = setUp({ reference: 'api@sha256:123' });
    expect(resolve()).toBeNull();
    expect(only(of).digestReported).toBe('sha256:123');
    expect([of.requests, it.reported.length]).toEqual([0, 0]);
  });

  it('reports the digest of the local image where no pull is required', () => {
    const { it, of, resolve, from, digest } = setUp({ behavior: 'prefer-cached' });
    it.instance.store.preload(from.repository('api').newest, 'api:live');
    from.repository('api').push('live', false, 0);
    expect(resolve()).toBeNull();
    expect(only(of).digestReported).toBe(digest);
    expect(of.requests).toBe(0);
  });

  it('tries nine times when the registry throttles', () => {
    const { env, of, resolve, from } = setUp();
    from.fail({ kind: 'throttled', share: 1 });
    expect(resolve()).toMatch(/^CannotPullImageManifestError: toomanyrequests/);
    expect(of.requests).toBe(1 + 9);
    expect(env.now).toBeCloseTo(13.64 * 1.1, 9);
  });

  it('waits longer the next time: the ramp belongs to the agent', () => {
    const { env, it, resolve, from } = setUp();
    from.fail({ kind: 'throttled', share: 1 });
    resolve();
    const before = env.now;
    finish(env, manifestStage(it, only(task(env, {}, 'another'))));
    expect(env.now - before).toBeCloseTo(8 * 5 * 1.1, 9);
  });

  it('begins no attempt after its timeout', () => {
    const { env, it, resolve, from } = setUp();
    finish(
      env,
      it.tokens.ensure(from, it.registries.route('us-east-1', from), {
        entity: only(task(env)).entity,
        requests: 0,
        draws: 0,
        image: 'api',
        stage: 'manifest',
        attempt: 1,
      }),
    );
    from.fail({ kind: 'unreachable', share: 1 });
    expect(resolve()).toMatch(/^CannotPullImageManifestError: .*i\/o timeout/);
    // Four attempts of 15 s, with short waits between them, are over just after the minute.
    expect(env.now).toBeCloseTo(4 * 15 + (0.01 + 0.03 + 0.09 + 0.27) * 1.1, 9);
  });

  it('asks once for a token, and fails by its own name', () => {
    const { of, resolve, from } = setUp();
    from.fail({ kind: 'auth-failing', share: 1 });
    expect(resolve()).toMatch(/^CannotPullECRContainerError/);
    expect(of.requests).toBe(1);
  });

  it('fails under once when somebody has removed the image behind its back', () => {
    const { it, resolve, of } = setUp({ behavior: 'once' });
    it.images.record('an image', 'api:live', 1, 0, true);
    expect(resolve()).toMatch(/^CannotPullImageManifestError/);
    expect(of.requests).toBe(0);
  });
});
