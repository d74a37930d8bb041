import { describe, expect, it } from 'vitest';
import { ChainTable } from '../../../src/model/image/chain-table.js';
import { Repository } from '../../../src/model/image/repository.js';
import { CachedImage } from '../../../src/model/registry/cached-image.js';
import type { CacheSpec, ImageSpec } from '../../../src/model/spec.js';
import { finish } from '../tiny-parts.js';
import { layer } from '../tiny-world.js';
import { CacheScene, cacheSpec, nginx, withCache } from './tiny-cache.js';

/** A cached image that nobody but the test asks, and what it told of complete copies. */
function setUp(spec: Partial<CacheSpec> = {}, image: Partial<ImageSpec> = {}) {
  const { env, hub, upstream } = new CacheScene(withCache(), [nginx(image)]);
  const repository = new Repository(nginx(image), 'docker-hub/library/nginx', new ChainTable());
  const copied: (string | null)[] = [];
  const held = new CachedImage({
    repository,
    spec: cacheSpec(spec),
    upstream,
    environment: env,
    onCopied: (_, release, tag) =>
      copied.push(tag === null ? null : `${tag} ${release.number} at ${env.now}`),
    putIndex: (into, of, index) => into.putIndex(of, index, 1, env.now),
  });
  return { env, hub, upstream, held, copied, release: hub.repository('nginx').newest };
}

describe('an image in a cache', () => {
  it('has never been checked or pulled at first', () => {
    expect(setUp().held.times('1')).toEqual({ checkedAt: -Infinity, pulledAt: -Infinity });
  });

  it('is told of once complete, under each name for which it was asked', () => {
    const { env, held, copied, release } = setUp();
    held.serve(release, '1');
    held.serve(release, null);
    expect(finish(env, held.copy(release))).toBe(true);
    expect(copied).toEqual(['1 0 at 10', null]);
    held.serve(release, '2');
    expect(copied).toEqual(['1 0 at 10', null, '2 0 at 10']);
  });

  it('waits for one blob and not for the whole copy', () => {
    const layers = ['a', 'b', 'c', 'd'].map((digest) => layer({ digest }));
    const { env, held, release } = setUp({ copyStreams: 1 }, { layers });
    held.serve(release, '1');
    env.simulation.start(held.copy(release));
    expect(finishAt(env, held.awaitBlob('c'))).toEqual([true, 30]);
    expect(finishAt(env, held.awaitBlob('a'))).toEqual([false, 30]);
  });

  it('does not bring a blob twice for two releases that share it, if it coalesces', () => {
    const layers = [layer({ digest: 'base', changesEachRelease: false }), layer({ digest: 'top' })];
    const bytes = (coalesces: boolean) => {
      const { env, hub, upstream, held, release } = setUp({ coalesces }, { layers });
      hub.push('nginx', '2', false);
      held.serve(release, '1');
      held.serve(hub.repository('nginx').newest, '2');
      env.simulation.start(held.copy(release));
      finish(env, held.copy(hub.repository('nginx').newest));
      return upstream.copiedBytes / 100e6;
    };
    expect(bytes(true)).toBe(3);
    expect(bytes(false)).toBe(4);
  });

  it('brings the platform that was asked for first, then the others', () => {
    const { env, held, release } = setUp({}, { platforms: ['linux/amd64', 'linux/arm64'] });
    held.serve(release, '1');
    env.simulation.start(held.copy(release));
    const there = (second: number) => {
      env.simulation.run(second);
      return ['sha256:base', 'sha256:base linux/arm64'].map((digest) => held.repository.hasBlob(digest));
    };
    expect([there(9.9), there(10), there(19.9), there(20)]).toEqual([
      [false, false],
      [true, false],
      [true, false],
      [true, true],
    ]);
  });

  it('is not complete while a blob is missing, and is as soon as somebody’s waiting has brought it', () => {
    const { env, hub, held, copied, release } = setUp();
    const aim = { image: 'nginx', stage: 'layers', attempt: null } as const;
    const end = hub.fail({ kind: 'unreachable', share: 1, aim });
    held.serve(release, '1');
    expect(finish(env, held.copy(release))).toBe(false);
    expect(copied).toEqual([]);
    end();
    for (const digest of [release.imageId, 'sha256:base']) finish(env, held.awaitBlob(digest));
    expect(copied).toHaveLength(1);
  });

  it('has nothing to say of a blob that is of no release of it', () => {
    const { env, held } = setUp();
    expect(finish(env, held.awaitBlob('unheard-of'))).toBe(false);
  });

  it('holds what upstream’s tags name when it is filled', () => {
    const { held, env, release } = setUp({}, { tags: ['1', '2'] });
    held.fill();
    expect([held.exists, held.repository.tags]).toEqual([true, ['1', '2']]);
    expect(held.repository.byTag('2')).toBe(release);
    expect(finishAt(env, held.awaitBlob('sha256:base'))).toEqual([false, 0]);
    expect(held.times('1').checkedAt).toBe(0);
  });
});

/** What a body returned, and when: others go on. */
function finishAt(env: CacheScene['env'], body: ReturnType<CachedImage['awaitBlob']>): unknown[] {
  const process = env.simulation.start(body);
  while (!process.done && env.simulation.step());
  return [process.result, env.now];
}
