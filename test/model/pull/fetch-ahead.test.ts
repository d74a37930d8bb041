/** What start-up reads is fetched before containers are created, where the image tells it. */
import { describe, expect, it } from 'vitest';
import { accessPattern } from '../../../src/model/lazy/access-pattern.js';
import { constant } from '../../../src/units/distribution.js';
import { MB, reads } from '../../../src/model/tiny-world.js';
import { finish } from '../tiny-parts.js';
import { bigLayer, lazyIndex, lazyRuntime, setting, timed } from './lazy-host-fixture.js';

const startUp = reads({ share: 0.1 });

describe('what is fetched ahead', () => {
  it('is there before the mounts are, with SOCI, by as many workers as the host has threads', () => {
    const { env, host } = setting({
      index: lazyIndex({ prefetches: true }),
      registry: { firstByteLatency: constant(0.1) },
    });
    const without = setting({ registry: { firstByteLatency: constant(0.1) } });
    const plain = finish(without.env, timed(without.env, without.host.pull('api:live')));
    const { seconds, result } = finish(env, timed(env, host.pull('api:live', undefined, undefined, startUp)));
    expect(result.downloadedBytes).toBeCloseTo(10 * MB, 3);
    // 20 spans by 16 threads, in one flow.
    expect(seconds - plain.seconds).toBeCloseTo((20 / 16) * (0.1 + 0.005), 6);
    const release = host.registries.resolve('api:live')!;
    const mount = result.mount!;
    const pattern = accessPattern(release, mount, startUp).bursts.flat();
    expect(finish(env, mount.read(pattern, 1))).toMatchObject({ misses: 0, fetchedBytes: 0 });
    expect(finish(env, mount.awaitAhead())).toMatchObject({ fetchedBytes: 0 });
  });

  it('comes beside the end of the pull with eStargz, and creation waits for it', () => {
    const { env, host } = setting({
      layers: [bigLayer('sha256:a', { files: 200 })],
      index: lazyIndex({ format: 'estargz', minLayerBytes: 0, spanBytes: 4 * MB, prefetches: true }),
      runtime: lazyRuntime({}, { format: 'estargz', indexesFirst: false, prefetchTimeoutSeconds: 10 }),
      registry: { firstByteLatency: constant(1) },
    });
    const pull = finishPull(env, host.begin('api:live', { reads: startUp }));
    expect(pull.downloadedBytes).toBe(0);
    const { seconds, result } = finish(env, timed(env, pull.mount!.awaitAhead()));
    // What lies before the landmark is one range: one request, and 10 MB at 100 MB/s.
    expect(seconds).toBeCloseTo(1 + 0.1, 2);
    expect(result).toMatchObject({ misses: 20 });
    expect(result.fetchedBytes).toBeCloseTo(10 * MB, 3);
    // It is booked once.
    expect(finish(env, pull.mount!.awaitAhead()).fetchedBytes).toBe(0);
  });

  it('comes from all layers beside each other with eStargz, with one request for each', () => {
    const of = (digests: readonly string[]) => {
      const { env, host } = setting({
        layers: digests.map((digest) => bigLayer(digest, { files: 200 })),
        index: lazyIndex({ format: 'estargz', minLayerBytes: 0, spanBytes: 4 * MB, prefetches: true }),
        runtime: lazyRuntime({}, { format: 'estargz', indexesFirst: false, prefetchTimeoutSeconds: 100 }),
        registry: { firstByteLatency: constant(1) },
      });
      const all = reads({ share: 1 });
      const pull = finishPull(env, host.begin('api:live', { reads: all }));
      return finish(env, timed(env, pull.mount!.awaitAhead())).seconds;
    };
    expect(of(['sha256:a'])).toBeCloseTo(1 + 1, 2);
    expect(of(['sha256:a', 'sha256:b', 'sha256:c'])).toBeCloseTo(1 + 1, 2);
  });

  it('is booked once, whichever of two pulls of an image has begun it', () => {
    const { env, host } = setting({
      layers: [bigLayer('sha256:a', { files: 200 })],
      index: lazyIndex({ format: 'estargz', minLayerBytes: 0, spanBytes: 4 * MB, prefetches: true }),
      runtime: lazyRuntime({}, { format: 'estargz', indexesFirst: false, prefetchTimeoutSeconds: 10 }),
      registry: { firstByteLatency: constant(1) },
    });
    const pulls = [0, 1].map(() => host.begin('api:live', { reads: startUp }));
    const bytes = pulls
      .map((pull) => finishPull(env, pull).mount!)
      .map((mount) => env.simulation.start(mount.awaitAhead()));
    env.simulation.run();
    const total = bytes.reduce((sum, { result }) => sum + result.fetchedBytes, 0);
    expect(total).toBeCloseTo(10 * MB, 3);
  });

  it('leaves out what the background has brought until then', () => {
    const background = { periodSeconds: 0, streams: 2, silenceSeconds: 5, silencedBy: 'read' } as const;
    const lazy = { format: 'estargz', indexesFirst: false, mountSeconds: 2, background } as const;
    const { env, host } = setting({
      layers: ['sha256:a', 'sha256:b'].map((digest) => bigLayer(digest, { files: 200 })),
      index: lazyIndex({ format: 'estargz', minLayerBytes: 0, spanBytes: 4 * MB, prefetches: true }),
      runtime: lazyRuntime({}, lazy),
      registry: { firstByteLatency: constant(0.095) },
    });
    // The first layer is there for two seconds before the second one is.
    host.begin('api:live', { reads: reads({ share: 1 }) });
    env.simulation.run();
    const { chains } = host.registries.resolve('api:live')!;
    expect(chains.map((chain) => host.store.layerBytes(chain) / MB)).toEqual([200, 200]);
    expect(host.registries.locate('api:live').registry.downloadedBytes).toBeCloseTo(200 * MB, 0);
  });

  it('is not waited for longer than the snapshotter does', () => {
    const { env, host } = setting({
      layers: [bigLayer('sha256:a', { files: 200 })],
      index: lazyIndex({ format: 'estargz', minLayerBytes: 0, spanBytes: 4 * MB, prefetches: true }),
      runtime: lazyRuntime({}, { format: 'estargz', indexesFirst: false, prefetchTimeoutSeconds: 10 }),
      registry: { firstByteLatency: constant(11) },
    });
    const pull = finishPull(env, host.begin('api:live', { reads: startUp }));
    const waits = env.simulation.start(timed(env, pull.mount!.awaitAhead()));
    env.simulation.run();
    expect(waits.result.seconds).toBeCloseTo(10, 9);
    // What has come after that is there for whoever asks next.
    expect(waits.result.result.fetchedBytes).toBe(0);
    expect(finish(env, pull.mount!.awaitAhead()).fetchedBytes).toBeCloseTo(10 * MB, 3);
  });
});

function finishPull(
  env: ReturnType<typeof setting>['env'],
  pull: ReturnType<ReturnType<typeof setting>['host']['begin']>,
) {
  while (!pull.ended.fired) env.simulation.run(env.now + 0.001);
  return pull.result!;
}
