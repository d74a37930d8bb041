import { describe, expect, it } from 'vitest';
import { BINDERS, PHASES } from '../../../src/model/record.js';
import { StartClock } from '../../../src/model/start-clock.js';
import { constant } from '../../../src/units/distribution.js';
import { MB, layer } from '../../../src/model/tiny-world.js';
import { finish } from '../tiny-parts.js';
import { bigLayer, lazyIndex, lazyRuntime, setting, timed } from './lazy-host-fixture.js';

describe('a pull on a host that loads lazily', () => {
  it('fetches no layer of an image with an index', () => {
    const { env, host } = setting();
    const { result } = finish(env, timed(env, host.pull('api:live')));
    expect(result.error).toBeNull();
    expect(result).toMatchObject({ snapshotter: 'soci', fallback: '', downloadedBytes: 0, layersPulled: 1 });
    expect(result.mount!.spansByLayer).toEqual([200]);
    expect(host.store.inspect('api:live')).toBeDefined();
    expect(host.store.storedBytes).toBe(0);
  });

  it('brings the bytes of all indexes, and of the layers below the minimum, before it ends', () => {
    const small = layer({
      digest: 'sha256:small',
      compressedBytes: 5 * MB,
      uncompressedBytes: 10 * MB,
      files: 0,
    });
    const { env, host } = setting({
      layers: [bigLayer('sha256:a', { files: 1000 }), small, bigLayer('sha256:b')],
      parameters: { ztocBytesPerSpan: 32_785, ztocBytesPerFile: 190 },
    });
    const { result } = finish(env, timed(env, host.pull('api:live')));
    const indexes = 400 * 32_785 + 1000 * 190;
    expect(result.downloadedBytes).toBeCloseTo(indexes + 5 * MB, 3);
    expect(result.mount!.spansByLayer).toEqual([200, 0, 200]);
    // Compressed and unpacked, and the indexes.
    expect(host.store.storedBytes).toBeCloseTo(indexes + 15 * MB, 3);
  });

  it('fetches indexes beside each other, and pulls whole layers one after another', () => {
    const whole = (n: number) =>
      layer({ digest: `sha256:w${n}`, compressedBytes: 5 * MB, uncompressedBytes: 5 * MB, files: 0 });
    const { env, host } = setting({
      layers: [whole(1), whole(2), whole(3), bigLayer('sha256:a'), bigLayer('sha256:b')],
      parameters: { ztocBytesPerSpan: 50_000 },
      runtime: lazyRuntime({ gzipBytesPerSecond: 50 * MB }),
    });
    const { seconds } = finish(env, timed(env, host.pull('api:live')));
    // Two indexes of 10 MB at 100 MB/s beside each other; three times 5 MB at 100 MB/s and then at 50 MB/s.
    expect(seconds).toBeCloseTo(0.1 + 3 * (0.05 + 0.1), 6);
  });

  it('pays round trips for what it asks one after another: manifest again, index, zTOC, the blob’s address', () => {
    const { env, host } = setting({
      registry: { requestLatency: constant(0.1), firstByteLatency: constant(0.01) },
    });
    const eager = setting({
      index: null,
      runtime: lazyRuntime({ lazy: null }),
      layers: [layer({ compressedBytes: 0, uncompressedBytes: 0, files: 0 })],
      registry: { requestLatency: constant(0.1), firstByteLatency: constant(0.01) },
    });
    const lazily = finish(env, timed(env, host.pull('api:live')));
    const whole = finish(eager.env, timed(eager.env, eager.host.pull('api:live')));
    // The ordinary pull asks for its one layer, too.
    expect(lazily.seconds - whole.seconds).toBeCloseTo(
      2 * 0.1 + (0.1 + 0.01) + (0.1 + 0.01) - (0.1 + 0.01),
      6,
    );
    expect(lazily.result.requests).toBe(whole.result.requests + 3);
  });

  it('enters files one layer after another, and mounts after that', () => {
    const { env, host } = setting({
      layers: [bigLayer('sha256:a', { files: 1000 }), bigLayer('sha256:b', { files: 2000 })],
      runtime: lazyRuntime({}, { indexedFileSeconds: 0.001, mountSeconds: 0.5 }),
    });
    const { seconds } = finish(env, timed(env, host.pull('api:live')));
    // The first is mounted while the files of the second are entered.
    expect(seconds).toBeCloseTo(1 + 2 + 0.5, 6);
  });

  it('is told in the phases fetch and unpack, the latter bound by the layer', () => {
    const { env, host } = setting({
      layers: [bigLayer('sha256:a', { files: 1000 })],
      runtime: lazyRuntime({}, { indexedFileSeconds: 0.001, mountSeconds: 0.5 }),
      parameters: { ztocBytesPerSpan: 50_000 },
    });
    const clock = new StartClock();
    finish(env, host.pull('api:live', clock));
    expect(clock.phaseSeconds[PHASES.indexOf('unpack')]).toBeCloseTo(1.5, 6);
    expect(clock.boundSeconds[BINDERS.indexOf('layer')]).toBeCloseTo(1.5, 6);
    expect(clock.phaseSeconds[PHASES.indexOf('fetch')]).toBeCloseTo(0.1, 6);
  });

  it('§9.19: without an index looks for one, and then pulls as any other, but later', () => {
    const given = { requestLatency: constant(0.1) };
    const without = setting({ index: null, registry: given });
    const eager = setting({ index: null, registry: given, runtime: lazyRuntime({ lazy: null }) });
    const looked = finish(without.env, timed(without.env, without.host.pull('api:live')));
    const whole = finish(eager.env, timed(eager.env, eager.host.pull('api:live')));
    expect(looked.result).toMatchObject({ snapshotter: 'overlayfs', fallback: 'no index', mount: null });
    expect(looked.seconds - whole.seconds).toBeCloseTo(0.1, 6);
    expect(looked.result.downloadedBytes).toBe(whole.result.downloadedBytes);
  });

  it('looks for an index of each version that it may use', () => {
    const { env, host } = setting({
      index: null,
      registry: { requestLatency: constant(0.1) },
      runtime: lazyRuntime({}, { indexVersions: ['v2', 'v1'] }),
    });
    const eager = setting({ index: null, runtime: lazyRuntime({ lazy: null }) });
    const { result } = finish(env, timed(env, host.pull('api:live')));
    const whole = finish(eager.env, eager.host.pull('api:live'));
    expect(result.requests).toBe(whole.requests + 2);
  });

  it('has the layers of the next image that are mounted already', () => {
    const { env, host } = setting({ layers: [bigLayer('sha256:a'), bigLayer('sha256:b')] });
    finish(env, host.pull('api:live'));
    const again = finish(env, host.pull('api:live'));
    expect(again).toMatchObject({
      downloadedBytes: 0,
      layersPulled: 0,
      layersReused: 2,
      snapshotter: 'soci',
    });
  });

  it('is one for two who want the image at once', () => {
    const { env, host } = setting({
      layers: [bigLayer('sha256:a'), bigLayer('sha256:b')],
      parameters: { ztocBytesPerSpan: 50_000 },
    });
    const pulls = [host.begin('api:live'), host.begin('api:live')];
    env.simulation.run();
    const [first, second] = pulls.map((pull) => pull.result!);
    expect([first!.error, second!.error]).toEqual([null, null]);
    expect(first!.downloadedBytes + second!.downloadedBytes).toBeCloseTo(20 * MB, 3);
    expect(second!.mount).toBe(first!.mount);
  });

  it('gives up lazy loading for the image when a zTOC cannot be fetched, and remembers that', () => {
    const { env, host, all } = setting({ registry: { requestLatency: constant(0.1) } });
    const pull = host.begin('api:live');
    // Ping, HEAD, manifest, configuration; manifest again, index: then all zTOCs.
    env.simulation.run(0.55);
    const aim = { image: null, stage: 'layers', attempt: null } as const;
    const end = all.locate('api:live').registry.fail({ kind: 'not-found', share: 1, aim });
    env.simulation.run(0.65);
    end();
    env.simulation.run();
    const whole = { error: null, fallback: 'no index', snapshotter: 'overlayfs', mount: null };
    expect(pull.result).toMatchObject(whole);
    const { imageId } = host.registries.resolve('api:live')!;
    expect(host.puller.fallbackOf(imageId)).toBe('no index');
    host.store.removeName('api:live');
    expect(finish(env, host.pull('api:live'))).toMatchObject(whole);
  });

  it('remembers a pull that was cancelled while it fetched the index, too', () => {
    const { env, host } = setting({ registry: { requestLatency: constant(0.1) } });
    const pull = host.begin('api:live');
    env.simulation.run(0.55);
    pull.cancel('enough');
    env.simulation.run();
    expect(finish(env, host.pull('api:live'))).toMatchObject({ error: null, fallback: 'no index' });
  });

  it('asks again for an index while the registry is silent for a moment', () => {
    const { env, host, all } = setting({ registry: { requestLatency: constant(0.1) } });
    const pull = host.begin('api:live');
    env.simulation.run(0.35);
    const end = all.locate('api:live').registry.fail({ kind: 'unreachable', share: 1 });
    env.simulation.run(2);
    end();
    env.simulation.run();
    expect(pull.result).toMatchObject({ error: null, snapshotter: 'soci' });
  });

  it.each([0.05, 0.15, 0.25, 0.35, 0.5, 0.9])('leaves nothing when it is cancelled after %d s', (seconds) => {
    const { env, host } = setting({
      layers: [bigLayer('sha256:a', { files: 100 }), bigLayer('sha256:b')],
      registry: { requestLatency: constant(0.1) },
      parameters: { ztocBytesPerSpan: 50_000 },
      runtime: lazyRuntime({}, { indexedFileSeconds: 0.001, mountSeconds: 0.1 }),
    });
    const pull = host.begin('api:live');
    env.simulation.run(seconds);
    pull.cancel('enough');
    env.simulation.run();
    expect(pull.result).toMatchObject({ error: 'enough', local: null, mount: null, snapshotter: '' });
    expect(host.store.disk.usedBytes).toBe(0);
    const again = finish(env, host.pull('api:live'));
    expect(again.error).toBeNull();
  });

  it('goes on for another pull when one that shares its layers is cancelled', () => {
    const { env, host } = setting({
      layers: [bigLayer('sha256:a'), bigLayer('sha256:b')],
      runtime: lazyRuntime({}, { mountSeconds: 1 }),
    });
    const first = host.begin('api:live');
    const second = host.begin('api:live');
    env.simulation.run(1.5);
    first.cancel('enough');
    env.simulation.run();
    expect(second.result).toMatchObject({ error: null, snapshotter: 'soci' });
    expect(second.result!.mount!.spansByLayer).toEqual([200, 200]);
  });

  it('fails where there is no room for indexes', () => {
    const { env, host } = setting({ diskBytes: 1 * MB, parameters: { ztocBytesPerSpan: 50_000 } });
    const result = finish(env, host.pull('api:live'));
    expect(result.error).toContain('no space left on device');
    expect(host.store.disk.usedBytes).toBe(0);
  });

  it('pulls a layer whole that is not mounted in time', () => {
    const { env, host } = setting({
      layers: [bigLayer('sha256:a'), bigLayer('sha256:b', { files: 100_000 })],
      runtime: lazyRuntime({}, { indexedFileSeconds: 0.001 }),
      parameters: { lazyMountTimeoutSeconds: 30 },
    });
    const result = finish(env, host.pull('api:live'));
    expect(result.error).toBeNull();
    expect(result.mount!.spansByLayer).toEqual([200, 0]);
    expect(result.downloadedBytes).toBe(100 * MB);
  });

  it('tells of each layer whether it was mounted, or why it was pulled whole', () => {
    const small = layer({ digest: 'sha256:small', compressedBytes: 5 * MB, files: 0 });
    const { all, host, env } = setting({
      layers: [bigLayer('sha256:a'), small],
      parameters: { ztocBytesPerSpan: 50_000 },
      journal: true,
    });
    expect(all).toBeDefined();
    const pull = host.begin('api:live');
    env.simulation.run();
    const [big, whole] = pull.progress.layers;
    expect(big).toMatchObject({ indexBytes: 10 * MB, origin: 'own', error: '' });
    expect(big!.whole).toBeUndefined();
    expect(whole!.indexBytes).toBeUndefined();
    expect(whole!.whole).toContain('below the minimum');
  });

  it('unpacks and keeps what has no index in it', () => {
    const zstd = bigLayer('sha256:z', { compression: 'zstd' });
    const { env, host } = setting({ layers: [bigLayer('sha256:a'), zstd], index: lazyIndex() });
    const result = finish(env, host.pull('api:live'));
    expect(result.mount!.spansByLayer).toEqual([200, 0]);
    expect(result.downloadedBytes).toBe(100 * MB);
  });
});
