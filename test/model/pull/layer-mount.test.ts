import { describe, expect, it } from 'vitest';
import { constant } from '../../../src/units/distribution.js';
import { MB } from '../../../src/model/tiny-world.js';
import { finish } from '../tiny-parts.js';
import { bigLayer, lazyIndex, lazyRuntime, setting, timed } from './lazy-host-fixture.js';

describe('the mount of a layer', () => {
  it('with eStargz reads its table from the layer, beside the others', () => {
    const { env, host } = setting({
      layers: [bigLayer('sha256:a', { files: 1000 }), bigLayer('sha256:b', { files: 1000 })],
      index: lazyIndex({ format: 'estargz', minLayerBytes: 0, spanBytes: 4 * MB }),
      runtime: lazyRuntime({}, { format: 'estargz', indexesFirst: false }),
      registry: { requestLatency: constant(0.1), firstByteLatency: constant(0.01) },
      parameters: { tocBytesPerFile: 1000 },
    });
    const { seconds, result } = finish(env, timed(env, host.pull('api:live')));
    // Ping, HEAD, manifest, configuration and its first byte; then address, end of the layer, table of a megabyte.
    expect(seconds).toBeCloseTo(4 * 0.1 + 0.01 + 0.1 + 0.01 + 0.01 + 0.01, 6);
    expect(result).toMatchObject({ snapshotter: 'stargz', fallback: '', requests: 4 + 2 });
    expect(result.downloadedBytes).toBeCloseTo(2 * MB, 3);
  });

  it('with eStargz finds out by a look at a layer that the image is of another format', () => {
    const { env, host } = setting({
      index: null,
      runtime: lazyRuntime({}, { format: 'estargz', indexesFirst: false }),
    });
    const result = finish(env, host.pull('api:live'));
    expect(result).toMatchObject({ fallback: 'no index', snapshotter: 'overlayfs', requests: 4 + 1 + 1 });
  });

  it.each([
    { while: 'its files are entered', lazy: { indexedFileSeconds: 0.02 } },
    { while: 'it is mounted', lazy: { mountSeconds: 20 } },
  ])('comes to nothing where another pull brings all of the layer while $while', ({ lazy }) => {
    const { env, host, all } = setting({
      layers: [bigLayer('sha256:a', { files: 1000 })],
      runtime: lazyRuntime({ blobs: 'temporary' }, lazy),
      parameters: { lazyMountTimeoutSeconds: 30 },
    });
    const mounts = host.begin('api:live');
    const whole = host.begin('api:live', { lazyRefusal: 'registry' });
    env.simulation.run();
    expect([mounts.result!.error, whole.result!.error]).toEqual([null, null]);
    expect(mounts.result!.mount).toBeNull();
    const { chains } = all.resolve('api:live')!;
    expect(host.store.layerBytes(chains[0]!)).toBe(200 * MB);
    host.store.pruneImages();
    expect(host.store.disk.usedBytes).toBe(0);
  });

  it('asks again what a limit refuses, as it does for spans', () => {
    const { env, host, all } = setting({ registry: { requestLatency: constant(0.1) } });
    const pull = host.begin('api:live');
    env.simulation.run(0.35);
    const end = all.locate('api:live').registry.fail({ kind: 'throttled', share: 1 });
    env.simulation.run(0.45);
    end();
    env.simulation.run();
    expect(pull.result).toMatchObject({ error: null, snapshotter: 'soci', throttled: 1 });
  });
});
